"""Somebody asks the bot for something, by command, mention or direct message; the answer finds its own way back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.card import Card, Modal
from bot.ids import is_direct

Respond = Callable[..., Awaitable[Any]]


@dataclass(frozen=True)
class Ask:
    """`words` is what follows the command; `ts` and `thread` are there when it was said in a message."""

    workspace: str
    person: str
    channel: str
    words: str
    client: AsyncWebClient = field(repr=False)
    ts: str = ""
    thread: str = ""
    trigger: str = field(default="", repr=False)
    respond: Respond | None = field(default=None, repr=False)

    @classmethod
    def of(cls, body: Mapping[str, Any], client: AsyncWebClient, channel: str = "", ts: str = "") -> "Ask":
        """Whoever sent a form or chose from a menu; `channel` and `ts` are what it is about, if it is about a message."""
        trigger = body.get("trigger_id", "")
        return cls(body["team"]["id"], body["user"]["id"], channel, "", client, ts, trigger=trigger)

    @property
    def direct(self) -> bool:
        return is_direct(self.channel)

    def about(self, words: str) -> "Ask":
        return replace(self, words=words)

    async def answer(self, card: Card) -> None:
        """To the asker alone. In a direct message nobody else is there, and an ephemeral message might not be seen."""
        if self.respond is not None:
            await self.respond(response_type="ephemeral", replace_original=False, **card.arguments())
        elif self.direct:
            await self.client.chat_postMessage(channel=self.channel, thread_ts=self.thread or None, **card.arguments())
        else:
            await self.client.chat_postEphemeral(
                channel=self.channel, user=self.person, thread_ts=self.thread or None, **card.arguments()
            )

    async def open(self, modal: Modal) -> None:
        await self.client.views_open(trigger_id=self.trigger, view=modal.view())


def slash(answer: Callable[[Ask], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Hears a slash command."""

    async def command(command: Mapping[str, Any], client: AsyncWebClient, respond: Respond) -> None:
        await answer(
            Ask(
                workspace=command["team_id"],
                person=command["user_id"],
                channel=command["channel_id"],
                words=command.get("text", "").strip(),
                client=client,
                trigger=command.get("trigger_id", ""),
                respond=respond,
            )
        )

    return command
