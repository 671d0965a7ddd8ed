"""A copy of the SQLite file while it is in use, and back again; Postgres has its own tools for this."""

import contextlib
import glob
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from store.database import Database
from store.migrate import known

ABANDONED = 3600.0  # seconds since anything was written


class NotABackup(ValueError):
    """The file is no sound database of ours."""


class NotWritten(OSError):
    """There is no room for the copy, or no folder."""


def backup(database: Database, target: Path) -> None:
    """A consistent copy under another name first: `target` is either whole or untouched.

    A database that may only be read is copied as well: that is when a copy is wanted most.
    """
    half, live = target.with_name(f".{target.name}.{os.getpid()}.part"), _path(database)
    if target.exists() and target.samefile(live):
        raise NotABackup(f"{target} is the database itself; name another file")
    if target.is_dir():
        raise NotWritten(f"{target} is a folder; name a file in it")
    _clear_abandoned(target)
    try:
        with contextlib.closing(_opened(database)) as source, contextlib.closing(_connect(half)) as copy:
            source.backup(copy)
            copy.execute("pragma journal_mode = delete")
        os.replace(half, target)
    except sqlite3.OperationalError as error:
        raise NotWritten(f"{target} cannot be written: {error}") from error
    except sqlite3.DatabaseError as error:
        raise NotABackup(f"{live} is damaged: {error}") from error
    finally:
        half.unlink(missing_ok=True)


def restore(database: Database, source: Path) -> Path | None:
    """Into the live file, through SQLite's own locks: readers see the old content, then the new.

    A live file that is damaged is laid aside instead; the answer says where.
    """
    live = _path(database)
    with _checked(source) as copy:
        try:
            _pour(copy, live)
        except sqlite3.OperationalError as error:
            raise NotWritten(f"{live} cannot be written: {error}") from error
        except sqlite3.DatabaseError:
            aside = _aside(live)
            _pour(copy, live)
            return aside
    return None


def check(source: Path) -> None:
    """Is it a backup that could be restored?"""
    with _checked(source):
        pass


@contextlib.contextmanager
def _checked(source: Path) -> Iterator[sqlite3.Connection]:
    if not source.is_file():
        raise NotABackup(f"{source} is a folder" if source.is_dir() else f"there is no file {source}")
    with contextlib.closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        _check(copy, source)
        yield copy


def _check(copy: sqlite3.Connection, source: Path) -> None:
    try:
        sound = copy.execute("pragma integrity_check").fetchone()[0] == "ok"
        ours = copy.execute("select count(*) from sqlite_master where name = 'alembic_version'").fetchone()[0]
        steps = {row[0] for row in copy.execute("select version_num from alembic_version")} if ours else set()
    except sqlite3.DatabaseError as error:
        raise NotABackup(f"{source} is not a database: {error}") from error
    if not sound or not ours:
        raise NotABackup(f"{source} is {'not a Parlance database' if sound else 'damaged'}")
    if not steps <= known():
        raise NotABackup(f"{source} was made by a newer version: start that one")


def _clear_abandoned(target: Path) -> None:
    """Halves of backups that were killed, each as large as the database; one that is being made is younger."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.part*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < time.time() - ABANDONED:
                left.unlink()


def _pour(copy: sqlite3.Connection, live: Path) -> None:
    with contextlib.closing(_connect(live)) as target:
        copy.backup(target)


def _aside(live: Path) -> Path:
    aside = live.with_name(f"{live.name}.damaged")
    os.replace(live, aside)
    for leftover in ("-wal", "-shm"):
        Path(f"{live}{leftover}").unlink(missing_ok=True)
    return aside


def _opened(database: Database) -> sqlite3.Connection:
    source = sqlite3.connect(str(database.engine.url.database), timeout=30, uri=database.sealed is not None)
    try:
        source.execute("pragma schema_version")
    except sqlite3.DatabaseError as error:
        source.close()
        raise NotABackup(f"{_path(database)} cannot be read: {error}") from error
    return source


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=30)


def _path(database: Database) -> Path:
    if not database.is_sqlite or not database.engine.url.database:
        raise NotABackup("only a SQLite file is backed up here; for Postgres use pg_dump and pg_restore")
    return database.sealed or Path(database.engine.url.database)
