"""A copy of the SQLite file while it is in use, and back again; Postgres has its own tools for this."""

import contextlib
import os
import sqlite3
from pathlib import Path

from store.database import Database


class NotABackup(ValueError):
    """The file is no sound database of ours."""


class NotWritten(OSError):
    """There is no room for the copy, or no folder."""


def backup(database: Database, target: Path) -> None:
    """A consistent copy under another name first: `target` is either whole or untouched."""
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with contextlib.closing(_connect(_path(database))) as source, contextlib.closing(_connect(half)) as copy:
            source.backup(copy)
            copy.execute("pragma journal_mode = delete")
        os.replace(half, target)
    except sqlite3.OperationalError as error:
        raise NotWritten(f"{target} cannot be written: {error}") from error
    finally:
        half.unlink(missing_ok=True)


def restore(database: Database, source: Path) -> None:
    """Into the live file, through SQLite's own locks: readers see the old content, then the new."""
    with contextlib.closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        _check(copy, source)
        with contextlib.closing(_connect(_path(database))) as live:
            copy.backup(live)


def _check(copy: sqlite3.Connection, source: Path) -> None:
    try:
        sound = copy.execute("pragma integrity_check").fetchone()[0] == "ok"
        ours = copy.execute("select count(*) from sqlite_master where name = 'alembic_version'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise NotABackup(f"{source} is not a database: {error}") from error
    if not sound or not ours:
        raise NotABackup(f"{source} is {'not a Parlance database' if sound else 'damaged'}")


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=30)


def _path(database: Database) -> Path:
    if not database.is_sqlite or not database.engine.url.database:
        raise NotABackup("only a SQLite file is backed up here; for Postgres use pg_dump")
    return Path(database.engine.url.database)
