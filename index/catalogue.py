"""Hybrid search over entries made of passages: said alike and meant alike, fused; its file may be thrown away."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import vectors as vector_table
from index.encoder.protocol import Encoder, Vectors
from index.nearest import Nearest
from index.shelf import Shelf, open_shelf
from index.vectors import Progress
from index.words import content_words

RANK_OFFSET = 10  # reciprocal rank fusion; 5-10 was best on three public sets
MEANING_WEIGHT = 1.5
DEEP = 100


@dataclass(frozen=True)
class Entry:
    """Something to be found, by any of its passages."""

    kind: str
    id: str
    title: str
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """`passage` is the one most like the query; `words` are the query's words that an entry's passage shares."""

    id: str
    title: str
    score: float
    similarity: float
    passage: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Room:
    """All passages of one kind, in memory."""

    passages: tuple[tuple[str, str], ...]  # entry id, text
    titles: Mapping[str, str]
    nearest: Nearest
    version: int


class Catalogue:
    """Open with `Catalogue.at(path, encoder)`; `sync` a kind whenever its entries may have changed, then `search`."""

    def __init__(self, shelf: Shelf, encoder: Encoder) -> None:
        self._shelf = shelf
        self._encoder = encoder
        self._rooms: dict[str, _Room] = {}
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="catalogue")

    @classmethod
    def at(cls, path: Path, encoder: Encoder) -> "Catalogue":
        return cls(open_shelf(path), encoder)

    def close(self) -> None:
        self._reader.shutdown()
        self._shelf.close()

    def sync(self, kind: str, entries: Iterable[Entry], progress: Progress = lambda done, of: None) -> None:
        """Make the catalogue hold exactly these entries of `kind`; an unchanged text is not encoded again."""
        wanted = list(entries)
        if not self._shelf.holds(kind, wanted):
            self._shelf.put(kind, wanted)
        vector_table.of_texts(
            self._shelf.writing, self._encoder, [text for one in wanted for text in one.passages], progress
        )
        self._rooms.pop(kind, None)

    def search(self, kind: str, query: str, top: int = 10, vector: Vectors | None = None) -> list[Hit]:
        words = content_words(query)
        said = self._reader.submit(self._shelf.saying, kind, words, DEEP)  # reads the file while we encode
        meant = self._encoder.encode([query])[0] if vector is None else vector
        room = self._room(kind)
        near = room.nearest.search(meant, DEEP)
        similar = _best_of_each((room.passages[one.row][0], one.similarity, one.row) for one in near)
        return _fused(room, similar, said.result(), words, top)

    def _room(self, kind: str) -> _Room:
        version = self._shelf.version()
        room = self._rooms.get(kind)
        if room is None or room.version != version:
            room = self._load(kind, version)
            self._rooms[kind] = room
        return room

    def _load(self, kind: str, version: int) -> _Room:
        titles, passages = self._shelf.all(kind)
        rows = vector_table.of_texts(self._shelf.writing, self._encoder, [text for _, text in passages])
        return _Room(passages, titles, Nearest(rows), version)


def _best_of_each(found: Iterable[tuple[str, float, int]]) -> dict[str, tuple[float, int]]:
    best: dict[str, tuple[float, int]] = {}
    for id_, similarity, row in found:
        best.setdefault(id_, (similarity, row))
    return best


def _fused(
    room: _Room, similar: dict[str, tuple[float, int]], said: dict[str, str], words: list[str], top: int
) -> list[Hit]:
    scores: dict[str, float] = {}
    for ids, weight in ((similar, MEANING_WEIGHT), (said, 1.0)):
        for rank, id_ in enumerate(ids, start=1):
            scores[id_] = scores.get(id_, 0.0) + weight / (RANK_OFFSET + rank)
    ordered = sorted(scores.keys() & room.titles.keys(), key=lambda id_: (-scores[id_], id_))
    return [_hit(room, id_, scores[id_], similar.get(id_), said.get(id_), words) for id_ in ordered[:top]]


def _hit(
    room: _Room, id_: str, score: float, similar: tuple[float, int] | None, said: str | None, words: list[str]
) -> Hit:
    similarity, passage = (similar[0], room.passages[similar[1]][1]) if similar else (0.0, said or "")
    shared = tuple(word for word in words if said and word in said.lower())
    return Hit(id_, room.titles[id_], float(np.float32(score)), similarity, passage, shared)
