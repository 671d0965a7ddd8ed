"""What teams answered: the latest counts, earlier ones are kept, an answer can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from changes.model import Ack, Destination
from changes.rows import ack_of, mapping, seconds
from changes.store import acks
from store.workspace import Workspace


@dataclass(frozen=True)
class Acks:
    workspace: Workspace

    def give(self, connection: sa.Connection, ack: Ack) -> Ack | None:
        """Returns the answer that this one replaces."""
        before = self.of_team(connection, ack.change, ack.team)
        self._end(connection, ack.change, ack.team, "replaced")
        values = sa.insert(acks).values(
            workspace=self.workspace.id,
            change=ack.change,
            team_kind=ack.team.kind,
            team=ack.team.id,
            meaning=ack.meaning,
            until=ack.until.isoformat() if ack.until else None,
            note=ack.note,
            by=ack.by,
            at=seconds(ack.at),
            revision=ack.revision,
        )
        connection.execute(values)
        return before

    def undo(self, connection: sa.Connection, change: str, team: Destination) -> Ack | None:
        """Takes the latest answer back; the one before it counts again, unless it was asked anew."""
        self._end(connection, change, team, "undone")
        last = connection.execute(
            self._of(change, team).where(acks.c.ended != "undone").order_by(acks.c.seq.desc()).limit(1)
        ).first()
        if last is None or mapping(last)["ended"] != "replaced":
            return None
        connection.execute(self.workspace.update(acks).where(acks.c.seq == mapping(last)["seq"]).values(ended=None))
        return ack_of(mapping(last))

    def ask_anew(self, connection: sa.Connection, answers: Iterable[Ack]) -> None:
        for ack in answers:
            self._end(connection, ack.change, ack.team, "asked anew")

    def current(self, connection: sa.Connection, change: str) -> list[Ack]:
        chosen = self.workspace.select(acks).where(acks.c.change == change, acks.c.ended.is_(None))
        return [ack_of(mapping(row)) for row in connection.execute(chosen.order_by(acks.c.seq))]

    def of_team(self, connection: sa.Connection, change: str, team: Destination) -> Ack | None:
        row = connection.execute(self._of(change, team).where(acks.c.ended.is_(None))).first()
        return ack_of(mapping(row)) if row else None

    def history(self, connection: sa.Connection, change: str) -> list[tuple[Ack, str]]:
        """Every answer ever given, in order, each with what ended it; empty for those that count."""
        chosen = self.workspace.select(acks).where(acks.c.change == change).order_by(acks.c.seq)
        return [(ack_of(mapping(row)), mapping(row)["ended"] or "") for row in connection.execute(chosen)]

    def _of(self, change: str, team: Destination) -> sa.Select[tuple[object, ...]]:
        return self.workspace.select(acks).where(
            acks.c.change == change, acks.c.team_kind == team.kind, acks.c.team == team.id
        )

    def _end(self, connection: sa.Connection, change: str, team: Destination, how: str) -> None:
        of_team = (acks.c.change == change, acks.c.team_kind == team.kind, acks.c.team == team.id)
        connection.execute(self.workspace.update(acks).where(*of_team, acks.c.ended.is_(None)).values(ended=how))
