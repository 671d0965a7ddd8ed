"""What came of an attempt goes into the ledger: only from the process that still has the row in hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from bot.delivery.jobs import Job
from bot.delivery.outcome import Dropped, HandedOn, Later, Missed, NotThere, Outcome, Refused, Sent
from bot.delivery.pacer import Pacer
from changes.deliveries import Deliveries, Delivery, delivery_of
from changes.model import Destination
from changes.rows import mapping
from changes.store import deliveries
from store.database import Database
from store.workspace import Workspace

Over = Callable[[sa.Connection, str, Delivery], None]
"""What follows in a workspace from a delivery that has come to its end, in the transaction that records it."""

EDITS = ("revision", "withdrawal")
FREE = {"holder": None, "attempt_by": None, "attempt_at": None, "settled_at": None, "again_at": None}


@dataclass(frozen=True)
class Patience:
    """How long after it a post may still arrive. `settle`: after the mark, when its sender died (`late` to send it,
    Slack's timeout, a margin). `unheard`: after we gave up waiting for its answer. `heard`: after Slack answered that
    it failed.

    `longest`: between two attempts. `gives_up`: after that long.
    """

    late: float = 3.0
    settle: float = 15.0
    unheard: float = 5.0
    heard: float = 3.0
    longest: float = 60.0
    gives_up: float = 86_400.0


USUAL = Patience()


@dataclass(frozen=True)
class Ended:
    job: Job
    outcome: Outcome
    link: str = ""


@dataclass(frozen=True)
class Ending:
    database: Database
    pacer: Pacer
    over: Over
    patience: Patience = USUAL

    def write(self, connection: sa.Connection, node: str, one: Ended, at: float) -> bool:
        """False when the row is in other hands by now: nothing is written then."""
        outcome = self._patiently(one, at)
        values = self._values(one, outcome, at)
        row = deliveries.c.seq == one.job.delivery.seq, deliveries.c.status == "queued", deliveries.c.holder == node
        written = connection.execute(sa.update(deliveries).where(*row).values(**values).returning(deliveries)).first()
        if written is None:
            return False
        self._follow(connection, one.job, outcome, at)
        now = delivery_of(mapping(written))
        if now.status != "queued":
            self.over(connection, one.job.workspace, now)
        return True

    def _patiently(self, one: Ended, at: float) -> Outcome:
        since = one.job.delivery.retrying_since
        gone = isinstance(one.outcome, Later) and since and at - since.timestamp() > self.patience.gives_up
        return Refused(f"gave up: {one.outcome.why}") if gone and isinstance(one.outcome, Later) else one.outcome

    def _values(self, one: Ended, outcome: Outcome, at: float) -> dict[str, Any]:
        match outcome:
            case Sent(channel, ts):
                sent = {"status": "sent", "channel": channel, "ts": ts, "link": one.link, "error": None}
                return {**sent, "holder": None, "again_at": None, "finished_at": at}
            case Dropped(why):
                return {**FREE, "status": "skipped", "error": why, "finished_at": at}
            case Refused(error):
                return {**FREE, "status": "failed", "error": error, "finished_at": at}
            case HandedOn():
                return {**FREE, "status": "sent", "error": None, "finished_at": at}
            case Missed():
                return {**FREE, "attempts": one.job.delivery.attempts - 1}
            case NotThere():
                return self._not_there(one.job, at)
            case Later():
                return self._later(one.job, outcome, at)

    def _not_there(self, job: Job, at: float) -> dict[str, Any]:
        """Sure only when we looked after the time in which a late post may land; before, we look once more then."""
        return FREE if job.at >= job.settled else {"holder": None, "again_at": job.settled}

    def _later(self, job: Job, why: Later, at: float) -> dict[str, Any]:
        """What certainly did not arrive loses its mark: there is nothing to look for."""
        values = {"error": why.why, "retrying_since": sa.func.coalesce(deliveries.c.retrying_since, at)}
        wait = why.seconds + min(self.patience.longest, 0.05 * 2 ** min(job.delivery.attempts, 12))
        if not why.in_doubt:
            return {**FREE, **values, "again_at": at + wait}
        if job.in_doubt:  # we could not even look
            return {**values, "holder": None, "again_at": at + wait}
        settled = at + (self.patience.heard if why.heard else self.patience.unheard)
        return {**values, "holder": None, "again_at": at, "settled_at": settled}

    def _follow(self, connection: sa.Connection, job: Job, outcome: Outcome, at: float) -> None:
        if isinstance(outcome, Later) and outcome.limited:
            self.pacer.hold_channel(connection, job.workspace, job.delivery.wanted.destination.id, at + outcome.seconds)
        elif isinstance(outcome, HandedOn):
            self._hand_on(connection, job, outcome)

    def _hand_on(self, connection: sa.Connection, job: Job, outcome: HandedOn) -> None:
        """Who is told anyway is not told twice; an edit may be done as often as there is something new.

        The next reminder is another one than the last.
        """
        one = job.delivery.wanted
        ledger = Deliveries(Workspace(self.database, job.workspace))
        known = [] if one.kind in EDITS else ledger.of_kind(connection, one)
        number = one.payload.get("number")
        told = {other.wanted.destination for other in known if other.wanted.payload.get("number") == number}
        payload = {**one.payload, "group": one.destination.id}
        people = [Destination("person", id_) for id_ in outcome.members]
        wanted = [
            replace(one, id=f"{one.id}>{person.id}", destination=person, payload=payload)
            for person in people
            if person not in told
        ]
        ledger.enqueue(connection, wanted, datetime.now(UTC))
