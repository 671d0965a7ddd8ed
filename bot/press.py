"""A click on a note of ours: who pressed, whether only they see the note, and how to change or remove what they pressed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.ask import Ask, Respond
from bot.card import Card
from bot.views.annotation import REACTION
from glossary.history import Note

OK = 200


@dataclass(frozen=True)
class Press:
    """`respond` reaches the private note that was pressed; None when the note is there for all.

    `itself` reaches whatever was pressed; None on the home page. `reply` is its address, for a form to remember.
    """

    ask: Ask
    respond: Respond | None = field(repr=False)
    itself: Respond | None = field(default=None, repr=False)
    reply: str = field(default="", repr=False)

    @classmethod
    def of(cls, body: Mapping[str, Any], client: AsyncWebClient, respond: Respond) -> "Press":
        container = body.get("container") or {}
        ask = Ask(
            workspace=body["team"]["id"],
            person=body["user"]["id"],
            channel=container.get("channel_id") or (body.get("channel") or {}).get("id", ""),
            words="",
            client=client,
            ts=container.get("message_ts", ""),
            thread=container.get("thread_ts", ""),
            trigger=body.get("trigger_id", ""),
        )
        reply = body.get("response_url") or ""
        return cls(ask, respond if container.get("is_ephemeral") else None, respond if reply else None, reply)

    @classmethod
    def from_modal(cls, body: Mapping[str, Any], client: AsyncWebClient, channel: str, reply: str) -> "Press":
        """The modal was opened from a note, and remembers how to reach it."""
        ask = Ask.of(body, client, channel)
        if not reply:
            return cls(ask, None)
        send = AsyncWebhookClient(reply, session=client.session).send
        return cls(ask, send, send, reply)

    @property
    def private(self) -> bool:
        return self.respond is not None

    async def become(self, card: Card) -> bool:
        """What was pressed says this from now on; not on the home page, nor when Slack gave its address up meanwhile."""
        if self.itself is None:
            return False
        answer = await self.itself(replace_original=True, **card.arguments())
        return bool(answer.status_code == OK)

    async def share(self, card: Card, *, channel: str = "", thread: str = "") -> None:
        """To all. Through the answer's own address it works in channels we were never invited to, but in no thread."""
        if self.respond is not None and not thread:
            await self.respond(response_type="in_channel", replace_original=False, **card.arguments())
            return
        ask = self.ask
        await ask.client.chat_postMessage(
            channel=channel or ask.channel,
            thread_ts=thread or ask.thread or None,
            unfurl_links=False,
            **card.arguments(),
        )

    async def replace(self, note: Note, card: Card) -> None:
        if self.respond is not None:
            await self.respond(replace_original=True, **card.arguments())
        elif note.posted:
            await self.ask.client.chat_update(channel=note.channel, ts=note.posted, **card.arguments())

    async def remove(self, note: Note, farewell: Card) -> None:
        """The note goes; only the one who pressed reads why."""
        if note.style == "quiet":
            await _gently(self.ask.client.reactions_remove(channel=note.channel, timestamp=note.ts, name=REACTION))
        if self.respond is not None:
            await self.respond(replace_original=True, **farewell.arguments())
        elif note.posted:
            await _gently(self.ask.client.chat_delete(channel=note.channel, ts=note.posted))
            await self.ask.answer(farewell)


async def _gently(call: Any) -> None:
    """Two people may press at once: what is gone already is gone."""
    try:
        await call
    except SlackApiError as error:
        if error.response.get("error") not in ("message_not_found", "no_reaction"):
            raise
