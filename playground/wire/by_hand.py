"""The transport of an app that is not connected: what it would hear waits for whoever asks."""

from __future__ import annotations

import asyncio

from playground.futures import resolve
from playground.refusal import Refusal
from playground.wire.delivery import Ack, Delivery


class ByHand:
    def __init__(self) -> None:
        self._waiting: dict[str, tuple[Delivery, asyncio.Future[Ack]]] = {}
        self._watchers: list[asyncio.Future[None]] = []

    def watch(self) -> asyncio.Future[None]:
        """Answered when the next delivery begins to wait."""
        watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watchers.append(watcher)
        return watcher

    async def carry(self, delivery: Delivery) -> Ack:
        answer: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._waiting[delivery.id] = (delivery, answer)
        for watcher in self._watchers:
            resolve(watcher, None)
        self._watchers.clear()
        try:
            return await answer
        finally:
            self._waiting.pop(delivery.id, None)

    def waiting(self, app_id: str | None) -> list[Delivery]:
        return [delivery for delivery, _ in self._waiting.values() if app_id in (None, delivery.app.id)]

    def acknowledge(self, id: str, ack: Ack) -> Delivery:
        if id not in self._waiting:
            raise Refusal("delivery_not_found", f"No delivery {id} waits to be acknowledged.")
        delivery, answer = self._waiting.pop(id)
        delivery.answered = True
        answer.set_result(ack)
        return delivery
