"""What is to be sent where, in which order, and what came of it: the truth that the sending engine works on."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast

import sqlalchemy as sa

from changes.model import Destination
from changes.rows import as_text, destination_of, mapping, maybe_moment, moment, seconds
from changes.store import deliveries
from store.database import insert
from store.workspace import Workspace

Sort = Literal[
    "card", "revision", "withdrawal", "anew", "reminder", "digest", "summary", "fallback", "confirmation", "message"
]
Status = Literal["queued", "sent", "failed", "skipped"]


@dataclass(frozen=True)
class Wanted:
    """Something to be sent. `id` says what it is, so that wanting it twice sends it once: `card:c1:1:channel:C1`."""

    id: str
    kind: Sort
    destination: Destination
    change: str = ""
    revision: int = 0
    effective: datetime | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)
    not_before: datetime | None = None


@dataclass(frozen=True)
class Delivery:
    """What was wanted, with its place in the order and what came of it."""

    seq: int
    wanted: Wanted
    status: Status
    attempts: int
    created: datetime
    retrying_since: datetime | None = None
    finished: datetime | None = None
    channel: str = ""
    ts: str = ""
    link: str = ""
    error: str = ""

    @property
    def spoken(self) -> str:
        """`retrying since …` is a queued one that has failed before."""
        return "retrying" if self.status == "queued" and self.retrying_since else self.status


@dataclass(frozen=True)
class Deliveries:
    workspace: Workspace

    def enqueue(self, connection: sa.Connection, wanted: Sequence[Wanted], at: datetime) -> list[Delivery]:
        """In the caller's transaction; returns those that are new, in their order."""
        if not wanted:
            return []
        wish = insert(connection, deliveries).on_conflict_do_nothing()
        rows = connection.execute(wish.returning(deliveries), [self._row(one, at) for one in wanted])
        return sorted((delivery_of(mapping(row)) for row in rows), key=lambda one: one.seq)

    def of_change(self, connection: sa.Connection, change: str) -> list[Delivery]:
        chosen = self.workspace.select(deliveries).where(deliveries.c.change == change).order_by(deliveries.c.seq)
        return [delivery_of(mapping(row)) for row in connection.execute(chosen)]

    def of_kind(self, connection: sa.Connection, like: Wanted) -> list[Delivery]:
        """Those of the same kind about the same revision of the same change."""
        same = (deliveries.c.change == like.change, deliveries.c.kind == like.kind)
        chosen = self.workspace.select(deliveries).where(*same, deliveries.c.revision == like.revision)
        return [delivery_of(mapping(row)) for row in connection.execute(chosen)]

    def card(self, connection: sa.Connection, change: str, to: Destination) -> Delivery | None:
        """The card that stands there, if one arrived."""
        there = (
            deliveries.c.destination_kind == to.kind,
            deliveries.c.destination == to.id,
            deliveries.c.ts.is_not(None),
        )
        chosen = self.workspace.select(deliveries).where(
            deliveries.c.change == change, deliveries.c.kind == "card", *there
        )
        row = connection.execute(chosen.order_by(deliveries.c.seq.desc()).limit(1)).first()
        return delivery_of(mapping(row)) if row else None

    def get(self, connection: sa.Connection, id_: str) -> Delivery | None:
        row = connection.execute(self.workspace.select(deliveries).where(deliveries.c.id == id_)).first()
        return delivery_of(mapping(row)) if row else None

    def skip(
        self, connection: sa.Connection, change: str, kinds: Iterable[Sort], why: str, at: datetime
    ) -> list[Delivery]:
        """Those still waiting are not sent any more; one that is just being sent is left to whoever sends it."""
        waiting = (deliveries.c.change == change, deliveries.c.status == "queued", deliveries.c.kind.in_(list(kinds)))
        wish = self.workspace.update(deliveries).where(*waiting, deliveries.c.attempt_by.is_(None))
        wish = wish.values(status="skipped", error=why, finished_at=seconds(at)).returning(deliveries)
        return [delivery_of(mapping(row)) for row in connection.execute(wish)]

    def again(self, connection: sa.Connection, id_: str, at: datetime) -> Delivery | None:
        """Send a failed one once more, as patiently as the first time; None when it is not failed."""
        failed = (deliveries.c.id == id_, deliveries.c.status == "failed")
        wish = self.workspace.update(deliveries).where(*failed)
        values = {
            "status": "queued",
            "run": deliveries.c.run + 1,
            "attempts": 0,
            "again_at": None,
            "error": None,
            "finished_at": None,
            "retrying_since": None,
        }
        row = connection.execute(wish.values(created_at=seconds(at), **values).returning(deliveries)).first()
        return delivery_of(mapping(row)) if row else None

    def _row(self, one: Wanted, at: datetime) -> dict[str, Any]:
        return {
            "workspace": self.workspace.id,
            "id": one.id,
            "kind": one.kind,
            "change": one.change or None,
            "revision": one.revision,
            "effective_at": seconds(one.effective),
            "destination_kind": one.destination.kind,
            "destination": one.destination.id,
            "payload": as_text(dict(one.payload)),
            "not_before": seconds(one.not_before),
            "created_at": seconds(at),
        }


def delivery_of(row: Mapping[str, Any]) -> Delivery:
    wanted = Wanted(
        id=row["id"],
        kind=cast(Sort, row["kind"]),
        destination=destination_of(row),
        change=row["change"] or "",
        revision=row["revision"] or 0,
        effective=maybe_moment(row["effective_at"]),
        payload=json.loads(row["payload"]),
        not_before=maybe_moment(row["not_before"]),
    )
    return Delivery(
        seq=row["seq"],
        wanted=wanted,
        status=row["status"],
        attempts=row["attempts"],
        created=moment(row["created_at"]),
        retrying_since=maybe_moment(row["retrying_since"]),
        finished=maybe_moment(row["finished_at"]),
        **{name: row[name] or "" for name in ("channel", "ts", "link", "error")},
    )


def tally(found: Iterable[Delivery]) -> dict[str, int]:
    """How many are queued, retrying, sent, failed, skipped; those without any are left out."""
    return dict(Counter(one.spoken for one in found))


def proof(found: Iterable[Delivery]) -> list[dict[str, str]]:
    """One row for each delivery, for CSV or JSON: who was told, when, where to see it, or why not."""
    return [_proof(one) for one in found]


def _proof(one: Delivery) -> dict[str, str]:
    return {
        "order": str(one.seq),
        "what": one.wanted.kind,
        "change": one.wanted.change,
        "revision": str(one.wanted.revision),
        "destination": str(one.wanted.destination),
        "status": one.spoken,
        "queued": one.created.isoformat(timespec="seconds"),
        "finished": one.finished.isoformat(timespec="seconds") if one.finished else "",
        "attempts": str(one.attempts),
        "link": one.link,
        "message": one.ts,
        "error": one.error,
    }
