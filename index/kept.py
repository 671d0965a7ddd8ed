"""An encoder that remembers: each text is encoded once, and its vector kept in a file that can be thrown away."""

import errno
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import sqlite_utils

from index import vectors
from index.encoder.protocol import Encoder, Vectors
from index.vectors import Progress


class KeptVectors:
    """Without a path it lives in memory. Any thread may ask."""

    def __init__(self, encoder: Encoder, path: Path | None = None) -> None:
        self._encoder = encoder
        self._lock = Lock()
        self._file = _open(path)

    def of(self, texts: Sequence[str], progress: Progress = lambda done, of: None) -> Vectors:
        with self._lock:
            return vectors.of_texts(self._file, self._encoder, texts, progress)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As an encoder does, but remembered."""
        return self.of(texts)

    def of_question(self, text: str) -> Vectors:
        """Not kept: people's questions are theirs."""
        row: Vectors = self._encoder.encode([text])[0]
        return row

    def close(self) -> None:
        self._file.close()


def _open(path: Path | None) -> sqlite_utils.Database:
    if path is None:
        return _prepared(":memory:")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _prepared(str(path))
    except sqlite3.OperationalError as error:  # read-only, or no disk: not a file to throw away
        raise PermissionError(errno.EACCES, str(error), str(path)) from error
    except sqlite3.DatabaseError:
        path.unlink()
        return _prepared(str(path))


def _prepared(where: str) -> sqlite_utils.Database:
    connection = sqlite3.connect(where, timeout=30, check_same_thread=False, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    database = sqlite_utils.Database(connection)
    vectors.create(database)
    return database
