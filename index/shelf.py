"""The catalogue's file: entries, their passages and names, a full-text index. Of another version, it is made anew."""

import contextlib
import sqlite3
import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import sqlite_utils

from index import vectors
from index.encoder.protocol import sound
from index.said import Numbers
from index.throwaway import looked_through, opened
from index.words import apart

VERSION = 4  # also what `apart` makes of a text is in the file
PATIENCE_SECONDS = 30
ROOM = 1 << 40  # numbers of passages that each kind has for itself


class Shelved(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def passages(self) -> tuple[str, ...]: ...
    @property
    def names(self) -> tuple[str, ...]: ...


class Source(Protocol):
    """Where the entries of a kind come from. As long as `state` stays, all of them do; as long as its mark stays, one does."""

    def state(self) -> str: ...
    def marks(self) -> Mapping[str, str]: ...
    def entries(self, ids: Collection[str]) -> Iterable[Shelved]: ...


@dataclass(frozen=True)
class Kept:
    """What the source said of itself when its entries were put here, and how often that was."""

    number: int = 0
    state: str | None = None
    generation: int = 0

    @property
    def first(self) -> int:
        """Each kind numbers its passages from here: a question among one looks up no row of another."""
        return ROOM * self.number


@dataclass(frozen=True)
class Listing:
    """The numbers of all passages of a kind, with their entries."""

    kept: Kept
    numbers: list[tuple[int, str]]


@dataclass(frozen=True)
class Places:
    """For each word the numbers of the passages in which it stands."""

    numbers: list[Numbers]
    generation: int


class Shelf:
    """One connection for one thread at a time."""

    def __init__(self, file: sqlite_utils.Database) -> None:
        self.file = file
        weakref.finalize(self, file.close)

    @classmethod
    def at(cls, path: Path | None) -> "Shelf":
        return cls(opened(path, _prepared))

    @classmethod
    def looked_through(cls, path: Path | None) -> "Shelf":
        return cls(looked_through(path, _prepared))

    def close(self) -> None:
        self.file.close()

    def kept(self, kind: str) -> Kept:
        row = self.file.execute("select number, state, generation from kind where name = ?", [kind]).fetchone()
        return Kept(*row) if row else Kept()

    def alone(self) -> contextlib.AbstractContextManager[None]:
        """Nobody else writes, in no other process either, until the block ends; it is kept whole or not at all."""
        return self._transaction("begin immediate")

    def put(self, kind: str, state: str, source: Source) -> None:
        """Make the kind hold what the source holds; an entry whose mark stayed is left alone. Within `alone`."""
        self.file.execute("insert or ignore into kind (name) values (?)", [kind])
        known, marks = dict(self._marks(kind)), source.marks()
        self._remove(kind, [id_ for id_, mark in known.items() if marks.get(id_) != mark])
        new = [id_ for id_, mark in marks.items() if known.get(id_) != mark]
        self._add(kind, marks, list(source.entries(new)) if new else [])
        if len(new) > len(known):  # many at once leave many pieces behind, each of which every question would look into
            self.file.execute("insert into passage_fts (passage_fts) values ('optimize')")
        self.file.execute("update kind set state = ?, generation = generation + 1 where name = ?", [state, kind])

    def listing(self, kind: str) -> Listing:
        """All as of one moment."""
        with self._transaction("begin"):
            numbers = self.file.execute("select id, entry from passage where kind = ? order by id", [kind]).fetchall()
            return Listing(self.kept(kind), numbers)

    def texts(self, numbers: Sequence[int]) -> list[str]:
        """Of passages that follow one another in a kind; of one that is gone by now, nothing."""
        between = [numbers[0], numbers[-1]]
        found = dict(self.file.execute("select id, text from passage where id between ? and ?", between).fetchall())
        return [found.get(number, "") for number in numbers]

    def places(self, kind: str, words: Sequence[str]) -> Places:
        kept = self.kept(kind)
        return Places([self._places(word, kept.first) for word in words], kept.generation)

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self.file.execute(begin)
        try:
            yield
        except BaseException:
            self.file.execute("rollback")
            raise
        self.file.execute("commit")

    def _places(self, word: str, first: int) -> Numbers:
        # where, and no more: FTS5 takes eight times as long to weigh a passage (bm25) as to find it; as one text,
        # for each row that is handed over waits for the interpreter, which another thread may hold
        (found,) = self.file.execute(
            "select group_concat(rowid - ?) from passage_fts where passage_fts match ? and rowid between ? and ?",
            [first, '"' + apart(word).replace('"', '""') + '"', first, first + ROOM - 1],
        ).fetchone()
        return first + np.fromstring(found, np.int64, sep=",") if found else np.zeros(0, np.int64)

    def _remove(self, kind: str, ids: Sequence[str]) -> None:
        """With what the encoder made of their texts; the index of words forgets by what it was told."""
        for id_ in ids:
            query = "select id, text, names from passage where kind = ? and entry = ?"
            gone = self.file.execute(query, [kind, id_]).fetchall()
            vectors.forget(self.file, [text for _, text, _ in gone])
            self._index("insert into passage_fts (passage_fts, rowid, text, names) values ('delete', ?, ?, ?)", gone)
            self.file.execute("delete from passage where kind = ? and entry = ?", [kind, id_])
            self.file.execute("delete from entry where kind = ? and id = ?", [kind, id_])

    def _add(self, kind: str, marks: Mapping[str, str], new: Sequence[Shelved]) -> None:
        """No number is used again: whoever knows it knows its text."""
        last = self.file.execute("select last from kind where name = ?", [kind]).fetchone()[0] or self.kept(kind).first
        rows = [
            (one.id, sound(text), "" if place else sound("\n".join(one.names)))
            for one in new
            for place, text in enumerate(one.passages)
        ]
        numbered = [(number, *row) for number, row in enumerate(rows, last + 1)]
        many = self.file.conn.executemany
        many("insert into entry values (?, ?, ?)", [(kind, one.id, marks[one.id]) for one in new])
        many(
            "insert into passage (id, kind, entry, text, names) values (?, ?, ?, ?, ?)",
            [(number, kind, *row) for number, *row in numbered],
        )
        self._index(
            "insert into passage_fts (rowid, text, names) values (?, ?, ?)",
            [(number, text, names) for number, _, text, names in numbered],
        )
        self.file.execute("update kind set last = ? where name = ?", [last + len(rows), kind])

    def _index(self, statement: str, rows: Sequence[tuple[int, str, str]]) -> None:
        self.file.conn.executemany(statement, [(number, apart(text), apart(names)) for number, text, names in rows])

    def _marks(self, kind: str) -> list[tuple[str, str]]:
        return self.file.execute("select id, mark from entry where kind = ?", [kind]).fetchall()


def _prepared(where: str) -> sqlite_utils.Database:
    connection = sqlite3.connect(
        where, uri=True, timeout=PATIENCE_SECONDS, check_same_thread=False, isolation_level=None
    )
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        return _with_tables(connection)
    except BaseException:
        connection.close()
        raise


def _with_tables(connection: sqlite3.Connection) -> sqlite_utils.Database:
    file = sqlite_utils.Database(connection)
    if _version(file) == VERSION:
        return file
    file.execute("begin immediate")
    if _version(file) != VERSION:  # no other process was first
        if file.table_names():
            raise sqlite3.DatabaseError("another version")
        _create(file)
    file.execute("commit")
    return file


def _version(file: sqlite_utils.Database) -> int:
    return int(file.execute("pragma user_version").fetchone()[0])


def _create(file: sqlite_utils.Database) -> None:
    file.execute(
        "create table kind"
        " (number integer primary key, name text unique, state text, generation integer default 0, last integer)"
    )
    file.execute("create table entry (kind text, id text, mark text, primary key (kind, id)) without rowid")
    file.execute("create table passage (id integer primary key, kind text, entry text, text text, names text)")
    file.execute("create index passage_entry on passage (kind, entry)")
    vectors.create(file)
    file.execute(
        "create virtual table passage_fts using fts5 (text, names, content = '', tokenize = 'porter unicode61')"
    )
    file.execute(f"pragma user_version = {VERSION}")
