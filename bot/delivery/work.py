"""Which deliveries the runner knows of: started with the rows they belong to, handed back, started anew, forgotten."""

import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import sqlalchemy as sa
from dbos import DBOSClient

from bot.delivery.clock import now
from bot.delivery.jobs import Job, job_of
from changes.deliveries import Delivery
from changes.store import deliveries
from store.database import Database

T = TypeVar("T")
APP = "parlance"
QUEUE = "deliveries"
WORKFLOW = "deliver"
VERSION = "1"  # for ever: work of another version is not picked up again
LIVE = ["ENQUEUED", "PENDING", "DELAYED"]
OVER = ["SUCCESS", "ERROR", "CANCELLED"]
CHUNK = 200


@dataclass(frozen=True)
class Work:
    database: Database
    client: DBOSClient

    def start(self, connection: sa.Connection, new: Sequence[Delivery]) -> None:
        """In the transaction that stored them: both, or neither. What is meant for later is started when it is due."""
        for part in _parts([one.seq for one in new]):
            chosen = sa.select(deliveries).where(deliveries.c.seq.in_(part)).order_by(deliveries.c.seq)
            for job in [job_of(row) for row in connection.execute(chosen)]:
                due = job.delivery.wanted.not_before
                if due is None or due.timestamp() <= time.time():
                    self._enqueue(connection, job)

    def reconcile(self, older_than: float = 5.0) -> int:
        """A queued row that no live work belongs to: recorded by another program, due only now, or given up."""
        with self.database.read() as connection:
            waiting = self._waiting(connection, older_than)
        started = 0
        for part in _parts(waiting):
            live = self._live(part)
            started += sum(self._again(job) for job in part if work_id(job) not in live)
        return started

    def release(self, node: str) -> int:
        """What a process had claimed goes back to the queue."""
        held = self.client.list_workflows(status="PENDING", executor_id=node, load_input=False, load_output=False)
        held = sorted(held, key=lambda one: one.queue_name or "")
        for queue, group in itertools.groupby(held, key=lambda one: one.queue_name):
            if queue == QUEUE:
                self.client.resume_workflows([one.workflow_id for one in group], queue_name=QUEUE)
        return len(held)

    def prune(self, keep_seconds: float) -> int:
        """The runner keeps finished work for ever; the delivery table is what we remember by."""
        before = datetime.fromtimestamp(time.time() - keep_seconds, UTC).isoformat()
        gone = 0
        while True:
            over = self.client.list_workflows(
                status=OVER, completed_before=before, limit=500, load_input=False, load_output=False
            )
            if not over:
                return gone
            self.client.delete_workflows([one.workflow_id for one in over])
            gone += len(over)

    def _waiting(self, connection: sa.Connection, older_than: float) -> list[Job]:
        at = now(connection)
        due = sa.or_(deliveries.c.not_before.is_(None), deliveries.c.not_before <= at)
        chosen = sa.select(deliveries).where(deliveries.c.status == "queued", due)
        chosen = chosen.where(deliveries.c.created_at < at - older_than).order_by(deliveries.c.seq)
        return [job_of(row) for row in connection.execute(chosen)]

    def _live(self, jobs: Iterable[Job]) -> set[str]:
        ids = [work_id(job) for job in jobs]
        found = self.client.list_workflows(workflow_ids=ids, status=LIVE, load_input=False, load_output=False)
        return {one.workflow_id for one in found}

    def _again(self, job: Job) -> bool:
        """Compare and set on the run: of several that look at once, one starts it."""
        same = (deliveries.c.seq == job.delivery.seq, deliveries.c.run == job.run, deliveries.c.status == "queued")
        wish = sa.update(deliveries).where(*same).values(run=job.run + 1).returning(deliveries)
        with self.database.begin() as connection:
            row = connection.execute(wish).first()
            if row is not None:
                self._enqueue(connection, job_of(row))
            return row is not None

    def _enqueue(self, connection: sa.Connection, job: Job) -> None:
        options = {
            "workflow_name": WORKFLOW,
            "queue_name": QUEUE,
            "workflow_id": work_id(job),
            "queue_partition_key": job.partition,
            "application_name": APP,
        }
        self.client.enqueue_in_transaction(connection, options, job.delivery.seq)


def work_id(job: Job) -> str:
    """Sorts as the deliveries do: the runner breaks ties of time by it."""
    return f"d{job.delivery.seq:012d}.{job.run}"


def _parts(jobs: Sequence[T]) -> Iterator[Sequence[T]]:
    return (jobs[start : start + CHUNK] for start in range(0, len(jobs), CHUNK))
