"""Slack's limits, kept by every process and across restarts: slots are reserved in the database before anything is sent."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from bot.delivery.store import paces

Lane = Literal["posts", "edits", "looks"]
AHEAD = 0.1  # how far ahead slots are handed out, in seconds: so much may be claimed and not yet sent

LATER = """
    insert into delivery_pace (key, next_at) values (:key, :moment) on conflict (key) do update
    set next_at = case when delivery_pace.next_at > excluded.next_at then delivery_pace.next_at else excluded.next_at end
"""
NOT_BEFORE, NOT_BEFORE_AND_THEN = sa.text(LATER), sa.text(f"{LATER} returning next_at")


@dataclass(frozen=True)
class Rate:
    """So many a second; what was left unused may be caught up with, up to `burst` at once."""

    second: float
    burst: int


@dataclass(frozen=True)
class Pace:
    """For a workspace: messages, edits (Slack's tier 3), looks into a channel (tier 3); and seconds between two
    messages in one channel."""

    posts: Rate = Rate(4.0, 8)
    edits: Rate = Rate(0.8, 20)
    looks: Rate = Rate(0.8, 20)
    gap: float = 1.05

    @classmethod
    def at(cls, second: float) -> "Pace":
        """What was left unused may be caught up with for two seconds."""
        return cls(posts=Rate(second, max(1, round(2 * second))))

    def of(self, lane: Lane) -> Rate:
        rates: dict[Lane, Rate] = {"posts": self.posts, "edits": self.edits, "looks": self.looks}
        return rates[lane]


@dataclass(frozen=True)
class Pacer:
    pace: Pace = Pace()

    def free(self, connection: sa.Connection, workspace: str, lane: Lane, at: float, most: int) -> list[float]:
        """The moments of the next slots, soon enough to be used now. The lane is ours until the transaction ends."""
        rate = self.pace.of(lane)
        start = self._not_before(connection, _lane(workspace, lane), at - (rate.burst - 1) / rate.second)
        count = math.floor((at + AHEAD - start) * rate.second) + 1
        return [start + number / rate.second for number in range(max(0, min(count, most)))]

    def use(self, connection: sa.Connection, workspace: str, lane: Lane, slots: list[float]) -> None:
        """These slots are taken; those of `free` that follow them are not."""
        if slots:
            self._set(connection, _lane(workspace, lane), slots[-1] + 1 / self.pace.of(lane).second)

    def mind_gaps(self, connection: sa.Connection, workspace: str, posted: Iterable[tuple[str, float]]) -> None:
        """A channel is posted to at that moment, and then for a while not."""
        rows = [{"key": channel_key(workspace, channel), "moment": at + self.pace.gap} for channel, at in posted]
        if rows:
            connection.execute(NOT_BEFORE, rows)

    def hold_channel(self, connection: sa.Connection, workspace: str, channel: str, until: float) -> None:
        """Slack said when it will hear this channel again: that holds for every process."""
        self._not_before(connection, channel_key(workspace, channel), until)

    def hold_workspace(self, connection: sa.Connection, workspace: str, until: float) -> None:
        for lane in ("posts", "edits", "looks"):
            self._not_before(connection, _lane(workspace, lane), until)

    def forget(self, connection: sa.Connection, before: float) -> None:
        connection.execute(sa.delete(paces).where(paces.c.next_at < before))

    def _not_before(self, connection: sa.Connection, key: str, moment: float) -> float:
        """Locks the row, and returns the later of what it said and `moment`."""
        return float(connection.execute(NOT_BEFORE_AND_THEN, {"key": key, "moment": moment}).scalar_one())

    def _set(self, connection: sa.Connection, key: str, moment: float) -> None:
        connection.execute(sa.update(paces).where(paces.c.key == key).values(next_at=moment))


def channel_key(workspace: str, channel: str) -> str:
    return f"channel {workspace} {channel}"


def _lane(workspace: str, lane: Lane) -> str:
    return f"{lane} {workspace}"
