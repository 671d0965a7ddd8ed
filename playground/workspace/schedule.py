"""Messages that wait for their hour, and reminders."""

from __future__ import annotations

from dataclasses import dataclass

from playground.values import JSON


@dataclass(slots=True)
class Scheduled:
    id: str
    channel: str
    post_at: int
    created: int
    token: str
    draft: JSON


@dataclass(slots=True)
class Reminder:
    id: str
    creator: str
    user: str
    text: str
    time: int
    complete_ts: int = 0
