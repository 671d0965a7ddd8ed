"""Once a minute, from state alone: what takes effect, who is reminded, whose digest is due. Looking twice sends nothing twice."""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from changes.store import changes
from store.database import Database
from store.workspace import Workspace


@dataclass(frozen=True)
class Minute:
    database: Database

    def __call__(self) -> None:
        from bot.delivery.checklists import Checklists
        from bot.manners import Manner, Manners
        from changes.announcing import Announcing  # only now: what waits is sent before this is loaded

        now = datetime.now(UTC)
        for workspace in self._workspaces():
            here = Workspace(self.database, workspace)
            announcing = Announcing(here)
            announcing.tick(now)
            announcing.remind(now, Manners(here, Manner()).works)
            announcing.digest(now)
        Checklists(self.database).tick(now)

    def _workspaces(self) -> list[str]:
        with self.database.read() as connection:
            return list(connection.execute(sa.select(changes.c.workspace).distinct()).scalars())
