"""A note on its way into Slack and out of it again: one place knows what each style does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.card import Card
from bot.door import Door
from bot.logs import log
from bot.neutral import neutral
from bot.teams import Team
from bot.views import annotation as views
from bot.views.annotation import OnNote
from bot.views.words import label
from glossary.history import Note
from glossary.model import Sense, Term

METADATA = "parlance_note"
GONE = frozenset({"message_not_found", "no_reaction", "channel_not_found", "not_in_channel", "is_archived"})


@dataclass(frozen=True)
class Notes:
    door: Door

    async def write(self, team: Team, note: Note, client: AsyncWebClient) -> None:
        """The note is claimed already. If Slack refuses it, the claim is given back; if in doubt, it stays claimed."""
        try:
            posted = await self._post(team, note, client)
        except SlackApiError as error:
            await self.door(team.history.withdraw, note.channel, note.ts)
            log.warning("note refused", channel=note.channel, error=error.response.get("error"))
            return
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("note in doubt", channel=note.channel, error=type(error).__name__)
            posted = await self._look_back(note, client)
        if not await self.door(team.history.posted, note, posted):
            await self.take_back(note, posted, client)  # the message was deleted while we were writing

    async def withdraw(self, team: Team, channel: str, ts: str, client: AsyncWebClient) -> None:
        note = await self.door(team.history.withdraw, channel, ts)
        if note is not None:
            await self.take_back(note, note.posted, client)

    async def take_back(self, note: Note, posted: str, client: AsyncWebClient) -> None:
        """What is gone already is as good as taken back."""
        try:
            if note.style == "quiet":
                await client.reactions_remove(channel=note.channel, timestamp=note.ts, name=views.REACTION)
            elif note.style == "thread" and posted:
                await client.chat_delete(channel=note.channel, ts=posted)
        except SlackApiError as error:
            if error.response.get("error") not in GONE:
                raise

    async def show(self, team: Team, note: Note, person: str, client: AsyncWebClient) -> None:
        """Privately, to somebody who asked for it."""
        await client.chat_postEphemeral(
            channel=note.channel,
            user=person,
            thread_ts=_thread(note),
            **(await self.door(card, team, note)).arguments(),
        )

    async def _look_back(self, note: Note, client: AsyncWebClient) -> str:
        """Slack may have taken it before the line went dead; then it stands in the thread."""
        if note.style != "thread":
            return ""
        answer = await client.conversations_replies(
            channel=note.channel, ts=note.thread, oldest=note.ts, limit=100, include_all_metadata=True
        )
        return next((one["ts"] for one in answer["messages"] if _is_about(one, note)), "")

    async def _post(self, team: Team, note: Note, client: AsyncWebClient) -> str:
        if note.style == "quiet":
            await client.reactions_add(channel=note.channel, timestamp=note.ts, name=views.REACTION)
            return ""
        if note.style == "author":
            await self.show(team, note, note.author, client)
            return ""
        answer = await client.chat_postMessage(
            channel=note.channel,
            thread_ts=note.thread,
            unfurl_links=False,
            unfurl_media=False,
            metadata={"event_type": METADATA, "event_payload": {"about": note.ts}},
            **(await self.door(card, team, note)).arguments(),
        )
        return str(answer["ts"])


def _is_about(message: Mapping[str, Any], note: Note) -> bool:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == METADATA and payload.get("about") == note.ts


def card(team: Team, note: Note) -> Card:
    """The note as it stands: open, or settled."""
    term, senses = words_of(team, note)
    place = OnNote(note.channel, note.ts, note.term)
    pin = team.history.pins(note.channel, note.thread).get(note.term)
    if pin is not None:
        return views.settled(term.name, meaning(term, pin.sense, pin.wording), pin.person, place, private=False)
    return views.note(term, senses, place, kind=note.kind)


def words_of(team: Team, note: Note) -> tuple[Term, Sequence[Sense]]:
    """The term and the senses a note is about; a term that was deleted since still has its name."""
    term = team.reader.term(note.term) or Term(note.term, ())
    found = [sense for one in note.senses if (sense := term.sense(one)) is not None]
    return term, found or term.senses


def meaning(term: Term, sense: str, wording: str) -> str:
    known = term.sense(sense)
    return label(known) if known else neutral(wording or sense)


def _thread(note: Note) -> str | None:
    return note.thread if note.thread != note.ts else None
