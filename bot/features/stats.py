"""`/parlance stats`: which words are misunderstood, told privately first, with a picture for the retrospective."""

import re
from dataclasses import dataclass

from bot import pictures
from bot.ask import Ask
from bot.board import Board
from bot.carried import PageOf
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Scope, Word
from bot.press import Press
from bot.teams import Team, Teams
from bot.views import stats as views
from bot.views.stats import Report
from bot.views.words import called
from glossary.usage import Usage

DAYS = re.compile(r"^(?:(?P<here>here|this channel)\b\s*)?(?:(?P<days>\d{1,3})\s*(?:d|days?)?)?$", re.IGNORECASE)
USUAL = 90


@dataclass(frozen=True)
class Stats:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Statistics",
            help="Which words are misunderstood here, and where disciplines part; never who.",
            words=(
                Word(
                    "stats",
                    "The most misunderstood words, what became of the notes, what was looked up in vain.",
                    self.tell,
                    hint="[here] [30 days]",
                    also=("statistics",),
                    example="/parlance stats here",
                ),
            ),
            scopes=(
                Scope("files:write", "to send the picture of the statistics, and exports"),
                Scope("im:write", "to send a file to one person alone"),
            ),
        )

    def register(self, board: Board) -> None:
        board.button(views.PICTURE, PageOf, self.send)
        board.button(views.SHARE, PageOf, self.share)

    async def tell(self, ask: Ask) -> None:
        found = DAYS.match(ask.words)
        if found is None:
            return await ask.answer(views.not_that(ask.words))
        channel = ask.channel if found["here"] and not ask.direct else ""
        report, names = await self._report(ask, PageOf(int(found["days"] or USUAL) or USUAL, channel))
        return await ask.answer(views.card(report, names))

    async def send(self, press: Press, about: PageOf) -> None:
        opened = await press.ask.client.conversations_open(users=press.ask.person)
        await self._upload(press.ask, about, opened["channel"]["id"], "")
        await press.ask.answer(views.sent())

    async def share(self, press: Press, about: PageOf) -> None:
        await self._upload(press.ask, about, press.ask.channel, press.ask.thread)

    async def _upload(self, ask: Ask, page: PageOf, channel: str, thread: str) -> None:
        report, names = await self._report(ask, page)
        title = views.title(report)
        picture = await self.door(pictures.of_words, report.fates, views.taken(report, names), title)
        await ask.client.files_upload_v2(
            channel=channel,
            thread_ts=thread or None,
            content=picture,
            filename="words-between-us.png",
            title=title,
            alt_txt=views.card(report, {}).text,
        )

    async def _report(self, ask: Ask, page: PageOf) -> tuple[Report, dict[str, str]]:
        team = await self.door(self.teams.of, ask.workspace)
        answerers = await self.door(Usage(team.workspace).answerers)
        await self.directory.look_up(ask.client, team.people, tuple(answerers))
        return await self.door(_report, team, page, answerers)


def _report(team: Team, page: PageOf, answerers: set[str]) -> tuple[Report, dict[str, str]]:
    usage = Usage(team.workspace)
    disciplines = {person: placed.discipline for person, placed in team.people.placed(answerers).items()}
    fates = tuple(usage.fates(page.number, page.of))
    misses = tuple(team.misses.waiting(8))
    report = Report(page.number, page.of, fates, tuple(usage.meant(disciplines, page.number, page.of)), misses)
    names = {f"{term.name}/{sense.id}": called(sense) for term in team.lexicon.terms() for sense in term.senses}
    return report, names
