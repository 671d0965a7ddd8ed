"""Which workspace a command means: the one that is named, if anything is kept of it, or the only one that is here."""

from collections.abc import Iterator
from importlib import import_module

import sqlalchemy as sa

from bot.errors import Refusal
from store.database import Database, metadata
from store.workspace import Workspace

FIRST = "local"
STORES = ("bot.store", "changes.store", "glossary.store", "glossary.traces", "playbooks.store")
INSTALLED = sa.table("slack_bots", sa.column("team_id"))


class SeveralWorkspaces(Refusal):
    def __init__(self, known: list[str]) -> None:
        super().__init__(f"several workspaces are kept here; name one with --workspace: {', '.join(known)}")


class UnknownWorkspace(Refusal):
    def __init__(self, named: str, known: list[str]) -> None:
        there = f"there {'is' if len(known) == 1 else 'are'} {', '.join(known)}" if known else "there is none yet"
        super().__init__(f"no workspace {named!r} is kept here; {there}")


def the_workspace(database: Database, named: str = "", *, begins: bool = False) -> Workspace:
    """`begins`: something is brought in, and until a bot was at work here the name may be a new one."""
    known = workspaces(database)
    if named and named not in known and not (begins and set(known) <= {FIRST}):
        raise UnknownWorkspace(named, known)
    if not named and len(known) > 1:
        raise SeveralWorkspaces(known)
    return Workspace(database, named or next(iter(known), FIRST))


def workspaces(database: Database) -> list[str]:
    """Every one that any table knows, or that installed the bot and has said nothing yet."""
    with database.read() as connection:
        columns = [*(table.c.workspace for table in tables()), INSTALLED.c.team_id]
        return sorted({id_ for column in columns for id_ in _different(connection, column)})


def tables() -> list[sa.Table]:
    """Of all domains, so that a table that is added is not forgotten."""
    for name in STORES:
        import_module(name)
    return [table for table in metadata.sorted_tables if "workspace" in table.c]


def _different(connection: sa.Connection, column: sa.ColumnElement[str]) -> Iterator[str]:
    """From one to the next along the key: DISTINCT would look at every row."""
    found = connection.scalar(sa.select(sa.func.min(column)))
    while found is not None:
        yield found
        found = connection.scalar(sa.select(sa.func.min(column)).where(column > found))
