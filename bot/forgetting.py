"""What we keep about a person goes when they wish; what we keep of the past goes by itself, after as long as was chosen."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import time
from typing import Any

import sqlalchemy as sa

from bot.card import NOBODY
from bot.installations import forget_installer
from bot.manners import EVERYWHERE, Manners
from bot.store import shadow_findings, shadow_runs
from bot.workspaces import tables
from changes.forget import forget as changes_forget
from glossary.traces import heard, judgements, notes, pins, said
from playbooks.forget import forget as playbooks_forget
from store.workspace import Workspace

DAY = 86400.0
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Forgotten:
    """How many rows were about the person alone and are gone, and from how many others their name was taken."""

    removed: int
    unnamed: int


def forget(workspace: Workspace, person: str) -> Forgotten:
    """All in one transaction: rows that belong to the person go, elsewhere their id does. Nothing else is touched."""
    removed = unnamed = 0
    with workspace.database.begin() as connection:
        for domain in (changes_forget, playbooks_forget):
            removed += domain(workspace, connection, person)
        for table in tables():
            for row in _holding(connection, workspace, table, person):
                struck = _strike(connection, table, row, person)
                removed, unnamed = removed + (struck == "removed"), unnamed + (struck == "unnamed")
        unnamed += forget_installer(connection, workspace.id, person)
    return Forgotten(removed, unnamed)


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


def _holding(connection: sa.Connection, workspace: Workspace, table: sa.Table, person: str) -> list[Row]:
    texts = [column.contains(person, autoescape=True) for column in _texts(table)]
    return [*connection.execute(workspace.select(table).where(sa.or_(*texts))).mappings()] if texts else []


def _strike(connection: sa.Connection, table: sa.Table, row: Row, person: str) -> str:
    """A row whose key names the person is about them alone and goes; elsewhere their name does."""
    word = re.compile(rf"(?<![A-Za-z0-9]){re.escape(person)}(?![A-Za-z0-9])")  # another's id may begin like this one
    found = [column for column in _texts(table) if word.search(row[column.name] or "")]
    this = [column == row[column.name] for column in table.primary_key]
    if any(column.primary_key for column in found):
        connection.execute(sa.delete(table).where(*this))
        return "removed"
    if found:
        values = {column.name: word.sub(NOBODY, row[column.name]) for column in found}
        connection.execute(sa.update(table).where(*this).values(**values))
        return "unnamed"
    return ""


def _texts(table: sa.Table) -> list[sa.Column[str]]:
    return [column for column in table.c if isinstance(column.type, sa.Text) and column.name != "workspace"]
