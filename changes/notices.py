"""Who is told of which change and why, as it was decided when it was sent."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from changes.model import Destination, Notice, Rhythm
from changes.rows import as_text, mapping, moment, notice_of, seconds
from changes.store import notices
from store.database import insert
from store.workspace import Workspace

KEY = notices.c.change, notices.c.destination_kind, notices.c.destination


@dataclass(frozen=True)
class Notices:
    workspace: Workspace

    def keep(self, connection: sa.Connection, wanted: Iterable[Notice], at: datetime) -> list[Notice]:
        """Make these the notices of their change; returns those that are new, and those that are told at once only now.

        Whoever was told at once has a card, which goes on saying how it stands whatever they wish by now.
        """
        given = list(wanted)
        rows = [self._row(one, at) for one in given]
        wish = insert(connection, notices).on_conflict_do_nothing().returning(*KEY)
        new = {(change, kind, id_) for change, kind, id_ in connection.execute(wish, rows)} if rows else set()
        before = self._rhythms(connection, given) if len(new) < len(given) else {}
        fresh = []
        for one in given:
            was = None if _named(one) in new else before[_named(one)]
            if was:
                values = {"reasons": _reasons(one), "rhythm": _rhythm(was if was.cadence == "instant" else one.rhythm)}
                connection.execute(self._of(one.change, one.destination).values(**values))
            if was is None or (was.cadence != "instant" and one.rhythm.cadence == "instant"):
                fresh.append(one)
        return fresh

    def of(self, connection: sa.Connection, change: str) -> list[Notice]:
        chosen = self.workspace.select(notices).where(notices.c.change == change)
        ordered = chosen.order_by(notices.c.destination_kind, notices.c.destination)
        return [notice_of(mapping(row)) for row in connection.execute(ordered)]

    def why(self, connection: sa.Connection, change: str, destination: Destination) -> Notice | None:
        chosen = self.workspace.select(notices).where(*_key(change, destination))
        row = connection.execute(chosen).first()
        return notice_of(mapping(row)) if row else None

    def undigested(self, connection: sa.Connection) -> list[tuple[Notice, datetime]]:
        """What digests have not told yet, and since when it waits."""
        waiting = self.workspace.select(notices).where(notices.c.digested_at.is_(None))
        rows = [mapping(row) for row in connection.execute(waiting.order_by(notices.c.added_at))]
        found = [(notice_of(row), moment(row["added_at"])) for row in rows]
        return [(notice, since) for notice, since in found if notice.rhythm.cadence != "instant"]

    def digested(self, connection: sa.Connection, told: Iterable[Notice], at: datetime) -> None:
        for one in told:
            connection.execute(self._of(one.change, one.destination).values(digested_at=seconds(at)))

    def _rhythms(self, connection: sa.Connection, given: Iterable[Notice]) -> dict[tuple[str, str, str], Rhythm]:
        return {_named(one): one.rhythm for id_ in {one.change for one in given} for one in self.of(connection, id_)}

    def _row(self, one: Notice, at: datetime) -> dict[str, Any]:
        return {
            "workspace": self.workspace.id,
            "change": one.change,
            "destination_kind": one.destination.kind,
            "destination": one.destination.id,
            "reasons": _reasons(one),
            "rhythm": _rhythm(one.rhythm),
            "added_at": seconds(at),
        }

    def _of(self, change: str, destination: Destination) -> sa.Update:
        return self.workspace.update(notices).where(*_key(change, destination))


def _named(one: Notice) -> tuple[str, str, str]:
    return one.change, one.destination.kind, one.destination.id


def _reasons(one: Notice) -> str:
    return as_text([asdict(reason) for reason in one.reasons])


def _rhythm(one: Rhythm) -> str:
    return as_text(asdict(one))


def _key(change: str, to: Destination) -> tuple[sa.ColumnElement[bool], ...]:
    return notices.c.change == change, notices.c.destination_kind == to.kind, notices.c.destination == to.id
