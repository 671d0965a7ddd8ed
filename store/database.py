"""One SQL database for what must last: a SQLite file, or Postgres when one machine is not enough."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
PATIENCE_SECONDS = 30
BOUNDS = {
    "options": f"-c lock_timeout={PATIENCE_SECONDS * 1000} -c idle_in_transaction_session_timeout=60000",
    "connect_timeout": 10,
    "keepalives_idle": 30,  # a machine that is gone says no farewell: without these it would be waited for for hours
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": PATIENCE_SECONDS * 1000,
}
"""How long PostgreSQL is waited for, unless its address says otherwise."""
SOUND = ("ok", "file is not a database")  # what was none before has lost nothing
PAGE = 32_768  # bytes of the smallest file that SQLite makes beside a database


class UnusableDatabase(OSError):
    """The database cannot be opened; the message says which and why."""


def table(name: str, *columns: Any) -> sa.Table:
    """A table whose rows each belong to a workspace, the first part of every key."""
    return sa.Table(name, metadata, sa.Column("workspace", sa.Text, nullable=False, primary_key=True), *columns)


def shared_table(name: str, *columns: Any) -> sa.Table:
    """For the few rows that no workspace owns and none may read: which processes run, when the next post is due."""
    return sa.Table(name, metadata, *columns, info={"shared": True})


@dataclass(frozen=True)
class Database:
    """`begin()` writes in one transaction; `read()` sees a snapshot and takes no lock."""

    engine: sa.Engine
    sealed: Path | None = None

    @classmethod
    def at(cls, url: str) -> "Database":
        parsed = _parsed(url)
        return cls(_sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgres(parsed))

    @classmethod
    def to_read(cls, url: str) -> "Database":
        """As `at`, but a file that may only be read is opened all the same; it refuses whoever begins to write."""
        parsed = _parsed(url)
        path = Path(parsed.database or "")
        if parsed.get_backend_name() == "sqlite" and _only_read(path):
            return cls(_sqlite_sealed(path), path)
        return cls.at(url)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextlib.contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        if self.sealed:
            raise PermissionError(errno.EACCES, "it may only be read", str(self.sealed))
        with self.engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def read(self) -> Iterator[sa.Connection]:
        with self.engine.connect().execution_options(reads_only=True) as connection:
            yield connection

    def refuses_to_write(self) -> str:
        """Why nothing can be written, in the driver's words; empty when it can. Nothing stays written."""
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("create table parlance_may_write (one integer)")
                connection.rollback()
        except sa.exc.DBAPIError as error:
            return said(error)
        return ""

    def damage(self) -> str:
        """What SQLite finds wrong with its own file, as after a copy that was made while somebody wrote; Postgres has
        tools of its own for this."""
        if not self.is_sqlite:
            return ""
        try:
            with self.read() as connection:
                found = str(connection.exec_driver_sql("pragma quick_check(1)").scalar_one())
        except sa.exc.OperationalError:
            return ""  # locked, or no room: others say so
        except sa.exc.DatabaseError as error:
            found = said(error)
        return "" if found in SOUND else found.splitlines()[-1]

    def has_no_room(self) -> bool:
        """SQLite speaks of input and output where it could not make its files."""
        path = self.engine.url.database
        return self.is_sqlite and bool(path) and Path(str(path)).is_file() and shutil.disk_usage(str(path)).free < PAGE

    def close(self) -> None:
        self.engine.dispose()


def said(error: sa.exc.DBAPIError) -> str:
    """The driver's own words, without the statement."""
    return next(iter(str(error.orig).splitlines()), type(error).__name__)


def insert(connection: sa.Connection, into: sa.Table) -> Any:
    """An INSERT that knows ON CONFLICT, in the database's own dialect."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(into)


def _parsed(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(_with_driver(url))
    except (sa.exc.ArgumentError, ValueError) as error:
        raise UnusableDatabase("that is no database address; postgresql://user:password@host/name is one") from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise UnusableDatabase(f"{parsed.get_backend_name()} is not supported; SQLite and PostgreSQL are")
    return parsed


def _with_driver(url: str) -> str:
    """People write postgres://; we speak through psycopg 3."""
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _sqlite(url: sa.URL) -> sa.Engine:
    if url.database and url.database != ":memory:":
        _check_folder(Path(url.database))
    return _sqlite_engine(url)


def _only_read(path: Path) -> bool:
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _sqlite_sealed(path: Path) -> sa.Engine:
    """SQLite would want to make files beside it, unless it is told that nobody writes. Whoever has it open for writing,
    or was killed, left a log there: that belongs to it, and is read as well."""
    how = "mode=ro" if Path(f"{path}-wal").exists() else "immutable=1"
    return _sqlite_engine(sa.URL.create("sqlite", database=f"{path.resolve().as_uri()}?{how}", query={"uri": "true"}))


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(
        url,
        pool_size=12,
        max_overflow=0,
        pool_timeout=PATIENCE_SECONDS,
        poolclass=sa.QueuePool,
        hide_parameters=True,  # an error is logged, what people wrote is not
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _check_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab"):
            pass
    except OSError as error:
        raise UnusableDatabase(f"cannot write the database at {path}: {error.strerror or error}") from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that DDL and reads are in transactions too
    for pragma in (
        f"busy_timeout = {PATIENCE_SECONDS * 1000}",
        "journal_mode = wal",
        "synchronous = full",
        "foreign_keys = on",
    ):
        connection.execute(f"pragma {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    """A writer takes its lock at once: nothing it has read can be changed by another before it writes."""
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _postgres(url: sa.URL) -> sa.Engine:
    return sa.create_engine(
        url,
        pool_size=12,
        max_overflow=0,
        pool_timeout=PATIENCE_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={name: value for name, value in BOUNDS.items() if name not in url.query},
    )
