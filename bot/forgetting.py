"""What we keep about a person goes when they wish; what we keep of the past goes by itself, after as long as was chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from time import time

import sqlalchemy as sa

from bot.manners import EVERYWHERE, Manners
from bot.store import shadow_findings, shadow_runs
from glossary.traces import heard, judgements, notes, pins, said
from store.database import metadata
from store.workspace import Workspace

NOBODY = "(forgotten)"
STORES = ("bot.store", "changes.store", "glossary.store", "glossary.traces", "playbooks.store")
DAY = 86400.0


@dataclass(frozen=True)
class Forgotten:
    """How many rows were about the person alone and are gone, and from how many others their name was taken."""

    removed: int
    unnamed: int


def forget(workspace: Workspace, person: str) -> Forgotten:
    """All in one transaction: rows that belong to the person go, elsewhere their id does. Nothing else is touched."""
    removed = unnamed = 0
    with workspace.database.begin() as connection:
        for table in _tables():
            removed += _remove(connection, workspace, table, person)
            unnamed += _unname(connection, workspace, table, person)
    return Forgotten(removed, unnamed)


def workspaces(database_of: Workspace) -> list[str]:
    """Every workspace that any table knows."""
    found: set[str] = set()
    with database_of.database.read() as connection:
        for table in _tables():
            found |= set(connection.execute(sa.select(table.c.workspace).distinct()).scalars())
    return sorted(found)


def sweep(workspace: Workspace, manners: Manners, clock: Callable[[], float] = time) -> int:
    """What was noted, answered and rehearsed longer ago than the workspace wants it kept; 0 days keep for ever."""
    days = manners.of(EVERYWHERE).keep_days
    if days <= 0:
        return 0
    since = clock() - days * DAY
    old = workspace.select(shadow_runs, shadow_runs.c.id).where(shadow_runs.c.at < since)
    with workspace.database.begin() as connection:
        gone = connection.execute(workspace.delete(shadow_findings).where(shadow_findings.c.run.in_(old))).rowcount
        for table in (heard, judgements, notes, pins, said, shadow_runs):
            gone += connection.execute(workspace.delete(table).where(table.c.at < since)).rowcount
    return gone


def _tables() -> list[sa.Table]:
    """Of all domains, so that a table that is added is not forgotten."""
    for name in STORES:
        import_module(name)
    return [table for table in metadata.sorted_tables if "workspace" in table.c]


def _remove(connection: sa.Connection, workspace: Workspace, table: sa.Table, person: str) -> int:
    """A row whose key is the person is about them alone."""
    keys = [column for column in _texts(table) if column.primary_key]
    about = [column == person for column in keys]
    if table.name == "heard":
        about = [column.contains(person) for column in keys]
    if not about:
        return 0
    return connection.execute(workspace.delete(table).where(sa.or_(*about))).rowcount


def _unname(connection: sa.Connection, workspace: Workspace, table: sa.Table, person: str) -> int:
    columns = [column for column in _texts(table) if not column.primary_key]
    if not columns:
        return 0
    values = {column.name: sa.func.replace(column, person, NOBODY) for column in columns}
    named = sa.or_(*(column.contains(person) for column in columns))
    return connection.execute(workspace.update(table).where(named).values(**values)).rowcount


def _texts(table: sa.Table) -> list[sa.Column[str]]:
    return [column for column in table.c if isinstance(column.type, sa.Text) and column.name != "workspace"]
