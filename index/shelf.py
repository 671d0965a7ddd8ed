"""The catalogue's file: entries, passages, their full-text index. Unreadable or of another version, it is made anew."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import sqlite_utils

from index import vectors

VERSION = 1
PATIENCE_SECONDS = 30


class ReadOnlyShelf(OSError):
    """The index cannot be written where it should be."""


class Shelved(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def passages(self) -> tuple[str, ...]: ...


class Shelf:
    """`writing` belongs to the thread that made it; `saying` may run in one other thread."""

    def __init__(self, path: Path) -> None:
        self.writing = _connect(path)
        self._reading = _connect(path)

    def close(self) -> None:
        self.writing.close()
        self._reading.close()

    def version(self) -> int:
        """Grows with every change made through any process."""
        row = self.writing.execute("select value from state where name = 'generation'").fetchone()
        return int(row[0]) if row else 0

    def holds(self, kind: str, entries: Sequence[Shelved]) -> bool:
        row = self.writing.execute("select value from state where name = ?", [f"contents:{kind}"]).fetchone()
        return row is not None and row[0] == _contents(entries)

    def put(self, kind: str, entries: Sequence[Shelved]) -> None:
        database = self.writing
        rows = [(kind, one.id, text) for one in entries for text in one.passages]
        with _immediate(database.conn):
            database.execute("delete from passage where kind = ?", [kind])
            database.execute("delete from entry where kind = ?", [kind])
            database.conn.executemany(
                "insert into entry values (?, ?, ?)", [(kind, one.id, one.title) for one in entries]
            )
            database.conn.executemany("insert into passage (kind, entry, text) values (?, ?, ?)", rows)
            database.execute("insert or replace into state values (?, ?)", [f"contents:{kind}", _contents(entries)])
            database.execute("insert or replace into state values ('generation', ?)", [self.version() + 1])

    def all(self, kind: str) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
        titles = dict(self.writing.execute("select id, title from entry where kind = ?", [kind]).fetchall())
        passages = self.writing.execute(
            "select entry, text from passage where kind = ? order by rowid", [kind]
        ).fetchall()
        return titles, tuple(passages)

    def saying(self, kind: str, words: Sequence[str], most: int) -> dict[str, str]:
        """Entries by BM25 of their best passage, best first, each with it. Words are alternatives, not conditions."""
        if not words:
            return {}
        query = " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
        found = self._reading.execute(
            "select passage.entry, passage.text from passage_fts join passage on passage.rowid = passage_fts.rowid"
            " where passage_fts match ? and passage.kind = ? order by passage_fts.rank limit ?",
            [query, kind, most],
        )
        best: dict[str, str] = {}
        for entry, text in found:
            best.setdefault(entry, text)
        return best


def open_shelf(path: Path) -> Shelf:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _prepare(path)
        return Shelf(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise ReadOnlyShelf(f"cannot write the search index at {path}: {error}") from error


def _prepare(path: Path) -> None:
    """Create the tables, or throw away a file of another version or one that is no database."""
    try:
        with contextlib.closing(_connect(path)) as database:
            if database.execute("pragma user_version").fetchone()[0] == VERSION:
                return
            if database.table_names():
                raise sqlite3.DatabaseError("another version")
            _create(database)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for leftover in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            leftover.unlink(missing_ok=True)
        with contextlib.closing(_connect(path)) as database:
            _create(database)


def _create(database: sqlite_utils.Database) -> None:
    with _immediate(database.conn):
        if database.execute("pragma user_version").fetchone()[0] == VERSION:
            return  # another process was first
        database.execute("create table state (name text primary key, value)")
        database.execute("create table entry (kind text, id text, title text, primary key (kind, id))")
        database.execute("create table passage (kind text, entry text, text text)")
        database.execute("create index passage_kind on passage (kind)")
        vectors.create(database)
        database.table("passage").enable_fts(["text"], tokenize="porter unicode61", create_triggers=True)
        database.execute(f"pragma user_version = {VERSION}")


def _connect(path: Path) -> sqlite_utils.Database:
    connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, check_same_thread=False, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    return sqlite_utils.Database(connection)


@contextlib.contextmanager
def _immediate(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _contents(entries: Sequence[Shelved]) -> str:
    return vectors.digest(json.dumps([(one.id, one.title, one.passages) for one in entries]))
