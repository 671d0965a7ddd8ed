"""A run's card in its channel: posted once, edited in place, and in the end it shows what the database holds."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import workdays
from bot.ask import Ask
from bot.card import Card
from bot.door import Door
from bot.teams import Team, Teams
from bot.views import run as views
from bot.views.blocks import sentence
from bot.views.run import OnStep
from bot.whisper import whisper
from playbooks.run import ChangedMeanwhile, Retrospective, Run, Touch
from playbooks.runs import Runs

GONE = frozenset({"message_not_found", "cant_update_message"})
MOST_LOOKS = 20

Deed = Callable[[Runs, Touch], Run]
"""What somebody does to a run; blocking."""


@dataclass(frozen=True)
class RunCards:
    teams: Teams
    door: Door
    clock: Callable[[], float] = time.time

    async def team(self, ask: Ask) -> Team:
        return await self.door(self.teams.of, ask.workspace)

    async def run(self, ask: Ask, id_: str) -> Run:
        return await self.door(Runs((await self.team(ask)).workspace).get, id_)

    async def change(self, ask: Ask, on: OnStep, deed: Deed) -> Run | None:
        """Done, and shown to all; None when somebody else was faster, and this person was told."""
        team = await self.team(ask)
        try:
            run = await self.door(self.do, team, ask, on, deed)
        except ChangedMeanwhile as faster:
            now = await self.show(ask.client, team, on.run)
            await whisper(ask.client, ask.person, sentence(str(faster)), now.channel, now.thread)
            return None
        await self.show(ask.client, team, run.id)
        return run

    def do(self, team: Team, ask: Ask, on: OnStep, deed: Deed) -> Run:
        return deed(Runs(team.workspace), Touch(on.run, ask.person, self.clock(), on.seen, on.step))

    async def begin(self, ask: Ask, team: Team, run: Run) -> None:
        """What could not be posted is not left running unseen."""
        try:
            await self.post(ask.client, team, run)
        except SlackApiError:
            touch = Touch(run.id, ask.person, self.clock(), run.version)
            await self.door(Runs(team.workspace).finish, touch, "abandoned", Retrospective())
            raise

    async def post(self, client: AsyncWebClient, team: Team, run: Run) -> Run:
        card = await self.door(self._drawn, team, run)
        posted = await client.chat_postMessage(
            channel=run.channel, thread_ts=run.thread or None, unfurl_links=False, **card.arguments()
        )
        return await self.door(Runs(team.workspace).posted, run.id, str(posted["ts"]))

    async def show(self, client: AsyncWebClient, team: Team, id_: str) -> Run:
        """Of two edits at once either may arrive last: each looks again afterwards, until nothing is newer."""
        runs = Runs(team.workspace)
        run = await self.door(runs.get, id_)
        for _ in range(MOST_LOOKS):
            shown = run
            await self._update(client, team, run)
            run = await self.door(runs.get, id_)
            if (run.version, run.steps, run.notes) == (shown.version, shown.steps, shown.notes):
                break
        return run

    async def today(self, team: Team, channel: str) -> date:
        return await self.door(self._today, team, channel)

    async def _update(self, client: AsyncWebClient, team: Team, run: Run) -> None:
        """A card that somebody deleted comes back with the next change."""
        card = await self.door(self._drawn, team, run)
        try:
            if run.card:
                await client.chat_update(channel=run.channel, ts=run.card, **card.arguments())
        except SlackApiError as error:
            if error.response.get("error") not in GONE:
                raise
            await self.post(client, team, run)

    def _drawn(self, team: Team, run: Run) -> Card:
        return views.card(run, self._today(team, run.channel))

    def _today(self, team: Team, channel: str) -> date:
        return workdays.calendar(team.workspace, channel).today(datetime.fromtimestamp(self.clock(), UTC))
