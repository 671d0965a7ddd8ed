"""`/parlance shadow`: reads a week of a channel, writes nothing there, and reports privately what it would have written."""

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask
from bot.board import Board
from bot.carried import StaleButton
from bot.coming import Coming
from bot.directory import Directory
from bot.door import Door
from bot.errors import Refusal
from bot.feature import About, Scope, Word
from bot.ids import CHANNEL
from bot.links import permalink
from bot.message import Message
from bot.press import Press
from bot.rehearsal import Rehearsal, proposed_caution
from bot.teams import Team, Teams
from bot.trials import Finding, Trial, Trials, Verdict
from bot.views import refusals
from bot.views import shadow as views
from bot.views.shadow import Rated, Shown
from bot.views.words import called

A_DAY, DAYS = 86400.0, 7
FAST, PACE = 20, 1.3  # calls without a pause, then seconds between two: Slack allows about fifty a minute


class CannotRead(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.CANNOT_READ)


@dataclass
class Paced:
    """Slack's history, at the speed Slack likes."""

    client: AsyncWebClient
    calls: int = 0

    async def day(self, channel: str, oldest: float, latest: float) -> list[Mapping[str, Any]]:
        """All messages of a stretch of time with their threads, oldest first."""
        found = await self._all(
            self.client.conversations_history, channel=channel, oldest=f"{oldest:.6f}", latest=f"{latest:.6f}"
        )
        for parent in [one for one in found if one.get("reply_count")]:
            replies = await self._all(self.client.conversations_replies, channel=channel, ts=parent["ts"])
            found += [one for one in replies if one["ts"] != parent["ts"]]
        return sorted(found, key=lambda one: float(one["ts"]))

    async def _all(self, method: Any, **wanted: Any) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        cursor = None
        while True:
            self.calls += 1
            if self.calls > FAST:
                await asyncio.sleep(PACE)
            answer = await method(limit=200, cursor=cursor, **wanted)
            found += answer["messages"]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return found


