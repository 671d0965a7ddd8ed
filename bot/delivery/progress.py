"""While a change is being told, its announcer's summary is told anew: often enough to watch, seldom enough for Slack."""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from changes.ledger import Ledger
from changes.store import WAITING, deliveries
from changes.summaries import TOLD, Summaries
from store.database import Database
from store.workspace import Workspace


@dataclass(frozen=True)
class Progress:
    """How often it is asked is how often it is told; what has not moved is not told again."""

    database: Database

    def __call__(self) -> None:
        for workspace, change in self._under_way():
            here = Workspace(self.database, workspace)
            with self.database.begin() as connection:
                Summaries(here).wanted(connection, Ledger(here).get(change), datetime.now(UTC))

    def _under_way(self) -> list[tuple[str, str]]:
        ours = (WAITING, deliveries.c.kind.in_(TOLD), deliveries.c.change.is_not(None))
        chosen = sa.select(deliveries.c.workspace, deliveries.c.change).where(*ours).distinct()
        with self.database.read() as connection:
            return [(row[0], row[1]) for row in connection.execute(chosen)]
