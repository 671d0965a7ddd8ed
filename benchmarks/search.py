"""Hybrid search beside what it cannot do without: encoding the question and a bare faiss search."""

import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import turns
from benchmarks.encoders import CACHE
from benchmarks.material import messages, own_messages
from benchmarks.report import Section
from index.catalogue import Catalogue, Entry
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoded, Encoder, Vectors, unit

TITLE = "Search"
SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 60


@dataclass(frozen=True)
class Listed:
    """Entries that stay as they are."""

    all: tuple[Entry, ...]

    def state(self) -> str:
        return str(len(self.all))

    def marks(self) -> dict[str, str]:
        return dict.fromkeys((one.id for one in self.all), "")

    def entries(self, ids: Collection[str]) -> list[Entry]:
        wanted = set(ids)
        return [one for one in self.all if one.id in wanted]


class Prepared:
    """Encodes questions with the real model; the collection's vectors are made beforehand, near real ones."""

    def __init__(self, encoder: Encoder, vectors: Vectors) -> None:
        self.name, self.dimensions = "prepared", encoder.dimensions
        self._encoder, self._vectors = encoder, vectors
        self._next = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) == 1 and self._next >= len(self._vectors):
            return self._encoder.encode(texts)
        part = self._vectors[self._next : self._next + len(texts)]
        self._next += len(texts)
        return part

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        return self._encoder.read(texts)


def run() -> list[Section]:
    encoder = open_encoder(Choice(CACHE))
    real = encoder.encode(own_messages()[:2000])
    questions = own_messages()[2000 : 2000 + QUESTIONS]
    rows = [_row(encoder, near_real(real, size), questions) for size in SIZES]
    note = (
        f"{QUESTIONS} questions, top 10, wall time, both taking turns; medians, and of the ratios of the turns the middle half. "
        "Bare faiss is an exact search of the same vectors, on one thread; ours looks the words up in a second one meanwhile."
    )
    columns = ["entries", "encode + bare faiss, ms", "our search, ms", "our time ÷ bare"]
    return [Section("Hybrid search", note, columns, rows)]


def _row(encoder: Encoder, vectors: Vectors, questions: Sequence[str]) -> list[object]:
    texts = messages(len(vectors), words_each=12)
    source = Listed(tuple(Entry(str(place), (text,)) for place, text in enumerate(texts)))
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Catalogue(Path(folder) / "index.db", Prepared(encoder, vectors))
        while catalogue.refresh("text", source):
            pass
        works = {"bare": _bare(encoder, vectors), "ours": lambda text: catalogue.search("text", source, text)}
        times = turns.taken(works, questions, time.perf_counter)
        catalogue.close()
    ours, bare = times["ours"], times["bare"]
    return [f"{len(vectors):,}", bare.milliseconds, ours.milliseconds, ours.over(bare)]


def _bare(encoder: Encoder, vectors: Vectors) -> Callable[[str], object]:
    import faiss

    index: Any = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    faiss.omp_set_num_threads(1)
    return lambda text: index.search(encoder.encode([text]), 10)


def near_real(real: Vectors, count: int, seed: int = 1) -> Vectors:
    """Mixtures of three real sentence vectors with a little noise: as crowded as real text, and as many as wanted."""
    random = np.random.default_rng(seed)
    mixed = np.zeros((count, real.shape[1]), np.float32)
    for share in (0.6, 0.3, 0.1):
        mixed += share * real[random.integers(0, len(real), count)]
    return unit(mixed + 0.02 * random.normal(size=mixed.shape).astype(np.float32))
