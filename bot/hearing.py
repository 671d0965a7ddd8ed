"""The path of one message: who listens, in which order; at most one of them speaks."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask
from bot.board import Board
from bot.feature import About, Ear, Heard, Scope
from bot.logs import log
from bot.message import Message
from bot.metrics import Metrics
from bot.outages import Outages
from bot.spoken import Spoken, addressed


@dataclass(frozen=True)
class Hearing:
    """Bolt runs the first matching listener only, so there is one for messages, and it is this."""

    ears: tuple[Ear, ...]
    spoken: Spoken
    metrics: Metrics
    outages: Outages

    @property
    def about(self) -> About:
        return About(
            name="Listening",
            help="I read along in channels you invite me to, and nowhere else. I keep no message.",
            events=("message.channels", "message.groups"),
            scopes=(
                Scope("channels:history", "to read along in public channels it was invited to"),
                Scope("groups:history", "to read along in private channels it was invited to"),
            ),
        )

    def register(self, board: Board) -> None:
        board.event("message", self.on_message)

    async def on_message(self, event: dict[str, Any], client: AsyncWebClient, context: Mapping[str, Any]) -> None:
        message = Message.from_event(event, context.get("team_id") or "")
        if message is None or message.person == context.get("bot_user_id"):
            return
        if message.direct:
            await self._in_private(message, client)
        elif message.event != "said":
            for ear in self.ears:
                await ear.unhear(message, client)
        elif not addressed(message.text, context.get("bot_user_id")):
            await self._listen(message, client)

    async def _listen(self, message: Message, client: AsyncWebClient) -> None:
        began = time.perf_counter()
        heard = Heard()
        for ear in self.ears:
            heard = await ear.hear(message, client)
            if heard.spoke:
                break
        seconds = time.perf_counter() - began
        self.metrics.heard(heard, seconds)
        if heard.mentions:
            self.outages.well()
            log.info(
                "heard",
                workspace=message.workspace,
                channel=message.channel,
                mentions=heard.mentions,
                spoke=int(heard.spoke),
                reason=heard.reason,
                ms=round(seconds * 1000),
            )

    async def _in_private(self, message: Message, client: AsyncWebClient) -> None:
        if message.event != "said" or not await self.spoken.once.first(
            message.workspace, f"asked:{message.channel}:{message.ts}"
        ):
            return
        await self.spoken.answer(
            Ask(
                workspace=message.workspace,
                person=message.person,
                channel=message.channel,
                words=message.text,
                client=client,
                ts=message.ts,
                thread=message.thread,
            )
        )
