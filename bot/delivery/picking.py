"""What may be sent now: the first of each destination, when it is due, its channel is open, and nobody else has it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from bot.delivery.jobs import EDITS
from bot.delivery.pacer import Lane
from bot.delivery.store import paces
from changes.store import deliveries

WAITS = "queued"
_AT: sa.ColumnElement[float] = sa.bindparam("at", type_=sa.Float)


def waiting(connection: sa.Connection, at: float) -> list[tuple[str, Lane]]:
    """In which workspaces, and of which sort, anything waits that nobody has in hand."""
    return [(row[0], row[1]) for row in connection.execute(_waiting(), {"at": at})]


def ready(connection: sa.Connection, workspace: str, lane: Lane, at: float, most: int) -> Sequence[int]:
    """The oldest first; what is in doubt goes to the lane that looks."""
    return connection.execute(_ready(lane), {"workspace": workspace, "at": at, "most": most}).scalars().all()


# The statements are the same at every turn: they are put together once.


@cache
def _waiting() -> sa.Select[Any]:
    lane = sa.case(
        (deliveries.c.attempt_by.is_not(None), "looks"), (deliveries.c.kind.in_(EDITS), "edits"), else_="posts"
    )
    return sa.select(deliveries.c.workspace, lane).where(*_free(deliveries)).distinct()


@cache
def _ready(lane: Lane) -> sa.Select[Any]:
    one = deliveries.alias("one")
    chosen = sa.select(one.c.seq).where(one.c.workspace == sa.bindparam("workspace"), *_free(one), *_of_lane(one, lane))
    if lane != "looks":
        chosen = chosen.where(sa.not_(_closed(one)))
    return chosen.where(sa.not_(_behind(one))).order_by(one.c.seq).limit(sa.bindparam("most"))


def _queued(one: Any) -> sa.ColumnElement[bool]:
    """With a constant, so that the database uses the index of what waits."""
    waits: sa.ColumnElement[str] = sa.literal_column(f"'{WAITS}'")
    return sa.and_(one.c.status == waits, sa.or_(one.c.not_before.is_(None), one.c.not_before <= _AT))


def _free(one: Any) -> tuple[sa.ColumnElement[bool], ...]:
    return _queued(one), one.c.holder.is_(None), sa.or_(one.c.again_at.is_(None), one.c.again_at <= _AT)


def _of_lane(one: Any, lane: Lane) -> tuple[sa.ColumnElement[bool], ...]:
    if lane == "looks":
        return (one.c.attempt_by.is_not(None),)
    edits = one.c.kind.in_(EDITS)
    return one.c.attempt_by.is_(None), edits if lane == "edits" else sa.not_(edits)


def _behind(one: Any) -> sa.ColumnElement[bool]:
    """Something older waits for the same destination. What is meant for later lets others pass."""
    older = deliveries.alias("older")
    same = [older.c[name] == one.c[name] for name in ("workspace", "destination_kind", "destination")]
    return sa.exists().where(*same, _queued(older), older.c.seq < one.c.seq)


def _closed(one: Any) -> sa.ColumnElement[bool]:
    key = sa.literal("channel ") + one.c.workspace + sa.literal(" ") + one.c.destination
    return sa.exists().where(paces.c.key == key, paces.c.next_at > _AT)
