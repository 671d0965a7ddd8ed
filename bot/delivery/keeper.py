"""Each process says that it lives; what one that fell silent had in hand goes back to the others, to be looked up first."""

import os
import socket
import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from bot.delivery.clock import now
from bot.delivery.store import nodes, paces
from bot.logs import log
from changes.store import WAITING, deliveries
from store.database import Database, insert

SET_BACK = 5.0  # seconds; what is less passes by itself
MOMENTS = (deliveries.c.attempt_at, deliveries.c.settled_at, deliveries.c.again_at, paces.c.next_at)
"""Told by the clock at which something was tried; `not_before` is a time that people chose, and stays."""


def node_name() -> str:
    """Never the same twice: what an earlier process of this machine had in hand is not ours."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


@dataclass(frozen=True)
class Keeper:
    database: Database
    node: str
    ttl: float = 5.0

    def arrive(self) -> int:
        """On a SQLite file we are alone, so whoever else ever was is dead."""
        with self.database.begin() as connection:
            follow_the_clock(connection)
            if self.database.is_sqlite:
                connection.execute(sa.delete(nodes))
            self._beat(connection)
            return self._adopt(connection)

    def turn(self) -> int:
        """Returns how many deliveries came back from the dead."""
        with self.database.begin() as connection:
            follow_the_clock(connection)
            self._beat(connection)
            return self._adopt(connection)

    def leave(self) -> None:
        with self.database.begin() as connection:
            connection.execute(sa.delete(nodes).where(nodes.c.id == self.node))
            self._adopt(connection)

    def _beat(self, connection: sa.Connection) -> None:
        wish = insert(connection, nodes).values(id=self.node, seen_at=now(connection))
        again = {"seen_at": wish.excluded.seen_at}
        connection.execute(wish.on_conflict_do_update(index_elements=[nodes.c.id], set_=again))

    def _adopt(self, connection: sa.Connection) -> int:
        """Nobody is waited for: whoever has a row locked is at work on it, and who is just saying so lives."""
        silent = sa.select(nodes.c.id).where(nodes.c.seen_at < now(connection) - self.ttl)
        connection.execute(sa.delete(nodes).where(nodes.c.id.in_(silent.with_for_update(skip_locked=True))))
        held = WAITING, deliveries.c.holder.not_in(sa.select(nodes.c.id))
        orphans = sa.select(deliveries.c.seq).where(*held).with_for_update(skip_locked=True)
        wish = sa.update(deliveries).where(deliveries.c.seq.in_(orphans)).values(holder=None, again_at=None)
        return len(connection.execute(wish.returning(deliveries.c.seq)).all())


def follow_the_clock(connection: sa.Connection) -> None:
    """Who was last seen in the future was seen by a clock that has been set back since: so is all it put off."""
    at = now(connection)
    if _ahead(connection, at) < SET_BACK:
        return
    connection.execute(sa.select(nodes.c.id).order_by(nodes.c.id).with_for_update()).all()
    back = _ahead(connection, at)  # again: another process may have done it meanwhile
    if back < SET_BACK:
        return
    for moment in MOMENTS:
        connection.execute(sa.update(moment.table).where(moment > at).values({moment: moment - back}))
    connection.execute(sa.update(nodes).where(nodes.c.seen_at > at).values(seen_at=at))
    log.warning("clock was set back", ms=round(back * 1000))


def _ahead(connection: sa.Connection, at: float) -> float:
    return float(connection.execute(sa.select(sa.func.max(nodes.c.seen_at))).scalar() or at) - at
