"""The announcer's own view of a change, told again whenever it looks different: what was sent, who answered, what waits."""

import re
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from changes.deliveries import Deliveries, Delivery, Sort, Wanted
from changes.ledger import Ledger
from changes.model import Change, Destination
from changes.store import acks, deliveries
from store.workspace import Workspace

TOLD: tuple[Sort, ...] = ("card", "revision", "withdrawal")
PERSON = re.compile(r"[UW][A-Z0-9]+")  # what announced from a command line has nobody to write to


@dataclass(frozen=True)
class Summaries:
    workspace: Workspace

    def wanted(self, connection: sa.Connection, change: Change, now: datetime) -> list[Delivery]:
        """The first is a message to the announcer, the later ones edit it; what looks the same is not told again."""
        if not PERSON.fullmatch(change.announcer):
            return []
        state = f"{change.revision}:{change.state.replace(' ', '-')}:{self._version(connection, change.id)}"
        to = Destination("person", change.announcer)
        one = Wanted(f"summary:{change.id}:{state}", "summary", to, change.id, change.revision)
        return Deliveries(self.workspace).enqueue(connection, [one], now)

    def after(self, connection: sa.Connection, sent: Delivery, now: datetime) -> list[Delivery]:
        """A delivery of the change has ended: the last one, and each failure, is worth a look."""
        wanted = sent.wanted
        if wanted.kind not in TOLD or not wanted.change:
            return []
        if sent.status != "failed" and self._some_wait(connection, wanted.change):
            return []
        return self.wanted(connection, Ledger(self.workspace).get(wanted.change), now)

    def _some_wait(self, connection: sa.Connection, change: str) -> bool:
        waiting = (deliveries.c.change == change, deliveries.c.status == "queued", deliveries.c.kind.in_(TOLD))
        chosen = self.workspace.select(deliveries, deliveries.c.seq).where(*waiting).limit(1)
        return connection.execute(chosen).first() is not None

    def _version(self, connection: sa.Connection, change: str) -> str:
        """Grows with every answer, every answer taken back, everything sent and everything sent again."""
        answers = sa.select(sa.func.count(), sa.func.count().filter(acks.c.ended.in_(("undone", "asked anew"))))
        given, ended = connection.execute(
            answers.where(acks.c.workspace == self.workspace.id, acks.c.change == change)
        ).one()
        ours = (deliveries.c.workspace == self.workspace.id, deliveries.c.change == change)
        sent = sa.select(sa.func.count().filter(deliveries.c.status != "queued"), sa.func.max(deliveries.c.created_at))
        over, latest = connection.execute(sent.where(*ours, deliveries.c.kind.in_(TOLD))).one()
        return f"{given + ended}:{over}:{latest or 0:.3f}"
