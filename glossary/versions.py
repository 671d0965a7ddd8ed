"""Every edit of an entry is a version that stays; of two who edit the same version, one gets it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

import sqlalchemy as sa
import yaml

from glossary.loader import term_of
from glossary.model import Term
from glossary.store import generations, versions
from glossary.writer import as_yaml
from store.workspace import Workspace

Kind = Literal["defined", "edited", "undone", "merged", "removed", "reviewed", "imported", "approved"]
PROPOSED_BY = "proposed by "
"""How the note of an approved version begins; who it was follows."""


@dataclass(frozen=True)
class Edit:
    kind: Kind
    author: str
    note: str = ""


@dataclass(frozen=True)
class Version:
    """One step of an entry's history. `term` is None where the entry was removed."""

    number: int
    term: Term | None
    kind: Kind
    author: str
    note: str
    at: float


@dataclass(frozen=True)
class Versions:
    workspace: Workspace
    clock: Callable[[], float]

    @property
    def generation(self) -> int:
        """Grows with every edit, whoever made it: cheap to ask, so that readers know when to reload."""
        with self.workspace.database.read() as connection:
            return int(connection.execute(self.workspace.select(generations, generations.c.number)).scalar() or 0)

    def add(self, connection: sa.Connection, name: str, number: int, term: Term | None, edit: Edit) -> bool:
        """False when somebody else has made this version."""
        content, how = as_yaml(term) if term else "", asdict(edit) | {"at": self.clock()}
        if not self.workspace.claim(connection, versions, term=_key(name), version=number, content=content, **how):
            return False
        self.workspace.claim(connection, generations, number=0)
        connection.execute(self.workspace.update(generations).values(number=generations.c.number + 1))
        return True

    def of(self, name: str) -> list[Version]:
        """Newest first."""
        mine = self.workspace.select(versions).where(versions.c.term == _key(name))
        with self.workspace.database.read() as connection:
            return [_version(row) for row in connection.execute(mine.order_by(versions.c.version.desc()))]

    def newest(self) -> dict[str, Version]:
        """The last version of each entry that was edited, by its name in small letters."""
        number = sa.func.max(versions.c.version).label("version")
        last = self.workspace.select(versions, versions.c.term, number).group_by(versions.c.term).subquery()
        is_last = (versions.c.term == last.c.term) & (versions.c.version == last.c.version)
        with self.workspace.database.read() as connection:
            found = connection.execute(self.workspace.select(versions).join(last, is_last))
            return {row.term: _version(row) for row in found}


def _key(name: str) -> str:
    return name.strip().casefold()


def _version(row: sa.Row[Any]) -> Version:
    term = term_of(yaml.load(row.content, Loader=yaml.CSafeLoader)) if row.content else None
    return Version(row.version, term, row.kind, row.author, row.note, row.at)
