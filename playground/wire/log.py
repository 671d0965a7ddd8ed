"""The wire inspector: what went between Slack and the apps, secrets shortened."""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from playground.apps.token import shortened
from playground.clock import Clock
from playground.live.hub import Hub
from playground.values import JSON

KEPT = 2000
SECRETS = ("token", "access_token", "client_secret", "refresh_token", "bot_access_token", "ticket")


@dataclass(slots=True)
class Entry:
    id: int
    team: str
    time: float
    app: str
    direction: str
    kind: str
    name: str
    transport: str
    request: Any
    seq: int = 0
    response: Any = None
    status: str = "waiting"
    http_status: int | None = None
    ms: float | None = None
    attempt: int = 0
    fault: str | None = None

    def shape(self) -> JSON:
        told = {name: getattr(self, name) for name in self.__slots__ if name != "team"}
        return {**told, "request": hidden(self.request), "response": hidden(self.response)}


@dataclass(slots=True)
class WireLog:
    hub: Hub
    clock: Clock
    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=KEPT))
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def begin(self, team: str, app: str, direction: str, kind: str, name: str, transport: str, request: Any) -> Entry:
        entry = Entry(next(self._ids), team, self.clock.now(), app, direction, kind, name, transport, request)
        self.entries.append(entry)
        self._tell(entry)
        return entry

    def end(self, entry: Entry, status: str, response: Any = None, http_status: int | None = None) -> None:
        entry.status, entry.response, entry.http_status = status, response, http_status
        entry.ms = round((self.clock.now() - entry.time) * 1000, 2)
        self._tell(entry)

    def note(self, team: str, app: str, direction: str, kind: str, name: str, status: str, request: Any = None) -> None:
        entry = self.begin(team, app, direction, kind, name, "socket" if kind == "socket" else "http", request)
        self.end(entry, status)

    def _tell(self, entry: Entry) -> None:
        entry.seq = self.hub.tell(entry.team, "log", entry=lambda _viewer: entry.shape())


def hidden(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _secret(key, item) for key, item in value.items()}
    if isinstance(value, list):
        return [hidden(item) for item in value]
    return value


def _secret(key: str, value: Any) -> Any:
    return shortened(value) if key in SECRETS and isinstance(value, str) else hidden(value)
