"""`/playbook assess`: a team answers what the researchers asked, sees where it stands, and keeps that to itself until shared."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import unpacked
from bot.directory import Directory
from bot.door import Door
from bot.errors import Refusal
from bot.feature import About as AboutFeature
from bot.feature import Word
from bot.ids import is_direct
from bot.library import Library
from bot.press import Press
from bot.teams import Teams
from bot.views import assess as views
from bot.views import refusals
from bot.views.assess import About, OnPage
from playbooks.assessment import Results, Section, form
from playbooks.assessments import Assessment, Assessments
from playbooks.research import Research

MOST_LINES = 3


class NotInTheTeam(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOT_IN_THE_TEAM)


@cache
def research() -> Research:
    return Research.load()


@dataclass(frozen=True)
class Assess:
    library: Library
    teams: Teams
    door: Door
    directory: Directory
    clock: Callable[[], float] = field(default=time.time)

    @property
    def about(self) -> AboutFeature:
        return AboutFeature(
            name="How we work together",
            help="A self-assessment of ten minutes with the questions of the researchers; private to the channel.",
            playbooks=(
                Word("assess", "How this team works together: ten minutes of questions.", self.begin_here,
                     also=("assessment", "self-assessment")),
                Word("teams", "What teams have shared of their self-assessments.", self.across),
            ),
        )  # fmt: skip

    def register(self, board: Board) -> None:
        board.button(views.BEGIN, About, self.begin)
        board.button(views.ANSWER, About, self.answer)
        board.action(views.BACK, self.back)
        board.view(views.FORM, self.next)
        board.button(views.RESULTS, About, self.results)
        board.button(views.ASK, About, self.ask)
        board.button(views.SHARE, About, self.share)
        board.button(views.UNSHARE, About, self.unshare)
        board.button(views.CLOSE, About, self.close)

    async def begin_here(self, ask: Ask) -> None:
        kept = await self._kept(ask, ask.channel)
        known = await self.door(kept.of_team, ask.channel, ask.person)
        now = next((one for one in reversed(known) if one.is_open), None)
        mine = len(await self.door(kept.answered_by, now.id, ask.person)) if now else 0
        await ask.answer(views.way_in(now, known, mine, len(kept.research.questions), ask.channel))

    async def across(self, ask: Ask) -> None:
        team = await self.door(self.teams.of, ask.workspace)
        kept = Assessments(team.workspace, await self.door(research))
        await ask.answer(views.across(await self.door(kept.across_teams)))

    async def begin(self, press: Press, about: About) -> None:
        """Two who begin at once answer the same one."""
        ask = press.ask
        kept = await self._kept(ask, about.channel)
        title = datetime.fromtimestamp(self.clock(), UTC).strftime("%B %Y")
        made = await self.door(kept.begin, about.channel, title, ask.person, self.clock())
        await self._open(ask, kept, made)

    async def answer(self, press: Press, about: About) -> None:
        ask = press.ask
        kept = await self._kept(ask, about.channel)
        await self._open(ask, kept, await self.door(kept.get, about.id))

    async def next(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        """Kept before the next page is shown."""
        ask, on = Ask.of(body, client), unpacked(OnPage, view.get("private_metadata"))
        kept, sections = await self._kept(ask, on.channel), await self.door(_sections)
        on = await self._save(ask, kept, on, view)
        given = await self.door(kept.answered_by, on.id, ask.person)
        if on.page + 1 < len(sections):
            shown = views.form(_turned(on, 1), sections, given, kept.research)
        else:
            shown = views.thanks(on, len(given), len(kept.research.questions))
        await ack(response_action="update", view=shown.view())

    async def back(self, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient) -> None:
        ask, on = Ask.of(body, client), unpacked(OnPage, action.get("value"))
        kept, sections = await self._kept(ask, on.channel), await self.door(_sections)
        on = await self._save(ask, kept, on, body["view"])
        given = await self.door(kept.answered_by, on.id, ask.person)
        shown = views.form(_turned(on, -1), sections, given, kept.research)
        await client.views_update(view_id=body["view"]["id"], view=shown.view())

    async def results(self, press: Press, about: About) -> None:
        """To the person alone: what is shown in a channel can be seen by whoever joins it later."""
        kept = await self._kept(press.ask, about.channel)
        of = await self.door(kept.get, about.id)
        found = await self.door(kept.results, of.id, press.ask.person)
        opened = str((await press.ask.client.conversations_open(users=press.ask.person))["channel"]["id"])
        if not found.people:
            await press.ask.client.chat_postMessage(channel=opened, **views.nobody_yet().arguments())
            return
        pages = [(one, self.library.page(one.page)) for one in found.start_with if self._has(one.page)]
        history = await self.door(kept.over_time, of.team, press.ask.person)
        await self._pictures(press.ask.client, opened, of, history)
        await press.ask.client.chat_postMessage(channel=opened, **views.results(of, found, pages).arguments())
        if press.ask.channel and press.ask.channel != opened:
            await press.ask.answer(views.sent())

    async def ask(self, press: Press, about: About) -> None:
        ask = press.ask
        kept = await self._kept(ask, about.channel)
        card = views.invitation(await self.door(kept.get, about.id), ask.person)
        await ask.client.chat_postMessage(channel=about.channel, **card.arguments())

    async def share(self, press: Press, about: About) -> None:
        ask = press.ask
        kept = await self._kept(ask, about.channel)
        await self.door(kept.share, about.id, ask.person, self.clock())
        await ask.answer(views.shared(await self.door(kept.get, about.id)))

    async def unshare(self, press: Press, about: About) -> None:
        ask = press.ask
        kept = await self._kept(ask, about.channel)
        await self.door(kept.unshare, about.id, ask.person)
        await ask.answer(views.unshared(await self.door(kept.get, about.id)))

    async def close(self, press: Press, about: About) -> None:
        ask = press.ask
        kept = await self._kept(ask, about.channel)
        await self.door(kept.close, about.id, ask.person, self.clock())
        await ask.answer(views.closed(await self.door(kept.get, about.id)))

    async def _kept(self, ask: Ask, channel: str) -> Assessments:
        """Refused unless Slack says that this person is in the channel."""
        if is_direct(channel):
            raise NotInTheTeam
        try:
            members = await self.directory.members(ask.client, ask.workspace, channel)
        except SlackApiError as error:
            raise NotInTheTeam from error
        if ask.person not in members:
            raise NotInTheTeam
        team = await self.door(self.teams.of, ask.workspace)
        kept = Assessments(team.workspace, await self.door(research))
        await self.door(kept.belong, channel, ask.person, self.clock())
        return kept

    async def _open(self, ask: Ask, kept: Assessments, of: Assessment) -> None:
        """At the first page that is not answered."""
        sections = await self.door(_sections)
        given = await self.door(kept.answered_by, of.id, ask.person)
        team = await self.door(self.teams.of, ask.workspace)
        await self.directory.look_up(ask.client, team.people, (ask.person,))
        placed = (await self.door(team.people.placed, [ask.person]))[ask.person].discipline
        page = next((n for n, one in enumerate(sections) if any(q.id not in given for q in one.questions)), 0)
        page = page if given else 0
        await ask.open(views.form(OnPage(of.id, of.team, page, placed), sections, given, kept.research))

    async def _save(self, ask: Ask, kept: Assessments, on: OnPage, view: Mapping[str, Any]) -> OnPage:
        values = {block: given["value"].get("selected_option") or {} for block, given in _inputs(view).items()}
        chosen = values.pop(views.DISCIPLINE, {}).get("value") or on.discipline
        said = {question: one["value"] for question, one in values.items() if one}
        await self.door(kept.answer, on.id, ask.person, chosen, said, self.clock())
        return OnPage(on.id, on.channel, on.page, chosen)

    async def _pictures(
        self, client: AsyncWebClient, channel: str, of: Assessment, history: list[tuple[Assessment, Results]]
    ) -> None:
        for name, picture in await self.door(_drawn, of, history):
            await client.files_upload_v2(
                channel=channel, content=picture, filename=f"{name}.png", title=views.title(of), alt_txt=views.title(of)
            )

    def _has(self, page: str) -> bool:
        return any(one.id == page for one in self.library.pages)


def _drawn(of: Assessment, history: list[tuple[Assessment, Results]]) -> list[tuple[str, bytes]]:
    """The last few assessments as lines; the disciplines as columns where no column is one person's."""
    from playbooks.pictures import heat_map, radar

    answered = [(one, found) for one, found in history if found.areas][-MOST_LINES:]
    if not answered:
        return []
    lines = {f"{one.title} ({found.people})": found.areas for one, found in answered}
    drawn = [("how-we-work", radar(views.title(of), lines))]
    now = next(found for one, found in reversed(answered) if one.id == of.id or one is answered[-1][0])
    columns = now.shown_by_discipline(views.FEWEST_IN_COLUMN)
    if len(columns) > 1:
        drawn.append(("by-discipline", heat_map(views.title(of), columns)))
    return drawn


def _sections() -> tuple[Section, ...]:
    return form(research())


def _turned(on: OnPage, by: int) -> OnPage:
    return OnPage(on.id, on.channel, on.page + by, on.discipline)


def _inputs(view: Mapping[str, Any]) -> dict[str, Any]:
    return {block: given for block, given in view["state"]["values"].items() if "value" in given}
