"""Notices a word that people here may read differently, and writes one small note about it, or none."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.board import Board
from bot.coming import Coming
from bot.directory import Directory
from bot.door import Door
from bot.feature import About, Heard, Scope
from bot.logs import log
from bot.message import Message
from bot.metrics import Metrics
from bot.notes import Notes
from bot.offering import recent
from bot.present import Placing, Present
from bot.reader import Scene
from bot.recall import Recall
from bot.teams import Team, Teams
from bot.views.annotation import REACTION
from bot.ways import Ways
from glossary.crossing import LOOK_BACK
from glossary.history import Judgement, Note
from glossary.model import Mention, Utterance

LATELY = 4 * 3600.0  # outside threads, a word that was noted in the channel this recently is not brought up again


@dataclass(frozen=True)
class Annotate:
    teams: Teams
    door: Door
    directory: Directory
    metrics: Metrics
    recall: Recall = field(default_factory=Recall)
    present: Present = field(default_factory=Present)

    @property
    def about(self) -> About:
        return About(
            name="Notes",
            help="When people here may read a word differently, I ask which meaning is meant; one click, and it is settled.",
            events=("reaction_added", "member_left_channel"),
            scopes=(
                Scope("chat:write", "to write a note, to shorten it once answered, to take it back"),
                Scope("reactions:write", "to mark a message quietly instead of writing"),
                Scope("reactions:read", "to hear that somebody clicked that mark and wants to read the note"),
                Scope("channels:read", "to know which disciplines are present in a public channel"),
                Scope("groups:read", "to know which disciplines are present in a private channel it was invited to"),
                Scope("users:read", "to read job titles, from which disciplines are guessed"),
            ),
            ear=self,
            welcomes=self.came,
        )

    def register(self, board: Board) -> None:
        board.event("reaction_added", self.clicked)
        board.event("member_left_channel", self.went)

    async def hear(self, message: Message, client: AsyncWebClient) -> Heard:
        team = await self._team(message.workspace)
        if team.reader.is_due():
            await self.door(team.reader.refresh)
        mentions = team.reader.match(message.text)
        try:
            worth = mentions or self._answers_a_word(team, message)
            return await self._consider(team, message, mentions, client) if worth else Heard()
        finally:
            self.recall.note(message)

    async def unhear(self, message: Message, client: AsyncWebClient) -> None:
        """An edit is read anew, and a note whose reason vanished is withdrawn; with a message goes its note."""
        team = await self._team(message.workspace)
        self.recall.forget(message)
        if message.event == "deleted":
            await Notes(self.door).withdraw(team, message.channel, message.ts, client)
        elif await self.door(team.history.first, f"{message.channel}:{message.ts}:{message.edited}"):
            await self._reconsider(team, message, client)
            self.recall.note(message)

    async def clicked(self, event: Mapping[str, Any], client: AsyncWebClient, context: Mapping[str, Any]) -> None:
        """Somebody clicked our mark on a message: they want to read the note, privately."""
        item = event.get("item") or {}
        if event.get("reaction") != REACTION or item.get("type") != "message":
            return
        team = await self._team(context["team_id"])
        note = await self.door(team.history.note, item["channel"], item["ts"])
        key = f"click:{event['user']}:{item['channel']}:{item['ts']}:{event.get('event_ts')}"
        if note is not None and note.style == "quiet" and await self.door(team.history.first, key):
            await Notes(self.door).show(team, note, event["user"], client)

    async def came(self, coming: Coming, client: AsyncWebClient) -> None:
        self.directory.forget(coming.workspace, coming.channel)

    async def went(self, event: Mapping[str, Any], context: Mapping[str, Any]) -> None:
        self.directory.forget(context["team_id"], event["channel"])

    async def _team(self, workspace: str) -> Team:
        ready = self.teams.ready(workspace)
        return ready if ready is not None else await self.door(self.teams.of, workspace)

    async def _consider(
        self, team: Team, message: Message, mentions: Sequence[Mention], client: AsyncWebClient, *, again: bool = False
    ) -> Heard:
        members = await self._members(team, message, client)
        await self.recall.catch_up(message, client)
        judgement, note = await self.door(self._judge, team, message, mentions, members, again=again)
        if note is not None:
            await Notes(self.door).write(team, note, client)
            self.metrics.notes.labels(style=note.style, kind=note.kind).inc()
        return Heard(note is not None, len(mentions), judgement.reason)

    async def _reconsider(self, team: Team, message: Message, client: AsyncWebClient) -> None:
        note = await self.door(team.history.note, message.channel, message.ts)
        if note is not None and (note.kind not in ("ask", "show") or note.state not in ("claimed", "standing")):
            return  # settled, or another feature's
        mentions = team.reader.match(message.text)
        worth = mentions or self._answers_a_word(team, message)
        if note is not None:
            members = await self._members(team, message, client)
            if await self.door(self._still_holds, team, message, mentions, members, note):
                return
            await Notes(self.door).withdraw(team, message.channel, message.ts, client)
        if worth:
            await self._consider(team, message, mentions, client, again=True)

    def _answers_a_word(self, team: Team, message: Message) -> bool:
        """Has somebody else used a word of ours just before? Then this answer may show that it was misread."""
        late = self.recall.before(message)[-LOOK_BACK:]
        return any(turn.person != message.person and team.reader.match(turn.text) for turn in late)

    async def _members(self, team: Team, message: Message, client: AsyncWebClient) -> tuple[str, ...]:
        """Who is in the channel. When Slack will not say, we know of the author alone."""
        try:
            return await self.directory.present(client, team.people, message.channel)
        except SlackApiError as error:
            log.warning("members unknown", channel=message.channel, error=error.response.get("error"))
            return (message.person,)

    def _judge(
        self, team: Team, message: Message, mentions: Sequence[Mention], members: tuple[str, ...], *, again: bool
    ) -> tuple[Judgement, Note | None]:
        """Behind the door: read, decide, claim."""
        ways = team.ways.of(message.channel)
        scene = self._scene(team, message, ways, members)
        judgement = team.reader.judge(message.text, mentions, scene)
        note = team.history.claim(judgement, ways.manner.style, again=again)
        return judgement, note

    def _still_holds(
        self, team: Team, message: Message, mentions: Sequence[Mention], members: tuple[str, ...], note: Note
    ) -> bool:
        """Would we write the same note about the edited message?"""
        scene = self._scene(team, message, team.ways.of(message.channel), members)
        scene = replace(scene, said=scene.said - {note.term}, notes_an_hour=scene.notes_an_hour + 1)
        judgement = team.reader.judge(message.text, mentions, scene)
        return judgement.speaks and judgement.term == note.term

    def _scene(self, team: Team, message: Message, ways: Ways, members: tuple[str, ...]) -> Scene:
        manner = ways.manner
        everyone = members if message.person in members else (message.person, *members)
        placed = self.present.of(team.people, message.channel, everyone, manner.discipline)
        return Scene(
            channel=message.channel,
            thread=message.root,
            ts=message.ts,
            author=message.person,
            discipline=_discipline(placed, message.person),
            present=tuple(one.discipline for one in placed.values()),
            before=tuple(
                Utterance(turn.person, turn.text, _discipline(placed, turn.person) or None)
                for turn in self.recall.before(message)
            ),
            said=team.history.said(message.channel, message.root, 0 if message.thread else LATELY),
            pins=team.history.pins(message.channel, message.root),
            recent=recent(team, message.channel),
            notes_an_hour=manner.notes_an_hour,
            caution=manner.caution,
            silence=ways.silence(message, time.time()),
        )


def _discipline(placed: Placing, person: str) -> str:
    return placed[person].discipline if person in placed else ""
