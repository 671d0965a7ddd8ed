"""Processes that share a PostgreSQL database look after each other: what a dead one had claimed goes back to the queue."""

import os
import socket
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from bot.delivery.clock import now
from bot.delivery.store import nodes
from bot.delivery.work import Work
from bot.logs import log
from store.database import Database, insert

EMBEDDED = "embedded"
FENCED = 70  # the exit code of a process that its peers must take for dead
REAPING_SECONDS = 60.0


def node_name(database: Database) -> str:
    """On SQLite always the same, so that a restart finds its own work; on PostgreSQL never the same twice."""
    if database.is_sqlite:
        return EMBEDDED
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


@dataclass
class Keeper:
    work: Work
    node: str
    ttl: float = 30.0
    give_up: Callable[[int], None] = os._exit
    heard: float = 0.0

    def beat(self) -> None:
        with self.work.database.begin() as connection:
            wish = insert(connection, nodes).values(id=self.node, seen_at=now(connection))
            update = wish.on_conflict_do_update(index_elements=[nodes.c.id], set_={"seen_at": wish.excluded.seen_at})
            connection.execute(update)
        self.heard = time.monotonic()

    def turn(self) -> int:
        """Say that we live, and take over from those who do not; returns how many deliveries came back."""
        try:
            self.beat()
            return sum(self._bury(node) for node in self._dead())
        except sa.exc.SQLAlchemyError as error:
            log.warning("keeper", error=type(error).__name__)
            if time.monotonic() - self.heard > self.ttl * 0.6:
                self.give_up(FENCED)  # our peers are about to take our work over
            return 0

    def leave(self) -> None:
        self._forget(self.node)

    def _bury(self, node: str) -> int:
        released = self.work.release(node)
        self._forget(node)
        log.info("peer lost", name=node, state=f"{released} deliveries handed on")
        return released

    def _dead(self) -> list[str]:
        with self.work.database.begin() as connection:
            at = now(connection)
            free = sa.or_(nodes.c.reaped_at.is_(None), nodes.c.reaped_at < at - REAPING_SECONDS)
            gone = sa.and_(nodes.c.seen_at < at - self.ttl, nodes.c.id != self.node, free)
            wish = sa.update(nodes).where(gone).values(reaper=self.node, reaped_at=at).returning(nodes.c.id)
            return list(connection.execute(wish).scalars())

    def _forget(self, node: str) -> None:
        with self.work.database.begin() as connection:
            connection.execute(sa.delete(nodes).where(nodes.c.id == node))
