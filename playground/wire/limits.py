"""Slack's rate limits: so many calls a minute for each method's tier, one message a second for each channel."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import Enum

from playground.clock import Clock

BURST = 4


class Tier(Enum):
    """Calls a minute, for one app in one workspace and one method."""

    ONE = 1
    TWO = 20
    THREE = 50
    FOUR = 100
    SPECIAL = 600


@dataclass(slots=True)
class Bucket:
    """Refilled by one a second: Slack allows short bursts above one message a second."""

    level: float
    at: float


@dataclass(slots=True)
class Limits:
    clock: Clock
    on: bool = True
    _calls: dict[tuple[str, str, str], deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _posts: dict[tuple[str, str], Bucket] = field(default_factory=dict)

    def clear(self) -> None:
        self._calls.clear()
        self._posts.clear()

    def wait_for_call(self, method: str, app: str, team: str, tier: Tier) -> int:
        """0, or the seconds to wait. The call is counted."""
        if not self.on:
            return 0
        now, calls = self.clock.now(), self._calls[method, app, team]
        while calls and calls[0] <= now - 60:
            calls.popleft()
        if len(calls) >= tier.value:
            return max(1, math.ceil(calls[0] + 60 - now))
        calls.append(now)
        return 0

    def wait_for_post(self, app: str, channel: str) -> int:
        if not self.on:
            return 0
        now = self.clock.now()
        bucket = self._posts.setdefault((app, channel), Bucket(BURST, now))
        bucket.level = min(float(BURST), bucket.level + now - bucket.at)
        bucket.at = now
        if bucket.level < 1:
            return max(1, math.ceil(1 - bucket.level))
        bucket.level -= 1
        return 0
