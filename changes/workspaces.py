"""Which workspaces the changes know."""

import sqlalchemy as sa

from changes.store import changes
from store.database import Database


def told_in(database: Database) -> list[str]:
    """Where anything was ever announced."""
    with database.read() as connection:
        told = sa.select(changes.c.workspace).where(changes.c.state != "draft").distinct()
        return sorted(connection.execute(told).scalars())
