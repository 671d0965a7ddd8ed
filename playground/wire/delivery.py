"""One thing on its way to one app, and what became of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from playground.apps.app import App
from playground.values import JSON


@dataclass(frozen=True, slots=True)
class Ack:
    """What came back: the app's answer, or the way in which there was none."""

    status: str
    body: Any = None
    http_status: int | None = None
    reason: str = ""
    retry_wanted: bool = True

    @property
    def ok(self) -> bool:
        return self.status == "acknowledged"


@dataclass(slots=True)
class Delivery:
    id: str
    app: App
    team: str
    kind: str
    name: str
    type: str
    payload: JSON
    url: str | None = None
    accepts_response: bool = False
    attempt: int = 0
    reason: str = ""
    status: str = "waiting"
    fault: str | None = None
    answered: bool = False
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    def settle(self, status: str) -> None:
        self.status = status
        self.settled.set()

    def shape(self, *, payload: bool = False) -> JSON:
        told: JSON = {"id": self.id, "app": self.app.id, "kind": self.kind, "name": self.name, "status": self.status}
        if payload:
            told |= {"type": self.type, "payload": self.payload, "retry_num": self.attempt}
        return told
