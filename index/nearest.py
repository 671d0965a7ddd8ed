"""Vectors in, nearest neighbours out; exact until the collection is so large that exactness would be felt."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np

from index.encoder.protocol import Vectors

APPROXIMATE_FROM = 150_000  # rows; an exact search of 100,000 takes about 10 ms on one thread
LINKS, BUILD_EFFORT, SEARCH_EFFORT = 32, 200, 128  # recall@10 of at least 0.99, measured in benchmarks/nearest.py


@dataclass(frozen=True)
class Neighbour:
    row: int
    similarity: float


class Nearest:
    """Cosine neighbours of unit vectors. Rows are numbered as they were given; whoever asks first waits for the index."""

    def __init__(self, *parts: Vectors, approximate_from: int = APPROXIMATE_FROM) -> None:
        self._parts = parts
        self._count, self._dimensions = sum(map(len, parts)), parts[0].shape[1]
        self.exact = self._count < approximate_from
        self._built: Any = None
        self._building = Lock()

    def __len__(self) -> int:
        return self._count

    def and_more(self, vectors: Vectors) -> "Nearest":
        """As long as nobody asks, what is added costs nothing for what is there."""
        with self._building:
            parts = self._parts
        return Nearest(*(parts or (self.vectors(range(self._count)),)), vectors)

    def build(self) -> None:
        """Once; its copy is the only one from then on."""
        import faiss

        with self._building:
            if self._built is not None:
                return
            index: Any = faiss.IndexFlatIP(self._dimensions)
            if not self.exact:
                index = faiss.IndexHNSWFlat(self._dimensions, LINKS, faiss.METRIC_INNER_PRODUCT)
                index.hnsw.efConstruction = BUILD_EFFORT
                index.hnsw.efSearch = SEARCH_EFFORT
            for part in self._parts:
                index.add(np.ascontiguousarray(part, np.float32))
            self._built, self._parts = index, ()

    def search(self, vector: Vectors, top: int) -> list[Neighbour]:
        scores, rows = self.scored(vector, top)
        return [Neighbour(row, score) for row, score in zip(rows.tolist(), scores.tolist(), strict=True)]

    def scored(self, vector: Vectors, top: int) -> tuple[Vectors, "np.ndarray[Any, Any]"]:
        """Similarities and rows, the best first."""
        import faiss

        if not self._count or top < 1:
            return np.zeros(0, np.float32), np.zeros(0, np.int64)
        faiss.omp_set_num_threads(
            1
        )  # this thread's own setting: for one question, waking others costs four times the search
        scores, rows = self._index.search(np.ascontiguousarray(vector, np.float32)[None], min(top, self._count))
        found = rows[0] >= 0  # faiss fills missing places with row -1
        return scores[0][found], rows[0][found]

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> Vectors:
        """Of these rows, however far they are."""
        if not rows:
            return np.zeros(0, np.float32)
        near: Vectors = self.vectors(rows) @ vector
        return near

    def vectors(self, rows: Sequence[int]) -> Vectors:
        found: Vectors = self._index.reconstruct_batch(np.asarray(rows, np.int64))
        return found

    @property
    def _index(self) -> Any:
        if self._built is None:
            self.build()
        return self._built
