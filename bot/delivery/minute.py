"""Once a minute, from state alone: what takes effect, who is reminded, whose digest is due. Looking twice sends nothing twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bot.delivery.fairly import fairly
from changes.store import changes, owners
from store.database import Database
from store.workspace import Workspace

if TYPE_CHECKING:
    from bot.delivery.upkeep import Upkeep


@dataclass(frozen=True)
class Minute:
    database: Database
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _kept: dict[str, "Upkeep"] = field(default_factory=dict)

    def __call__(self) -> None:
        from bot.delivery.checklists import Checklists  # only now: what waits is sent before this is loaded

        now = self.clock()
        rounds: list[Callable[[datetime], None]] = [partial(self._changes, one) for one in self._workspaces()]
        fairly([*rounds, Checklists(self.database).tick, self._upkeep().tick], lambda turn: turn(now))

    def _changes(self, workspace: str, now: datetime) -> None:
        from bot.delivery.confirming import Confirming
        from bot.manners import Manner, Manners
        from changes.announcing import Announcing
        from changes.answering import Answering

        here = Workspace(self.database, workspace)
        announcing = Announcing(here)
        Answering(here).tick(now)
        hours = Manners(here, Manner()).works
        announcing.remind(now, hours)
        announcing.digest(now)
        Confirming(here)(now, hours)

    def _upkeep(self) -> "Upkeep":
        from bot.delivery.upkeep import Upkeep

        return self._kept.setdefault("upkeep", Upkeep(self.database))

    def _workspaces(self) -> list[str]:
        with self.database.read() as connection:
            known = sa.union(sa.select(changes.c.workspace), sa.select(owners.c.workspace))
            return sorted(connection.execute(known).scalars())
