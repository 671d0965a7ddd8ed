"""One turn of a process at the ledger: write down what came of the last ones, and take the next into its hands."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from bot.delivery import picking
from bot.delivery.clock import now
from bot.delivery.ending import Ended, Ending
from bot.delivery.jobs import Job, job_of
from bot.delivery.pacer import Lane
from changes.store import deliveries
from store.database import Database

NO_HOLDS: Mapping[str, float] = {}


@dataclass(frozen=True)
class Turn:
    """`at` is the database's time at which it was taken, `began` the same by this machine's monotonic clock.

    `lost` are those that others had taken over meanwhile.
    """

    at: float = 0.0
    began: float = 0.0
    jobs: tuple[Job, ...] = ()
    lost: tuple[Job, ...] = ()


@dataclass(frozen=True)
class Queue:
    database: Database
    ending: Ending
    node: str

    def turn(
        self,
        ended: Sequence[Ended],
        room: int,
        holds: Mapping[str, float] = NO_HOLDS,
        known: Collection[int] | None = None,
    ) -> Turn:
        """One transaction; none at all when there is nothing to write and nothing to take.

        `holds` are workspaces in which nothing is tried for so many seconds. `known` is all we
        know to have in hand: what else stands there in our name is let go of.
        """
        if not ended and not holds and known is None and not self._anything(room):
            return Turn()
        with self.database.begin() as connection:
            at, began = now(connection), time.monotonic()
            if known is not None:
                self._let_go_of_others(connection, known)
            lost = tuple(one.job for one in ended if not self.ending.write(connection, self.node, one, at))
            for workspace, seconds in holds.items():
                self.ending.pacer.hold_workspace(connection, workspace, at + seconds)
            jobs: list[Job] = []
            for workspace, lane in picking.waiting(connection, at) if room > 0 else ():
                jobs += self._take(connection, workspace, lane, at, room - len(jobs))
            return Turn(at, began, tuple(jobs), lost)

    def _let_go_of_others(self, connection: sa.Connection, known: Collection[int]) -> None:
        """A turn was kept although we heard that it failed, or a backup was put back: nobody would ever send these."""
        ours = deliveries.c.status == picking.WAITS, deliveries.c.holder == self.node
        strayed = sa.update(deliveries).where(*ours, deliveries.c.seq.not_in(known))
        connection.execute(strayed.values(holder=None, again_at=None))

    def _anything(self, room: int) -> bool:
        if room < 1:
            return False
        with self.database.read() as connection:
            return bool(picking.waiting(connection, now(connection)))

    def _take(self, connection: sa.Connection, workspace: str, lane: Lane, at: float, room: int) -> list[Job]:
        """The lane's row is locked first: two processes never choose the same."""
        pacer = self.ending.pacer
        slots = pacer.free(connection, workspace, lane, at, room)
        chosen = picking.ready(connection, workspace, lane, at, len(slots)) if slots else ()
        if not chosen:
            return []
        taken = self._hold(connection, chosen, lane, at)
        slots = slots[: len(taken)]
        pacer.use(connection, workspace, lane, slots)
        jobs = [job_of(row, max(slot, at), in_doubt=lane == "looks") for row, slot in zip(taken, slots, strict=True)]
        if lane == "posts":
            pacer.mind_gaps(connection, workspace, [(one.delivery.wanted.destination.id, one.at) for one in jobs])
        return jobs

    def _hold(self, connection: sa.Connection, seqs: Sequence[int], lane: Lane, at: float) -> list[sa.Row[Any]]:
        """Before anything is sent it is written down that it may have been."""
        given = {"seqs": seqs, "node": self.node, "now": at, "settled": at + self.ending.patience.settle}
        return sorted(connection.execute(_holding(lane), given).all(), key=lambda row: int(row.seq))


@cache
def _holding(lane: Lane) -> Any:
    node: sa.ColumnElement[str] = sa.bindparam("node", type_=sa.Text)
    values: dict[str, Any] = {"holder": node}
    if lane != "looks":
        values |= {"attempt_by": node, "attempt_at": sa.bindparam("now"), "settled_at": sa.bindparam("settled")}
        values |= {"attempts": deliveries.c.attempts + 1}
    chosen = deliveries.c.seq.in_(sa.bindparam("seqs", expanding=True))
    free = deliveries.c.status == picking.WAITS, deliveries.c.holder.is_(None)
    return sa.update(deliveries).where(chosen, *free).values(**values).returning(deliveries)
