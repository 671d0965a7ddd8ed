"""Rows to values and back; the only place that knows how a value lies in its columns."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from changes.lifecycle import fingerprint
from changes.model import (
    Ack,
    Change,
    Destination,
    Difference,
    Draft,
    Incident,
    Notice,
    Owner,
    Reason,
    Revision,
    Rhythm,
    Subscription,
    When,
)

Row = Mapping[str, Any]


def mapping(row: sa.Row[Any]) -> Row:
    return {str(name): value for name, value in row._mapping.items()}


def change_row(change: Change) -> dict[str, Any]:
    when = change.content.when
    return {
        "state": change.state,
        "title": change.content.title,
        "kind": change.content.kind,
        "content": draft_text(change.content),
        "fingerprint": fingerprint(change.content),
        "key": change.content.key or None,
        "effective_at": seconds(when.start if when else None),
        "effective_until": seconds(when.end if when else None),
        "announcer": change.announcer,
        "revision": change.revision,
        "recorded_at": seconds(change.recorded),
        "announced_at": seconds(change.announced),
        "closed_at": seconds(change.closed),
        "reason": change.reason,
    }


def change_of(row: Row) -> Change:
    return Change(
        id=row["id"],
        content=draft_of(row["content"]),
        state=row["state"],
        announcer=row["announcer"],
        recorded=moment(row["recorded_at"]),
        revision=row["revision"],
        announced=maybe_moment(row["announced_at"]),
        closed=maybe_moment(row["closed_at"]),
        reason=row["reason"],
    )


def draft_text(draft: Draft) -> str:
    return json.dumps(asdict(draft), default=_written, ensure_ascii=False)


def draft_of(text: str) -> Draft:
    fields = json.loads(text)
    when = fields.pop("when")
    fields["assets"] = tuple(fields["assets"])
    fields["differences"] = tuple(Difference(**one) for one in fields["differences"])
    return Draft(when=_when(when) if when else None, **fields)


def revision_of(row: Row) -> Revision:
    return Revision(
        change=row["change"],
        number=row["number"],
        content=draft_of(row["content"]),
        by=row["by"],
        at=moment(row["at"]),
        said=tuple(json.loads(row["said"])),
        worse=tuple(json.loads(row["worse"])),
    )


def subscription_row(one: Subscription) -> dict[str, Any]:
    return {
        "destination_kind": one.destination.kind,
        "destination": one.destination.id,
        "wish": one.wish,
        **asdict(one.rhythm),
        "by": one.by,
        "since": seconds(one.since),
        "paused": one.paused,
        "paused_until": seconds(one.paused_until),
        "source": one.source,
    }


def subscription_of(row: Row) -> Subscription:
    return Subscription(
        id=row["id"],
        destination=destination_of(row),
        wish=row["wish"],
        rhythm=Rhythm(**{name: row[name] for name in ("cadence", "hour", "minute", "weekday", "zone")}),
        by=row["by"],
        since=maybe_moment(row["since"]),
        paused=bool(row["paused"]),
        paused_until=maybe_moment(row["paused_until"]),
        source=row["source"],
    )


def notice_of(row: Row) -> Notice:
    reasons = tuple(Reason(**one) for one in json.loads(row["reasons"]))
    return Notice(row["change"], destination_of(row), reasons, Rhythm(**json.loads(row["rhythm"])))


def ack_of(row: Row) -> Ack:
    return Ack(
        change=row["change"],
        team=destination_of(row, "team"),
        meaning=row["meaning"],
        by=row["by"],
        at=moment(row["at"]),
        revision=row["revision"],
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        note=row["note"],
    )


def owner_of(row: Row) -> Owner:
    consumers = tuple(Destination(kind, id_) for kind, id_ in json.loads(row["consumers"]))
    confirmed = maybe_moment(row["confirmed_at"])
    return Owner(row["pattern"], destination_of(row, "team"), row["contact"], row["contract"], consumers, confirmed)


def incident_of(row: Row) -> Incident:
    return Incident(row["id"], row["asset"], row["title"], moment(row["at"]), row["link"], row["change"])


def destination_of(row: Row, name: str = "destination") -> Destination:
    return Destination(row[f"{name}_kind"], row[name])


def seconds(at: datetime | None) -> float | None:
    return at.timestamp() if at else None


def moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def maybe_moment(at: float | None) -> datetime | None:
    return None if at is None else moment(at)


def fresh() -> str:
    """No other write has it."""
    return uuid.uuid4().hex[:12]


def as_text(values: object) -> str:
    return json.dumps(values, default=_written, ensure_ascii=False)


def _when(fields: Row) -> When:
    end = fields["end"]
    return When(
        start=datetime.fromisoformat(fields["start"]),
        end=datetime.fromisoformat(end) if end else None,
        zone=fields["zone"],
        written=fields["written"],
    )


def _written(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a column")
