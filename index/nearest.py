"""Vectors in, nearest neighbours out; exact until the collection is so large that exactness would be felt."""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder.protocol import Vectors

Numbers = NDArray[np.int64]
APPROXIMATE_FROM = 150_000  # rows; an exact search of 100,000 takes about 10 ms on one thread
# recall@10 of at least 0.99, measured in benchmarks/nearest.py; copies are no harm. Where three quarters are near copies
# of fifty it is 0.97: among hundreds of them some are passed over for others that are less than 0.005 further.
LINKS, BUILD_EFFORT, SEARCH_EFFORT = 32, 200, 256
LOOSE = 0.1  # of that many rows, those that came or went since before the graph is built anew


@dataclass(frozen=True)
class Neighbour:
    row: int
    similarity: float


class Nearest:
    """Cosine neighbours of unit vectors. Rows are numbered as they were given; whoever asks first waits for the index.

    What comes to a graph lies beside it and is searched exactly; what goes is passed over.
    """

    def __init__(
        self, *parts: Vectors, approximate_from: int = APPROXIMATE_FROM, graph: "_Graph | None" = None
    ) -> None:
        self._graph, self._parts, self._approximate_from = graph, parts, approximate_from
        self._count = sum(map(len, parts)) + (len(graph.places) if graph else 0)
        self._dimensions = parts[0].shape[1]
        self._beside: Any = None
        self._building = Lock()

    def __len__(self) -> int:
        return self._count

    @property
    def exact(self) -> bool:
        return self._graph is None and self._count < self._approximate_from

    @property
    def loose(self) -> int:
        """How many rows came or went since the graph was built."""
        return self._count - self._inside + self._graph.gone if self._graph else 0

    def and_more(self, vectors: Vectors) -> "Nearest":
        """As long as nobody asks, what is added costs nothing for what is there."""
        with self._building:
            graph, parts = self._graph, self._parts or (_rows(self._beside, range(self._beside.ntotal)),)
        return Nearest(*parts, vectors, approximate_from=self._approximate_from, graph=graph)

    def only(self, rows: Sequence[int]) -> "Nearest":
        """These, in ascending order, and no others."""
        self.build()
        inside = bisect_left(rows, self._inside)
        beside = _rows(self._beside, [row - self._inside for row in rows[inside:]])
        graph = self._graph and self._graph.only(rows[:inside])
        return Nearest(beside, approximate_from=self._approximate_from, graph=graph)

    def build(self) -> None:
        """Once; its copy is the only one from then on."""
        import faiss

        with self._building:
            if self._beside is not None:
                return
            beside: Any = faiss.IndexFlatIP(self._dimensions)
            if self._wants_graph():
                kept = [self._graph.vectors(range(len(self._graph.places)))] if self._graph else []
                self._graph, self._parts = _Graph.of([*kept, *self._parts], self._dimensions), ()
            for part in self._parts:
                beside.add(np.ascontiguousarray(part, np.float32))
            self._beside, self._parts = beside, ()

    def search(self, vector: Vectors, top: int) -> list[Neighbour]:
        scores, rows = self.scored(vector, top)
        return [Neighbour(row, score) for row, score in zip(rows.tolist(), scores.tolist(), strict=True)]

    def scored(self, vector: Vectors, top: int) -> tuple[Vectors, Numbers]:
        """Similarities and rows, the best first."""
        import faiss

        if not self._count or top < 1:
            return np.zeros(0, np.float32), np.zeros(0, np.int64)
        self.build()
        # this thread's own setting: for one question, waking others costs four times the search
        faiss.omp_set_num_threads(1)
        scores, rows = _found(self._beside, vector, top)
        if self._graph is None:
            return scores, rows
        inside = self._graph.scored(vector, top)
        scores, rows = np.concatenate([inside[0], scores]), np.concatenate([inside[1], rows + self._inside])
        best = np.argsort(-scores, kind="stable")[:top]
        return scores[best], rows[best]

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> Vectors:
        """Of these rows, however far they are."""
        if not rows:
            return np.zeros(0, np.float32)
        near: Vectors = self.vectors(rows) @ vector
        return near

    def vectors(self, rows: Sequence[int]) -> Vectors:
        self.build()
        wanted = np.asarray(rows, np.int64)
        if self._graph is None:
            return _rows(self._beside, wanted)
        found, within = np.empty((len(wanted), self._dimensions), np.float32), wanted < self._inside
        found[within] = self._graph.vectors(wanted[within])
        found[~within] = _rows(self._beside, wanted[~within] - self._inside)
        return found

    @property
    def _inside(self) -> int:
        return len(self._graph.places) if self._graph else 0

    def _wants_graph(self) -> bool:
        if self._graph is None:
            return not self.exact
        return self.loose > LOOSE * self._approximate_from


