"""A page at work: started as a card in the channel, its steps ticked off by anybody there, edited in place."""

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import workdays
from bot.ask import Ask, Respond
from bot.board import Board
from bot.carried import unpacked
from bot.feature import About, Word
from bot.home import Section, Viewer
from bot.library import Library
from bot.links import permalink
from bot.press import Press
from bot.runcards import RunCards
from bot.teams import Team
from bot.views import run as views
from bot.views import run_forms as forms
from bot.views import run_told as told
from bot.views.blocks import sentence
from bot.views.playbook import START, AboutPage
from bot.views.run import OnStep
from playbooks.calendars import Calendars
from playbooks.overview import Todo, todo
from playbooks.run import AlreadyRunning, Run, Start, State
from playbooks.runs import Runs
from playbooks.workdays import BadCalendar, Calendar

LOST_AFTER = 60.0  # seconds after which a card that nobody has seen was never posted
ENDED_LATELY = 14 * 86_400.0


@dataclass(frozen=True)
class PlaybookRuns:
    library: Library
    cards: RunCards

    @property
    def about(self) -> About:
        return About(
            name="Playbooks running",
            help="Start a page as a checklist in a channel or thread; anybody there ticks off its steps.",
            words=(Word("todo", "The steps that wait for you.", self.todo, also=("playbook todo", "playbooks todo")),),
            playbooks=(
                Word("todo", "The steps that wait for you.", self.todo, also=("my steps",)),
                Word("runs", "What is running in this channel.", self.runs, also=("running",)),
            ),
            sections=(self.section,),
        )

    def register(self, board: Board) -> None:
        board.button(START, AboutPage, self.start)
        board.button(re.compile(f"^{views.DONE}:"), OnStep, self.done)
        board.button(re.compile(f"^{views.AGAIN}:"), OnStep, self.again)
        board.button(re.compile(f"^{views.SKIP}:"), OnStep, self.skip)
        board.view(forms.WHY, self.skipped)
        board.press(told.NO_DIGEST, self.no_digest)

    async def start(self, press: Press, about: AboutPage) -> None:
        """Claimed first, then posted."""
        ask = press.ask
        team = await self.cards.team(ask)
        channel = about.channel or ask.channel
        start = Start(channel, ask.person, self.cards.clock(), about.thread, await _called(ask.client, channel))
        calendar = await self._calendar(ask, team, channel)
        page = self.library.page(about.page)
        try:
            run = await self.cards.door(Runs(team.workspace).start, page, start, calendar)
        except AlreadyRunning as there:
            return await self._point(ask, team, there.run)
        return await self.cards.begin(ask, team, run)

    async def done(self, press: Press, on: OnStep) -> None:
        await self._settle(press.ask, on, "done")

    async def again(self, press: Press, on: OnStep) -> None:
        await self._settle(press.ask, on, "open")

    async def skip(self, press: Press, on: OnStep) -> None:
        step = (await self.cards.run(press.ask, on.run)).step(on.step)
        await press.ask.open(forms.why(on, step))

    async def skipped(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        reason = (view["state"]["values"]["why"]["value"].get("value") or "").strip()
        if not reason:
            await ack(response_action="errors", errors={"why": forms.NEEDS_WHY})
            return
        await ack()
        ask = Ask.of(body, client)
        await self._settle(ask, unpacked(OnStep, view.get("private_metadata")), "skipped", reason)

    async def no_digest(self, press: Press) -> None:
        ask = press.ask
        team = await self.cards.team(ask)
        await self.cards.door(lambda: team.manners.wish(ask.channel, playbook_digest="off"))
        await ask.answer(sentence(told.no_more()))

    async def todo(self, ask: Ask) -> None:
        waiting = await self._waiting(ask.workspace, ask.person)
        await ask.answer(views.todo(waiting, await _links(ask.client, waiting)))

    async def runs(self, ask: Ask) -> None:
        """Those at work, and those that ended lately: from there they are started again."""
        team = await self.cards.team(ask)
        here = await self.cards.door(Runs(team.workspace).in_channel, ask.channel)
        since = self.cards.clock() - ENDED_LATELY
        shown = [run for run in reversed(here) if run.is_running or run.ended_at > since]
        linked = [(run, await permalink(ask.client, run.channel, run.card)) for run in shown[: views.MOST_TODO]]
        await ask.answer(views.runs_here(linked, await self.cards.today(team, ask.channel)))

    async def section(self, viewer: Viewer) -> Section | None:
        waiting = await self._waiting(viewer.workspace, viewer.person)
        return views.running(waiting, await _links(viewer.client, waiting)) if waiting else None

    async def _settle(self, ask: Ask, on: OnStep, state: State, reason: str = "") -> None:
        run = await self.cards.change(ask, on, lambda runs, touch: runs.settle(touch, state, reason))
        if run is not None and ask.direct:  # from a reminder
            card = views.settled(run, run.step(on.step))
            await ask.client.chat_update(channel=ask.channel, ts=ask.ts, **card.arguments())

    async def _point(self, ask: Ask, team: Team, run: Run) -> None:
        """To where it runs; a card that was lost on its way into the channel is posted now."""
        if not run.card and self.cards.clock() - run.started_at > LOST_AFTER:
            return await self.cards.begin(ask, team, run)
        return await ask.answer(views.already_running(run, await permalink(ask.client, run.channel, run.card)))

    async def _waiting(self, workspace: str, person: str) -> list[Todo]:
        team = await self.cards.door(self.cards.teams.of, workspace)
        theirs = await self.cards.door(Runs(team.workspace).concerning, person)
        return todo(theirs, person, datetime.fromtimestamp(self.cards.clock(), UTC).date())

    async def _calendar(self, ask: Ask, team: Team, channel: str) -> Calendar:
        """Where nobody has said when the team works, it works where the one who starts lives."""
        known = await self.cards.door(workdays.known_calendar, team.workspace, channel)
        if known is not None:
            return known
        with contextlib.suppress(SlackApiError, BadCalendar):
            guessed = Calendar((await ask.client.users_info(user=ask.person))["user"].get("tz") or "UTC")
            await self.cards.door(Calendars(team.workspace).put, guessed, channel)
        return await self.cards.door(workdays.calendar, team.workspace, channel)


async def _called(client: AsyncWebClient, channel: str) -> str:
    """The channel's name stands for the team in what it takes along; not worth a failure."""
    try:
        name = (await client.conversations_info(channel=channel))["channel"].get("name")
    except SlackApiError:
        return ""
    return f"#{name}" if name else ""


async def _links(client: AsyncWebClient, waiting: Sequence[Todo]) -> dict[str, str]:
    """To the card of each run, by its id."""
    runs = {one.run.id: one.run for one in waiting[: views.MOST_TODO]}
    return {id_: await permalink(client, run.channel, run.card) for id_, run in runs.items()}
