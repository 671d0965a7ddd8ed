"""From an empty database, or an older one, to today's tables: numbered steps, each in a transaction with its record."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from store.database import Database, UnusableDatabase, said

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 724001  # any number, the same in every process
STEPS = Path(__file__).parent / "migrations" / "steps"
REVISION = re.compile(r'^revision = "(\w+)"', re.M)
DOWN_REVISION = re.compile(r'^down_revision = "(\w+)"', re.M)


class NewerDatabase(UnusableDatabase):
    """What this version does not know it must not touch."""

    def __init__(self, there: str) -> None:
        super().__init__(
            f"the database is at step {there}, made by a newer version: start that one, or put a backup back"
        )


def upgrade(database: Database) -> None:
    """Safe to call at every start and from several processes at once."""
    with _reaching(database):
        if _is_newest(database):
            return
        if (there := version(database)) is not None and there not in known():
            raise NewerDatabase(there)
    from alembic import command

    with database.begin() as connection:
        if not database.is_sqlite:
            connection.execute(sa.text("set local lock_timeout = 0"))  # whoever came first may have much to change
            connection.execute(sa.text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(_config(connection), "head")


def version(database: Database) -> str | None:
    """The newest step that ran, or None for an empty database."""
    from alembic.runtime.migration import MigrationContext

    with _reaching(database), database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known() -> frozenset[str]:
    """Every step of this version."""
    return frozenset(found[1] for text in _texts() if (found := REVISION.search(text)))


def newest() -> str | None:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config(None)).get_current_head()


def _is_newest(database: Database) -> bool:
    """Read without loading Alembic, which takes longer than everything else a start does with the database."""
    with database.read() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return False
        there = connection.execute(sa.text("select version_num from alembic_version")).scalars().all()
    return set(there) == _heads()


def _heads() -> frozenset[str]:
    """The steps that no other step follows."""
    return known() - {found[1] for text in _texts() if (found := DOWN_REVISION.search(text))}


def _texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in STEPS.glob("[0-9]*.py")]


@contextlib.contextmanager
def _reaching(database: Database) -> Iterator[None]:
    """What the driver says is enough for whoever runs the database; its stack is not."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        where = "the database" if database.is_sqlite else f"the database at {database.engine.url.host}"
        full = " (its disk is full)" if database.has_no_room() else ""
        raise UnusableDatabase(f"{where} does not answer: {said(error)}{full}") from error


def _config(connection: sa.Connection | None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("version_locations", str(STEPS))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    return config
