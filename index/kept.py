"""An encoder that remembers: each text is encoded once, and its vector kept in a file that can be thrown away."""

import sqlite3
import weakref
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import sqlite_utils

from index import vectors
from index.encoder.protocol import Encoder, Vectors
from index.throwaway import looked_through, mended, opened, told_of
from index.vectors import Progress


class KeptVectors:
    """Without a path it lives in memory. Any thread may ask."""

    def __init__(self, encoder: Encoder, path: Path | None = None) -> None:
        self._encoder = encoder
        self._lock = Lock()
        self._path = path
        self._hold(opened(path, _prepared))

    def of(self, texts: Sequence[str], progress: Progress = lambda done, of: None) -> Vectors:
        with self._lock, told_of(self._path):
            return mended(lambda: vectors.read(self._file, self._encoder, texts, progress).rows, self._begin_anew)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As an encoder does, but remembered."""
        return self.of(texts)

    def of_question(self, text: str) -> Vectors:
        """Not kept: people's questions are theirs."""
        row: Vectors = self._encoder.encode([text])[0]
        return row

    def close(self) -> None:
        self._file.close()

    def _begin_anew(self) -> None:
        self._file.close()
        self._hold(looked_through(self._path, _prepared))

    def _hold(self, file: sqlite_utils.Database) -> None:
        self._file = file
        weakref.finalize(self, file.close)


def _prepared(where: str) -> sqlite_utils.Database:
    connection = sqlite3.connect(where, uri=True, timeout=30, check_same_thread=False, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    database = sqlite_utils.Database(connection)
    vectors.create(database)
    if not vectors.fits(database):
        database.close()
        raise sqlite3.DatabaseError("another version")
    return database
