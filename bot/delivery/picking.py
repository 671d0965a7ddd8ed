"""What may be sent now: the first of each destination, when it is due, its channel is open, and nobody else has it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from bot.delivery.jobs import EDITS
from bot.delivery.pacer import Lane
from bot.delivery.store import paces
from changes.store import deliveries

WAITS = "queued"
_QUEUED: sa.ColumnElement[str] = sa.literal_column(
    f"'{WAITS}'"
)  # a constant, so that the database uses the index of what waits


def workspaces(connection: sa.Connection, at: float) -> list[str]:
    """Those in which anything waits that nobody has in hand."""
    chosen = sa.select(deliveries.c.workspace).where(*_free(deliveries, at)).distinct()
    return list(connection.execute(chosen).scalars())


def ready(connection: sa.Connection, workspace: str, lane: Lane, at: float, most: int) -> Sequence[sa.Row[Any]]:
    """The oldest first; what is in doubt goes to the lane that looks."""
    one = deliveries.alias("one")
    chosen = sa.select(one).where(one.c.workspace == workspace, *_free(one, at), *_of_lane(one, lane))
    if lane != "looks":
        chosen = chosen.where(sa.not_(_closed(one, at)))
    chosen = chosen.where(sa.not_(_behind(one, at))).order_by(one.c.seq).limit(most)
    return connection.execute(chosen).all()


def _free(one: Any, at: float) -> tuple[sa.ColumnElement[bool], ...]:
    due = sa.or_(one.c.not_before.is_(None), one.c.not_before <= at)
    again = sa.or_(one.c.again_at.is_(None), one.c.again_at <= at)
    return one.c.status == _QUEUED, one.c.holder.is_(None), due, again


def _of_lane(one: Any, lane: Lane) -> tuple[sa.ColumnElement[bool], ...]:
    if lane == "looks":
        return (one.c.attempt_by.is_not(None),)
    edits = one.c.kind.in_(EDITS)
    return one.c.attempt_by.is_(None), edits if lane == "edits" else sa.not_(edits)


def _behind(one: Any, at: float) -> sa.ColumnElement[bool]:
    """Something older waits for the same destination. What is meant for later lets others pass."""
    older = deliveries.alias("older")
    same = [older.c[name] == one.c[name] for name in ("workspace", "destination_kind", "destination")]
    due = sa.or_(older.c.not_before.is_(None), older.c.not_before <= at)
    return sa.exists().where(*same, older.c.status == _QUEUED, older.c.seq < one.c.seq, due)


def _closed(one: Any, at: float) -> sa.ColumnElement[bool]:
    key = sa.literal("channel ") + one.c.workspace + sa.literal(" ") + one.c.destination
    return sa.exists().where(paces.c.key == key, paces.c.next_at > at)