@dataclass(frozen=True)
class _Graph:
    """Costly to build, so that many may share it: each with the `places` in it of the rows that count.

    Equal vectors have one place: copies that are linked to each other only lead nowhere else.
    """

    index: Any
    built: int
    places: Numbers
    passing_over: Any = None

    @classmethod
    def of(cls, parts: Sequence[Vectors], dimensions: int) -> "_Graph":
        import faiss

        index: Any = faiss.IndexHNSWFlat(dimensions, LINKS, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = BUILD_EFFORT
        index.hnsw.efSearch = SEARCH_EFFORT
        known: dict[bytes, int] = {}
        places = [_entered(index, np.ascontiguousarray(part, np.float32), known) for part in parts]
        every = np.concatenate([np.zeros(0, np.int64), *places])
        return cls(index, len(every), every)

    @property
    def gone(self) -> int:
        return self.built - len(self.places)

    def only(self, rows: Sequence[int]) -> "_Graph":
        import faiss

        places = self.places[np.asarray(rows, np.int64)]
        parameters: Any = faiss.SearchParameters  # its stub knows no arguments
        return _Graph(self.index, self.built, places, parameters(sel=faiss.IDSelectorBatch(np.unique(places))))

    def scored(self, vector: Vectors, top: int) -> tuple[Vectors, Numbers]:
        scores, places = _found(self.index, vector, top, self.passing_over)
        order, ordered = self._by_place
        starts, ends = np.searchsorted(ordered, places), np.searchsorted(ordered, places, "right")
        counts = np.minimum(ends - starts, top)
        rows = [order[start : start + count] for start, count in zip(starts, counts, strict=True)]
        return np.repeat(scores, counts)[:top], np.concatenate([np.zeros(0, np.int64), *rows])[:top]

    def vectors(self, rows: Sequence[int] | Numbers) -> Vectors:
        return _rows(self.index, self.places[np.asarray(rows, np.int64)])

    @cached_property
    def _by_place(self) -> tuple[Numbers, Numbers]:
        """The rows in the order of their places, and those places."""
        order = np.argsort(self.places, kind="stable")
        return order, self.places[order]


def _entered(index: Any, rows: Vectors, known: dict[bytes, int]) -> Numbers:
    """Where each row is now; `known` are the places of those that are there, by their digest."""
    before = len(known)
    digests = (hashlib.blake2b(row, digest_size=16).digest() for row in rows)
    places = np.array([known.setdefault(digest, len(known)) for digest in digests], np.int64)
    entered, first = np.unique(places, return_index=True)
    index.add(rows[first[entered >= before]])
    return places


def _found(index: Any, vector: Vectors, top: int, passing_over: Any = None) -> tuple[Vectors, Numbers]:
    if not index.ntotal:
        return np.zeros(0, np.float32), np.zeros(0, np.int64)
    question = np.ascontiguousarray(vector, np.float32)[None]
    scores, rows = index.search(question, min(top, index.ntotal), params=passing_over)
    found = rows[0] >= 0  # faiss fills missing places with row -1
    return scores[0][found], rows[0][found]


def _rows(index: Any, rows: Sequence[int] | Numbers) -> Vectors:
    found: Vectors = index.reconstruct_batch(np.asarray(rows, np.int64))
    return found
