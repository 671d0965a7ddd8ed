"""Every delivery goes through here: the fitting transport, Slack's retries, the faults that were asked for."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Protocol

from playground.apps.app import App
from playground.clock import Clock
from playground.ids import Ids
from playground.values import JSON
from playground.wire.by_hand import ByHand
from playground.wire.delivery import Ack, Delivery
from playground.wire.events_api import EventsApi
from playground.wire.faults import Fault, Faults
from playground.wire.log import WireLog
from playground.wire.socket_mode import SocketMode

RETRY_AFTER = (0, 60, 300)
SENT: ContextVar[list[Delivery] | None] = ContextVar("sent", default=None)
"""What went out because of the request that is being answered."""


class Transport(Protocol):
    def carry(self, delivery: Delivery) -> Awaitable[Ack]: ...


@dataclass(slots=True)
class Dispatcher:
    clock: Clock
    log: WireLog
    faults: Faults
    sockets: SocketMode
    http: EventsApi
    by_hand: ByHand
    ids: Ids = field(default_factory=Ids)
    open: dict[str, Delivery] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _naps: dict[str, list[asyncio.Event]] = field(default_factory=dict)
    _held: list[Delivery] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def delivery(self, app: App, team: str, kind: str, name: str, type: str, payload: JSON) -> Delivery:
        url = {"slash_commands": app.events_url, "events_api": app.events_url}.get(type, app.interactivity_url)
        return Delivery(f"D{next(self._numbers)}", app, team, kind, name, type, payload, url)

    def send(self, delivery: Delivery) -> None:
        """An event: at least once, tried up to four times."""
        _note(delivery)
        fault = self.faults.strike("delivery", delivery.name, delivery.app.id, delivery.app.name)
        if fault is None:
            self._start(delivery)
        else:
            delivery.fault = fault.do
            self._send_with(fault, delivery)

    async def ask(self, delivery: Delivery) -> Ack:
        """An interaction: tried once, with a person waiting for the answer."""
        _note(delivery)
        fault = self.faults.strike("delivery", delivery.name, delivery.app.id, delivery.app.name)
        if fault is not None and fault.do == "slow":
            await self.clock.sleep(fault.number("seconds", 1))
        if fault is not None and fault.do == "drop":
            await self.clock.sleep(3)
            ack = Ack("timeout", reason="timeout")
        else:
            ack = await self._attempt(delivery)
        delivery.settle(ack.status)
        return ack

    def connected(self, app_id: str) -> None:
        """What could not be delivered while nobody was there goes out now."""
        for nap in self._naps.pop(app_id, []):
            nap.set()

    def clear(self) -> None:
        for task in self._tasks:
            task.cancel()
        self.open.clear()
        self._held.clear()
        self._naps.clear()

    def unsettled(self) -> list[Delivery]:
        """Without those that wait for somebody's hand."""
        going = (delivery for delivery in self.open.values() if delivery.app.transport != "hand")
        return [delivery for delivery in going if not delivery.settled.is_set()]

    def _start(self, delivery: Delivery) -> None:
        self.open[delivery.id] = delivery
        task = asyncio.create_task(self._deliver(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            for pause in (*RETRY_AFTER, None):
                ack = await self._attempt(delivery)
                if ack.ok or not ack.retry_wanted or pause is None:
                    break
                delivery.attempt, delivery.reason = delivery.attempt + 1, ack.reason
                await self._pause(delivery, pause, ack)
            delivery.settle(ack.status)
        finally:
            self.open.pop(delivery.id, None)

    async def _pause(self, delivery: Delivery, seconds: float, ack: Ack) -> None:
        if not seconds and ack.status != "no_connection":
            return
        nap = asyncio.Event()
        self._naps.setdefault(delivery.app.id, []).append(nap)
        timer = self.clock.after(seconds or 1, nap.set)
        delivery.settle(ack.status)
        await nap.wait()
        timer.cancel()
        delivery.status = "waiting"
        delivery.settled.clear()

    async def _attempt(self, delivery: Delivery) -> Ack:
        app = delivery.app
        entry = self.log.begin(
            delivery.team, app.id, "to_app", delivery.kind, delivery.name, app.transport, delivery.payload
        )
        entry.attempt, entry.fault = delivery.attempt, delivery.fault
        ack = await self._transport(app).carry(delivery)
        entry.fault = delivery.fault
        self.log.end(entry, ack.status, ack.body, ack.http_status)
        return ack

    def _transport(self, app: App) -> Transport:
        known: dict[str, Transport] = {"socket": self.sockets, "http": self.http}
        return known.get(app.transport, self.by_hand)

    def _send_with(self, fault: Fault, delivery: Delivery) -> None:
        if fault.do == "drop":
            self.log.note(delivery.team, delivery.app.id, "to_app", delivery.kind, delivery.name, "dropped")
            delivery.settle("dropped")
        elif fault.do == "duplicate":
            self._start(delivery)
            for _ in range(int(fault.number("copies", 1))):
                self._start(self._copy(delivery, anew=bool(fault.options.get("new_event_id"))))
        elif fault.do == "hold":
            self._hold(delivery, int(fault.number("count", 2)))
        else:
            self.clock.after(fault.number("seconds", 1), lambda: self._start(delivery))

    def _copy(self, delivery: Delivery, *, anew: bool) -> Delivery:
        payload = {**delivery.payload, "event_id": self.ids.new("Ev")} if anew else delivery.payload
        return replace(delivery, id=f"D{next(self._numbers)}", payload=payload, settled=asyncio.Event())

    def _hold(self, delivery: Delivery, count: int) -> None:
        self._held.append(delivery)
        if len(self._held) >= count:
            held, self._held = self._held, []
            for late in reversed(held):
                self._start(late)


def _note(delivery: Delivery) -> None:
    sent = SENT.get()
    if sent is not None:
        sent.append(delivery)
