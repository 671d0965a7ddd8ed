"""Slack's limits, kept by every process and across restarts: a slot is reserved in the database before the post."""

from dataclasses import dataclass

import sqlalchemy as sa

from bot.delivery.clock import now
from bot.delivery.store import paces
from store.database import Database, insert


@dataclass(frozen=True)
class Pace:
    """Posts a second in a workspace, and seconds between two posts in one channel."""

    rate: float = 4.0
    gap: float = 1.05


@dataclass(frozen=True)
class Pacer:
    database: Database
    pace: Pace = Pace()

    def reserve(self, workspace: str, channel: str) -> float:
        """How many seconds to wait until the reserved slot."""
        with self.database.begin() as connection:
            at = now(connection)
            slot = self._take(connection, f"workspace {workspace}", at, 1 / self.pace.rate)
            return self._take(connection, _channel(workspace, channel), slot, self.pace.gap) - at

    def hold(self, workspace: str, channel: str, seconds: float) -> None:
        """Slack said when it will hear this channel again: that holds for every process."""
        with self.database.begin() as connection:
            self._take(connection, _channel(workspace, channel), now(connection) + seconds, 0.0)

    def _take(self, connection: sa.Connection, key: str, wanted: float, step: float) -> float:
        wish = insert(connection, paces).values(key=key, next_at=wanted + step)
        later = sa.case((paces.c.next_at > wanted, paces.c.next_at), else_=wanted) + step
        wish = wish.on_conflict_do_update(index_elements=[paces.c.key], set_={"next_at": later})
        return float(connection.execute(wish.returning(paces.c.next_at)).scalar_one()) - step


def _channel(workspace: str, channel: str) -> str:
    return f"channel {workspace} {channel}"
