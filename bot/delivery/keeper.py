"""Each process says that it lives; what one that fell silent had in hand goes back to the others, to be looked up first."""

import os
import socket
import uuid
from dataclasses import dataclass

import sqlalchemy as sa

from bot.delivery.clock import now
from bot.delivery.store import nodes
from changes.store import deliveries
from store.database import Database, insert


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
            if self.database.is_sqlite:
                connection.execute(sa.delete(nodes))
            self._beat(connection)
            return self._adopt(connection)

    def turn(self) -> int:
        """Returns how many deliveries came back from the dead."""
        with self.database.begin() as connection:
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
        connection.execute(sa.delete(nodes).where(nodes.c.seen_at < now(connection) - self.ttl))
        orphans = deliveries.c.status == "queued", deliveries.c.holder.not_in(sa.select(nodes.c.id))
        wish = sa.update(deliveries).where(*orphans).values(holder=None, again_at=None)
        return len(connection.execute(wish.returning(deliveries.c.seq)).all())
