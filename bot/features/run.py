"""A page at work: started as a card in the channel, its steps ticked off by anybody there, edited in place."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Respond
from bot.carried import unpacked
from bot.door import Door
from bot.feature import About, Word
from bot.home import Section, Viewer
from bot.library import Library
from bot.press import Press
from bot.teams import Team, Teams
from bot.views import run as views
from bot.views.playbook import START, AboutPage
from bot.views.run import OnStep
from playbooks.calendars import Calendars
from playbooks.overview import Todo, todo
from playbooks.run import ChangedMeanwhile, Retrospective, Run, Start, State, Touch
from playbooks.runs import Runs


@dataclass(frozen=True)
class PlaybookRuns:
    library: Library
    teams: Teams
    door: Door
    clock: Callable[[], float] = time.time

    @property
    def about(self) -> About:
        return About(
            name="Playbooks at work",
            help="Start a page as a checklist in a channel or thread; anybody there ticks off its steps.",
            words=(Word("todo", "The steps that wait for you.", self.todo, also=("playbook todo", "playbooks todo")),),
            sections=(self.section,),
        )

    def register(self, app: AsyncApp) -> None:
        app.action(START)(self.start)
        app.action(re.compile(f"^{views.DONE}:"))(self.done)
        app.action(re.compile(f"^{views.AGAIN}:"))(self.again)
        app.action(re.compile(f"^{views.SKIP}:"))(self.skip)
        app.action(views.END)(self.end)
        app.view(views.WHY)(self.skipped)

    async def start(
        self, ack: Respond, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient, respond: Respond
    ) -> None:
        """Claimed first, then posted; what could not be posted is not left running unseen."""
        await ack()
        ask, about = Press.of(body, client, respond).ask, unpacked(AboutPage, action.get("value"))
        team = await self.door(self.teams.of, ask.workspace)
        start = Start(about.channel or ask.channel, ask.person, self.clock(), about.thread)
        page = self.library.page(about.page)
        run = await self.door(
            lambda: Runs(team.workspace).start(page, start, Calendars(team.workspace).of(start.channel))
        )
        card = views.card(run, await self.door(self._today, team, run.channel))
        try:
            await client.chat_postMessage(
                channel=run.channel, thread_ts=run.thread or None, unfurl_links=False, **card.arguments()
            )
        except SlackApiError:
            await self.door(_end, team, Touch(run.id, ask.person, self.clock(), run.version))
            raise

    async def done(
        self, ack: Respond, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient, respond: Respond
    ) -> None:
        await ack()
        await self._settle(Press.of(body, client, respond).ask, unpacked(OnStep, action.get("value")), "done")

    async def again(
        self, ack: Respond, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient, respond: Respond
    ) -> None:
        await ack()
        await self._settle(Press.of(body, client, respond).ask, unpacked(OnStep, action.get("value")), "open")

    async def skip(
        self, ack: Respond, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient, respond: Respond
    ) -> None:
        await ack()
        ask, on = Press.of(body, client, respond).ask, unpacked(OnStep, action.get("value"))
        await ask.open(views.why(OnStep(on.run, on.seen, on.step, ask.channel, ask.ts)))

    async def skipped(
        self, ack: Respond, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        reason = (view["state"]["values"]["why"]["value"].get("value") or "").strip()
        if not reason:
            await ack(response_action="errors", errors={"why": "Say in a few words why, so that others need not ask."})
            return
        await ack()
        on = unpacked(OnStep, view.get("private_metadata"))
        ask = Ask(body["team"]["id"], body["user"]["id"], on.channel, "", client, ts=on.ts)
        await self._settle(ask, on, "skipped", reason)

    async def end(
        self, ack: Respond, body: Mapping[str, Any], action: Mapping[str, Any], client: AsyncWebClient, respond: Respond
    ) -> None:
        await ack()
        ask, on = Press.of(body, client, respond).ask, unpacked(OnStep, action.get("value"))
        team = await self.door(self.teams.of, ask.workspace)
        run = await self.door(_end, team, Touch(on.run, ask.person, self.clock(), on.seen))
        await self._show(ask, team, run)

    async def todo(self, ask: Ask) -> None:
        await ask.answer(views.todo(await self._waiting(ask.workspace, ask.person)))

    async def section(self, viewer: Viewer) -> Section | None:
        waiting = await self._waiting(viewer.workspace, viewer.person)
        return views.running(waiting) if waiting else None

    async def _settle(self, ask: Ask, on: OnStep, state: State, reason: str = "") -> None:
        """Who was slower sees how it stands now, and is told."""
        team = await self.door(self.teams.of, ask.workspace)
        runs, touch = Runs(team.workspace), Touch(on.run, ask.person, self.clock(), on.seen, on.step)
        try:
            run = await self.door(runs.settle, touch, state, reason)
        except ChangedMeanwhile as faster:
            await self._show(ask, team, await self.door(runs.get, on.run))
            return await ask.answer(views.said(str(faster)))
        return await self._show(ask, team, run)

    async def _show(self, ask: Ask, team: Team, run: Run) -> None:
        card = views.card(run, await self.door(self._today, team, run.channel))
        await ask.client.chat_update(channel=ask.channel, ts=ask.ts, **card.arguments())

    async def _waiting(self, workspace: str, person: str) -> list[Todo]:
        team = await self.door(self.teams.of, workspace)
        theirs = await self.door(Runs(team.workspace).concerning, person)
        return todo(theirs, person, datetime.fromtimestamp(self.clock(), UTC).date())

    def _today(self, team: Team, channel: str) -> date:
        return Calendars(team.workspace).of(channel).today(datetime.fromtimestamp(self.clock(), UTC))


def _end(team: Team, touch: Touch) -> Run:
    """Finished when nothing is left open, else abandoned."""
    runs = Runs(team.workspace)
    left = any(step.is_open for step in runs.get(touch.run).steps)
    return runs.finish(touch, "abandoned" if left else "finished", Retrospective())
