"""Socket Mode: an app holds up to ten connections, and each envelope goes to one of them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.websockets import WebSocket

from playground.clock import Clock
from playground.futures import resolve
from playground.ids import Ids, secret
from playground.values import JSON
from playground.wire.connection import Connection
from playground.wire.delivery import Ack, Delivery
from playground.wire.faults import Faults

MOST = 10
TICKET_LIFE = 30
GRACE = 10
ACK_TIME = 3


@dataclass(slots=True)
class SocketMode:
    clock: Clock
    faults: Faults
    connections: dict[str, list[Connection]] = field(default_factory=lambda: defaultdict(list))
    on_change: Callable[[str, str], None] = lambda _app, _change: None
    _tickets: dict[str, tuple[str, float]] = field(default_factory=dict)
    _ids: Ids = field(default_factory=Ids)
    _turn: itertools.count[int] = field(default_factory=itertools.count)

    def ticket(self, app_id: str) -> str:
        value = secret(app_id, "ticket", str(self._ids.number()))
        self._tickets[value] = (app_id, self.clock.now() + TICKET_LIFE)
        return value

    def count(self, app_id: str) -> int:
        return len(self.connections[app_id])

    async def serve(self, socket: WebSocket) -> None:
        app_id, until = self._tickets.pop(socket.query_params.get("ticket", ""), ("", 0.0))
        if not app_id or until < self.clock.now():
            await socket.close(4001, "invalid ticket")
            return
        await socket.accept()
        connection = Connection(socket, app_id)
        if self.count(app_id) >= MOST:
            connection.say(self._goodbye("too_many_websockets"))
            connection.close()
        else:
            self._welcome(connection)
        await connection.run()
        self._forget(connection)

    async def carry(self, delivery: Delivery) -> Ack:
        connection = self._next(delivery.app.id)
        if connection is None:
            return Ack("no_connection", reason="connection_failed")
        answer = connection.send(delivery)
        if self.faults.strike("socket", delivery.name, delivery.app.id, delivery.app.name):
            delivery.fault = "socket drop"
            self.drop(delivery.app.id)
        timer = self.clock.after(ACK_TIME, lambda: resolve(answer, Ack("timeout", reason="timeout")))
        try:
            return await answer
        finally:
            timer.cancel()

    def refresh(self, app_id: str) -> None:
        """Slack asks an app to connect anew, and hangs up soon after."""
        for connection in self.connections[app_id]:
            connection.say(self._goodbye("refresh_requested"))
            self.clock.after(GRACE, connection.close)

    def warn(self, app_id: str) -> None:
        for connection in self.connections[app_id]:
            connection.say(self._goodbye("warning"))

    def disable(self, app_id: str) -> None:
        for connection in list(self.connections[app_id]):
            connection.say(self._goodbye("link_disabled"))
            connection.close()

    def drop(self, app_id: str) -> None:
        for connection in list(self.connections[app_id]):
            self._forget(connection)
            connection.close()

    def _welcome(self, connection: Connection) -> None:
        self.connections[connection.app_id].append(connection)
        connection.say(
            {
                "type": "hello",
                "num_connections": self.count(connection.app_id),
                "debug_info": {"host": "playground", "build_number": 1, "approximate_connection_time": 18060},
                "connection_info": {"app_id": connection.app_id},
            }
        )
        self.on_change(connection.app_id, "opened")

    def _forget(self, connection: Connection) -> None:
        if connection in self.connections[connection.app_id]:
            self.connections[connection.app_id].remove(connection)
            self.on_change(connection.app_id, "closed")

    def _goodbye(self, reason: str) -> JSON:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}

    def _next(self, app_id: str) -> Connection | None:
        open_ones = [connection for connection in self.connections[app_id] if connection.is_open]
        return open_ones[next(self._turn) % len(open_ones)] if open_ones else None
