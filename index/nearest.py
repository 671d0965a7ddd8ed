"""Vectors in, nearest neighbours out; exact until the collection is so large that exactness would be felt."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    """Cosine neighbours of unit vectors. Rows are numbered as they were given."""

    def __init__(self, vectors: Vectors, approximate_from: int = APPROXIMATE_FROM) -> None:
        import faiss

        self._count, dimensions = vectors.shape
        self.exact = self._count < approximate_from
        self._index: Any = faiss.IndexFlatIP(dimensions)
        if not self.exact:
            self._index = faiss.IndexHNSWFlat(dimensions, LINKS, faiss.METRIC_INNER_PRODUCT)
            self._index.hnsw.efConstruction = BUILD_EFFORT
            self._index.hnsw.efSearch = SEARCH_EFFORT
        if self._count:
            self._index.add(np.ascontiguousarray(vectors, np.float32))

    def __len__(self) -> int:
        return int(self._count)

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
