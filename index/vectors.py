"""A text is encoded once: vectors are kept by the hash of their text and the name of their encoder."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import sqlite_utils

from index.encoder.protocol import Vectors

TABLE = "vector"
COLUMNS: dict[str, type] = {"hash": str, "encoder": str, "vector": bytes}
CHUNK = 256
LARGEST = 1.01  # number of a unit row, in half precision as well

Progress = Callable[[int, int], None]


class Encodes(Protocol):
    """An encoder, or what remembers for one."""

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Sentences(Encodes, Protocol):
    """What an encoder does with whole texts."""

    @property
    def name(self) -> str: ...
    @property
    def dimensions(self) -> int: ...


def create(database: sqlite_utils.Database) -> None:
    table = database.table(TABLE)
    table.create(COLUMNS, pk=("hash", "encoder"), if_not_exists=True)


def fits(database: sqlite_utils.Database) -> bool:
    """Whether the table that is there is ours."""
    return list(database.table(TABLE).columns_dict) == list(COLUMNS)


@dataclass(frozen=True)
class Read:
    """One row for each text, and how many texts had to be encoded for it."""

    rows: Vectors
    encoded: int


def read(
    database: sqlite_utils.Database,
    encoder: Sentences,
    texts: Sequence[str],
    progress: Progress = lambda done, of: None,
) -> Read:
    hashes = [digest(text) for text in texts]
    known = _known(database, encoder, hashes)
    missing = {hash_: text for hash_, text in zip(hashes, texts, strict=True) if hash_ not in known}
    todo = list(missing.items())
    for start in range(0, len(todo), CHUNK):
        part = todo[start : start + CHUNK]
        rows = encoder.encode([text for _, text in part])
        _keep(database, encoder.name, [hash_ for hash_, _ in part], rows)
        known.update({hash_: row for (hash_, _), row in zip(part, rows, strict=True)})
        progress(min(start + CHUNK, len(todo)), len(todo))
    nothing = np.zeros(encoder.dimensions, np.float32)
    return Read(np.stack([nothing, *(known[hash_] for hash_ in hashes)])[1:], len(todo))


def forget(database: sqlite_utils.Database, texts: Sequence[str]) -> None:
    """For texts that are gone."""
    database.conn.executemany(f"delete from {TABLE} where hash = ?", [(digest(text),) for text in texts])


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _known(database: sqlite_utils.Database, encoder: Sentences, hashes: Sequence[str]) -> dict[str, Vectors]:
    """A row that is no unit row, as a damaged file may hold, is not known."""
    known: dict[str, Vectors] = {}
    wanted, width = list(dict.fromkeys(hashes)), encoder.dimensions
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        marks = ",".join("?" * len(part))
        query = f"select hash, vector from {TABLE} where encoder = ? and length(vector) = ? and hash in ({marks})"
        found = database.execute(query, [encoder.name, 4 * width, *part]).fetchall()
        rows = np.frombuffer(b"".join(blob for _, blob in found), np.float32).reshape(-1, width)
        right = np.abs(rows).max(axis=1) <= LARGEST
        known.update((hash_, row) for (hash_, _), row, good in zip(found, rows, right, strict=True) if good)
    return known


def _keep(database: sqlite_utils.Database, encoder: str, hashes: Sequence[str], rows: Vectors) -> None:
    with database.atomic():
        database.conn.executemany(
            f"insert or replace into {TABLE} (hash, encoder, vector) values (?, ?, ?)",
            [(hash_, encoder, row.astype(np.float32).tobytes()) for hash_, row in zip(hashes, rows, strict=True)],
        )
