"""The delivery table as a runner sees it: a mark is written before every post, and only its writer may settle."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.delivery.clock import now
from bot.delivery.outcome import Later, Sent
from changes.deliveries import Delivery, delivery_of
from changes.rows import mapping
from changes.store import deliveries
from store.database import Database


@dataclass(frozen=True)
class Job:
    """`mark` is the token of the attempt that may be under way or in doubt; `since` when the first one began."""

    workspace: str
    delivery: Delivery
    run: int
    mark: str | None = None
    since: float | None = None

    @property
    def in_doubt(self) -> bool:
        return self.mark is not None

    @property
    def open(self) -> bool:
        return self.delivery.status == "queued"

    @property
    def partition(self) -> str:
        """What is sent to one destination keeps its order."""
        return f"{self.workspace} {self.delivery.wanted.destination}"


@dataclass(frozen=True)
class Jobs:
    database: Database

    def get(self, seq: int) -> Job:
        with self.database.read() as connection:
            return job_of(connection.execute(sa.select(deliveries).where(deliveries.c.seq == seq)).one())

    def claim(self, job: Job, mark: str) -> Job | None:
        """None when another runner was here since `job` was read."""
        with self.database.begin() as connection:
            at = now(connection)
            first = sa.func.coalesce(deliveries.c.attempt_at, at)
            wish = _of(job).values(attempt_by=mark, attempt_at=first, attempts=deliveries.c.attempts + 1)
            row = connection.execute(wish.returning(deliveries)).first()
            return job_of(row) if row else None

    def put_off(self, job: Job, why: Later) -> Job | None:
        """What certainly did not arrive loses its mark: there is nothing to look for."""
        with self.database.begin() as connection:
            at = now(connection)
            values: dict[str, Any] = {"retrying_since": sa.func.coalesce(deliveries.c.retrying_since, at)}
            if not why.in_doubt:
                values |= {"attempt_by": None, "attempt_at": None}
            row = connection.execute(_of(job).values(error=why.why, **values).returning(deliveries)).first()
            return job_of(row) if row else None

    def sent(self, connection: sa.Connection, job: Job, sent: Sent, link: str) -> bool:
        return self._end(connection, job, status="sent", channel=sent.channel, ts=sent.ts, link=link, error=None)

    def failed(self, connection: sa.Connection, job: Job, error: str) -> bool:
        return self._end(connection, job, status="failed", error=error, attempt_by=None, attempt_at=None)

    def skipped(self, connection: sa.Connection, job: Job, why: str) -> bool:
        return self._end(connection, job, status="skipped", error=why)

    def _end(self, connection: sa.Connection, job: Job, **values: Any) -> bool:
        wish = _of(job).values(finished_at=now(connection), **values)
        return connection.execute(wish.returning(deliveries.c.seq)).first() is not None


def job_of(row: sa.Row[Any]) -> Job:
    values = mapping(row)
    return Job(values["workspace"], delivery_of(values), values["run"], values["attempt_by"], values["attempt_at"])


def _of(job: Job) -> sa.Update:
    """Compare and set: only while it is queued, and only if nobody else has marked it."""
    return sa.update(deliveries).where(
        deliveries.c.seq == job.delivery.seq,
        deliveries.c.status == "queued",
        deliveries.c.attempt_by.is_not_distinct_from(job.mark),
    )
