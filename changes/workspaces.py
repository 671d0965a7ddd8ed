"""Which workspace a command means that does not say."""

import sqlalchemy as sa

from changes.store import changes, owners, subscriptions
from store.database import Database
from store.workspace import Workspace

FIRST = "local"


class SeveralWorkspaces(LookupError):
    def __init__(self, known: list[str]) -> None:
        super().__init__(f"several workspaces are kept here; name one with --workspace: {', '.join(known)}")


def the_workspace(database: Database, named: str = "") -> Workspace:
    if named:
        return Workspace(database, named)
    known = sorted(_known(database))
    if len(known) > 1:
        raise SeveralWorkspaces(known)
    return Workspace(database, known[0] if known else FIRST)


def told_in(database: Database) -> list[str]:
    """Where anything was ever announced."""
    with database.read() as connection:
        told = sa.select(changes.c.workspace).where(changes.c.state != "draft").distinct()
        return sorted(connection.execute(told).scalars())


def _known(database: Database) -> set[str]:
    with database.read() as connection:
        asked = [sa.select(table.c.workspace).distinct() for table in (changes, subscriptions, owners)]
        return {id_ for one in asked for id_ in connection.execute(one).scalars()}
