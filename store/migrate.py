"""From an empty database, or an older one, to today's tables: numbered steps, each in a transaction with its record."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 724001  # any number, the same in every process
STEPS = Path(__file__).parent / "migrations" / "steps"


def upgrade(database: Database) -> None:
    """Safe to call at every start and from several processes at once."""
    if _is_newest(database):
        return
    from alembic import command

    with database.begin() as connection:
        if not database.is_sqlite:
            connection.execute(sa.text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(_config(connection), "head")


def version(database: Database) -> str | None:
    """The newest step that ran, or None for an empty database."""
    from alembic.runtime.migration import MigrationContext

    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config(None)).get_current_head()


def _is_newest(database: Database) -> bool:
    """Read without loading Alembic, which takes longer than everything else a start does with the database."""
    if not sa.inspect(database.engine).has_table("alembic_version"):
        return False
    with database.read() as connection:
        there = connection.execute(sa.text("select version_num from alembic_version")).scalars().all()
    return set(there) == _heads()


def _heads() -> set[str]:
    """The steps that no other step follows."""
    texts = [path.read_text(encoding="utf-8") for path in STEPS.glob("[0-9]*.py")]
    followed = {found[1] for text in texts if (found := re.search(r'^down_revision = "(\w+)"', text, re.M))}
    return {found[1] for text in texts if (found := re.search(r'^revision = "(\w+)"', text, re.M))} - followed


def _config(connection: sa.Connection | None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("version_locations", str(STEPS))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    return config
