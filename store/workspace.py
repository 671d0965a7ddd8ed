"""A workspace sees its own rows and no others: every statement of a domain is made here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from store.database import Database, insert


@dataclass(frozen=True)
class Workspace:
    database: Database
    id: str

    def select(self, table: sa.Table, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
        return sa.select(*(columns or (table,))).where(table.c.workspace == self.id)

    def update(self, table: sa.Table) -> sa.Update:
        return sa.update(table).where(table.c.workspace == self.id)

    def delete(self, table: sa.Table) -> sa.Delete:
        return sa.delete(table).where(table.c.workspace == self.id)

    def add(self, connection: sa.Connection, table: sa.Table, **values: Any) -> None:
        connection.execute(sa.insert(table).values(workspace=self.id, **values))

    def alone(self, connection: sa.Connection, key: str) -> None:
        """Until the transaction ends, whoever asks for the same key waits, and then sees what was written.

        For a question whose answer is no row yet; on SQLite nobody else writes anyway.
        """
        if connection.dialect.name == "postgresql":
            whole = sa.func.hashtextextended(f"{self.id}:{key}", 0)
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(whole)))

    def claim(self, connection: sa.Connection, table: sa.Table, **values: Any) -> bool:
        """Insert unless the key is taken; True for the one caller who got it."""
        wish = insert(connection, table).values(workspace=self.id, **values).on_conflict_do_nothing()
        return connection.execute(wish.returning(table.c.workspace)).first() is not None

    def put(self, connection: sa.Connection, table: sa.Table, key: Mapping[str, Any], **values: Any) -> None:
        """Insert, or change the row that has this key."""
        row = {"workspace": self.id, **key, **values}
        wish = insert(connection, table).values(**row)
        where = [table.c.workspace, *(table.c[name] for name in key)]
        connection.execute(
            wish.on_conflict_do_update(index_elements=where, set_=values)
            if values
            else wish.on_conflict_do_nothing(index_elements=where)
        )
