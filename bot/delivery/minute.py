"""Once a minute, from state alone: what takes effect, who is reminded, whose digest is due. Looking twice sends nothing twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from changes.store import changes, owners
from store.database import Database
from store.workspace import Workspace


@dataclass(frozen=True)
class Minute:
    database: Database
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __call__(self) -> None:
        from bot.delivery.checklists import Checklists
        from bot.delivery.confirming import Confirming
        from bot.manners import Manner, Manners
        from changes.announcing import Announcing  # only now: what waits is sent before this is loaded

        now = self.clock()
        for workspace in self._workspaces():
            here = Workspace(self.database, workspace)
            announcing = Announcing(here)
            announcing.tick(now)
            hours = Manners(here, Manner()).works
            announcing.remind(now, hours)
            announcing.digest(now)
            Confirming(here)(now, hours)
        Checklists(self.database).tick(now)

    def _workspaces(self) -> list[str]:
        with self.database.read() as connection:
            known = sa.union(sa.select(changes.c.workspace), sa.select(owners.c.workspace))
            return sorted(connection.execute(known).scalars())
