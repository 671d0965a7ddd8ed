"""Hybrid search: said alike and meant alike, added up; as current as its source, from a file that may be thrown away."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index import vectors
from index.encoder.protocol import Vectors
from index.nearest import Nearest
from index.said import Said, weighed
from index.shelf import Kept, Shelf, Source
from index.throwaway import mended, told_of
from index.vectors import Sentences
from index.words import sought

A_WORD, HALF = 0.2, 5.0  # what the words may add to the similarity, and the rarity that adds half of it
WHOLE = 1.0  # where all words of the question stand comes first
DEEP = 100
MOST_WORDS = 64
AT_ONCE = 256  # new texts that a question waits for; where there are more, words find the others until they are encoded


@dataclass(frozen=True)
class Entry:
    """Something to be found: by what its passages say and mean, and by its names, which only say."""

    id: str
    passages: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """`said`: a word of the question stands in it; `whole`: all of them do."""

    id: str
    score: float
    similarity: float
    said: bool = False
    whole: bool = False


@dataclass(frozen=True)
class _Room:
    """What one kind means, in memory: of each row the entry and the passage's number. Vectors are there of the first."""

    kept: Kept
    entries: tuple[str, ...]
    numbers: tuple[int, ...]
    rows: dict[int, int]
    nearest: Nearest

    @property
    def left(self) -> int:
        return len(self.numbers) - len(self.nearest)

    def holds(self, state: str, generation: int) -> bool:
        return (self.kept.state, self.kept.generation) == (state, generation)


class Catalogue:
    """Any thread and any process may ask; without a path it lives in memory. The file is for one thread of its own."""

    def __init__(self, path: Path | None, encoder: Sentences) -> None:
        self._path = path
        self._encoder = encoder
        self._shelf = Shelf.at(path)
        self._rooms: dict[str, _Room] = {}
        self._clerk = ThreadPoolExecutor(1, thread_name_prefix="catalogue")

    def close(self) -> None:
        self._clerk.shutdown()
        self._shelf.close()

    def refresh(self, kind: str, source: Source) -> int:
        """A step towards knowing all that the source holds; how many texts are left to be encoded."""
        room, _ = self._clerk.submit(self._mended, kind, source, ()).result()
        return room.left

    def search(self, kind: str, source: Source, question: str, top: int = 10) -> list[Hit]:
        words = sought(question)[:MOST_WORDS]
        looking = self._clerk.submit(self._mended, kind, source, words)  # reads the file while we encode
        meant = self._encoder.encode([question])[0]
        room, said = looking.result()
        return _fused(room, said, meant, top)

    def _mended(self, kind: str, source: Source, words: Sequence[str]) -> tuple[_Room, Said]:
        """A file that breaks while it is in use is begun anew."""
        with told_of(self._path):
            return mended(lambda: self._looked(kind, source, words), self._begin_anew)

    def _begin_anew(self) -> None:
        self._rooms.clear()
        self._shelf.close()
        self._shelf = Shelf.looked_through(self._path)

    def _looked(self, kind: str, source: Source, words: Sequence[str]) -> tuple[_Room, Said]:
        state = source.state()
        room, places = self._rooms.get(kind), self._shelf.places(kind, words)
        if room is None or not room.holds(state, places.generation):
            room = self._entered(kind, source, state)
            places = self._shelf.places(kind, words)
        if room.left:
            room = self._continued(room)
        self._rooms[kind] = room
        return room, weighed(places.numbers, len(room.numbers))

    def _entered(self, kind: str, source: Source, state: str) -> _Room:
        """The source is read while nobody else may write here, so that nothing older is put over what is newer."""
        if self._shelf.kept(kind).state != state:
            with self._shelf.alone():
                self._shelf.put(kind, source.state(), source)
        return self._listed(kind, self._rooms.get(kind))

    def _listed(self, kind: str, before: _Room | None) -> _Room:
        """What the room before knew is not read again: no number is used twice, and new ones are higher."""
        now = self._shelf.listing(kind)
        known = before.rows if before else {}
        same = [row for row in (known.get(number) for number, _ in now.numbers) if row is not None]
        numbers, entries = tuple(number for number, _ in now.numbers), tuple(entry for _, entry in now.numbers)
        rows = {number: row for row, number in enumerate(numbers)}
        return _Room(now.kept, entries, numbers, rows, self._those(before, same))

    def _those(self, before: _Room | None, rows: Sequence[int]) -> Nearest:
        if before is None:
            return Nearest(np.zeros((0, self._encoder.dimensions), np.float32))
        known = [row for row in rows if row < len(before.nearest)]
        return before.nearest if len(known) == len(before.nearest) else before.nearest.only(known)

    def _continued(self, room: _Room) -> _Room:
        """The next texts, until some had to be encoded; what was read before stays in memory as it is."""
        nearest, encoded = room.nearest, 0
        while len(nearest) < len(room.numbers) and not encoded:
            texts = self._shelf.texts(room.numbers[len(nearest) : len(nearest) + AT_ONCE])
            read = vectors.read(self._shelf.file, self._encoder, texts)
            nearest, encoded = nearest.and_more(read.rows), read.encoded
        if len(nearest) == len(room.numbers):
            nearest.build()
        return replace(room, nearest=nearest)


def _fused(room: _Room, said: Said, meant: Vectors, top: int) -> list[Hit]:
    """Every entry that is near or said, by the passage that says it best."""
    told = [room.rows[number] for number in said.best(DEEP) if number in room.rows]
    similarity = _similarities(room.nearest, meant, told)
    words = dict(zip(similarity, said.of([room.numbers[row] for row in similarity]), strict=True))
    scores = {row: near + _worth(*words[row]) for row, near in similarity.items()}
    best: dict[str, int] = {}
    for row in sorted(scores, key=scores.__getitem__, reverse=True):
        if len(best) == top:
            break
        best.setdefault(room.entries[row], row)
    rows = ((id_, row, *words[row]) for id_, row in best.items())
    return [Hit(id_, scores[row], similarity[row], weight > 0, whole) for id_, row, weight, whole in rows]


def _similarities(nearest: Nearest, meant: Vectors, said: Sequence[int]) -> dict[int, float]:
    """Of the nearest rows, and of those that were said however far they are."""
    scores, near = nearest.scored(meant, DEEP)
    found = dict(zip(near.tolist(), scores.tolist(), strict=True))
    far = [row for row in said if row not in found]
    known = [row for row in far if row < len(nearest)]
    return dict.fromkeys(far, 0.0) | found | dict(zip(known, nearest.similarities(meant, known).tolist(), strict=True))


def _worth(weight: float, whole: bool) -> float:
    return A_WORD * weight / (weight + HALF) + WHOLE * whole