@dataclass(frozen=True)
class Shadow:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="Shadow",
            help="Before I write anything in a channel: see what I would have written there this week.",
            words=(
                Word(
                    "shadow",
                    "What I would have written in a channel this week, told to you alone.",
                    self.rehearse,
                    hint="[#channel]",
                    also=("trial", "rehearse"),
                    example="/parlance shadow #general",
                ),
            ),
            scopes=(
                Scope("channels:history", "to read a week of a public channel for a trial, when somebody in it asks"),
                Scope("groups:history", "to read a week of a private channel for a trial, when somebody in it asks"),
            ),
            welcomes=self.came,
        )

    def register(self, board: Board) -> None:
        board.button(views.RIGHT, Rated, self.right)
        board.button(views.NEEDLESS, Rated, self.needless)
        board.button(re.compile(f"^{views.TURN}:"), Rated, self.turn)
        board.button(views.LIVE, Rated, self.go_live)

    async def came(self, coming: Coming, client: AsyncWebClient) -> None:
        """In a channel that invites us we only watch at first, unless somebody has switched us on there already."""
        team = await self.door(self.teams.of, coming.workspace)
        if coming.is_me and self.teams.trial_days:
            await self.door(_watch, team, coming.channel, time.time() + self.teams.trial_days * A_DAY)

    async def rehearse(self, ask: Ask) -> None:
        found = re.fullmatch(CHANNEL, ask.words)
        if not found and (ask.words not in ("", "here", "this channel") or ask.direct):
            return await ask.answer(views.which_channel())
        channel = found[1] if found else ask.channel
        await self._check(ask, channel)
        await ask.answer(views.started(channel))
        team = await self.door(self.teams.of, ask.workspace)
        return await self._run(ask.client, team, channel, ask.person)

    async def right(self, press: Press, rated: Rated) -> None:
        await self._rate(press.ask, rated, "right")

    async def needless(self, press: Press, rated: Rated) -> None:
        await self._rate(press.ask, rated, "needless")

    async def turn(self, press: Press, rated: Rated) -> None:
        ask = press.ask
        team, trial = await self._mine(ask, rated)
        await self._report(ask.client, team, trial, rated.page)

    async def go_live(self, press: Press, rated: Rated) -> None:
        ask = press.ask
        team, trial = await self._mine(ask, rated)
        await self._check(ask, trial.channel)
        caution = {"caution": rated.caution} if rated.caution else {}
        await self.door(team.manners.wish, trial.channel, trial_until=0.0, **caution)
        await ask.answer(views.live(trial.channel))

    async def _run(self, client: AsyncWebClient, team: Team, channel: str, person: str) -> None:
        trials, now = Trials(team.workspace), time.time()
        trial = await self.door(trials.begin, channel, person, now - DAYS * A_DAY)
        if not trial.report_ts:
            posted = await client.chat_postMessage(channel=person, **views.reading(trial, 1, DAYS).arguments())
            await self.door(trials.reported, trial.id, posted["channel"], posted["ts"])
        rehearsal, paced = await self._rehearsal(client, team, channel), Paced(client)
        since, day = float(trial.read_until), 0
        while since < now:
            until, day = min(since + A_DAY, now), day + 1
            messages = await paced.day(channel, since, until)
            before = rehearsal.messages
            read = await self.door(_rehearse, team, rehearsal, channel, messages)
            trial = await self._kept(team, trial, f"{until:.6f}", rehearsal.messages - before, read)
            await self._progress(client, trial, day)
            since = until
        await self.door(trials.finish, trial.id)
        await self._report(client, team, trial, 0)

    async def _rehearsal(self, client: AsyncWebClient, team: Team, channel: str) -> Rehearsal:
        members = await self.directory.members(client, team.workspace.id, channel)
        await self.directory.look_up(client, team.people, members)
        return await self.door(_opened, team, channel, members)

    async def _kept(self, team: Team, trial: Trial, until: str, messages: int, read: Sequence[Any]) -> Trial:
        trials = Trials(team.workspace)
        await self.door(trials.read, trial.id, until, trial.messages + messages, list(read))
        kept = await self.door(trials.find, trial.id)
        assert kept is not None
        return kept

    async def _progress(self, client: AsyncWebClient, trial: Trial, day: int) -> None:
        card = views.reading(trial, min(day + 1, DAYS), DAYS)
        await client.chat_update(channel=trial.report_channel, ts=trial.report_ts, **card.arguments())

    async def _report(self, client: AsyncWebClient, team: Team, trial: Trial, page: int) -> None:
        found = await self.door(Trials(team.workspace).findings, trial.id)
        place = range(page * views.A_PAGE, (page + 1) * views.A_PAGE)
        links = [await permalink(client, trial.channel, one.ts) if n in place else "" for n, one in enumerate(found)]
        shown = [Shown(one, _names(team, one), link) for one, link in zip(found, links, strict=True)]
        rated = [(one.risk, one.verdict == "right") for one in found if one.verdict]
        card = views.report(trial, shown, page, proposed_caution(rated) if rated else None)
        await client.chat_update(channel=trial.report_channel, ts=trial.report_ts, **card.arguments())

    async def _rate(self, ask: Ask, rated: Rated, verdict: Verdict) -> None:
        team, trial = await self._mine(ask, rated)
        await self.door(Trials(team.workspace).rate, trial.id, rated.ts, verdict)
        await self._report(ask.client, team, trial, rated.page)

    async def _mine(self, ask: Ask, rated: Rated) -> tuple[Team, Trial]:
        team = await self.door(self.teams.of, ask.workspace)
        trial = await self.door(Trials(team.workspace).find, rated.trial)
        if trial is None or trial.person != ask.person:
            raise StaleButton
        return team, trial

    async def _check(self, ask: Ask, channel: str) -> None:
        try:
            info = (await ask.client.conversations_info(channel=channel))["channel"]
            members = await self.directory.members(ask.client, ask.workspace, channel)
        except SlackApiError as error:
            raise CannotRead from error
        if not info.get("is_member") or ask.person not in members:
            raise CannotRead


def _watch(team: Team, channel: str, until: float) -> None:
    if "trial_until" not in team.manners.wishes(channel):
        team.manners.wish(channel, trial_until=until)


def _opened(team: Team, channel: str, members: Sequence[str]) -> Rehearsal:
    manner = team.manners.of(channel)
    known = team.people.known(members)
    people = [one for one in members if one not in known or not known[one].is_bot]
    placed = team.people.placed(people, manner.discipline)
    disciplines = tuple(one.discipline for one in placed.values())
    return Rehearsal(team.reader, disciplines, manner.notes_an_hour, manner.caution)


def _rehearse(team: Team, rehearsal: Rehearsal, channel: str, said: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Behind the door: the texts are read and let go."""
    events = [{**one, "channel": channel} for one in said]
    messages = [message for one in events if (message := Message.from_event(one, team.workspace.id))]
    placed = team.people.placed({one.person for one in messages})
    heard = (rehearsal.hear(one, placed[one.person].discipline) for one in messages)
    return [one for one in heard if one is not None]


def _names(team: Team, one: Finding) -> tuple[str, ...]:
    term = team.reader.term(one.term)
    known = [term.sense(id_) for id_ in one.senses] if term else []
    return tuple(called(sense) for sense in known if sense)
