"""From an empty database, or an older one, to today's tables: numbered steps, each in a transaction with its record."""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 724001  # any number, the same in every process


def upgrade(database: Database) -> None:
    """Safe to call at every start and from several processes at once."""
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


def _config(connection: sa.Connection | None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("version_locations", str(Path(__file__).parent / "migrations" / "steps"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    return config
