"""An interaction with an app that is dispatched by hand: begun, and waiting for somebody to bring the answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from playground.futures import resolve
from playground.values import JSON
from playground.wire.delivery import Delivery


@dataclass(frozen=True, slots=True)
class Unanswered:
    task: asyncio.Future[JSON]
    sent: list[Delivery]

    def delivery(self) -> Delivery | None:
        """What is to be carried to the app before this goes on."""
        for delivery in self.sent:
            by_hand = delivery.app.transport == "hand" and delivery.kind != "event"
            if by_hand and delivery.status == "waiting" and not delivery.answered:
                return delivery
        return None

    async def until(self, noticed: asyncio.Future[None]) -> None:
        """Until something new waits, or all is done."""
        self.task.add_done_callback(lambda _: resolve(noticed, None))
        await noticed
