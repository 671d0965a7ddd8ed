"""Hybrid search beside what it cannot do without: encoding the question and a bare faiss search."""

import statistics
import tempfile
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.encoders import CACHE
from benchmarks.material import messages, own_messages
from benchmarks.report import Section
from index.catalogue import Catalogue, Entry, Source
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder, Vectors, unit
from index.nearest import Nearest

TITLE = "Search"
SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 60
LARGE = 150_000


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

    def encode(self, texts):  # type: ignore[no-untyped-def]
        if len(texts) == 1 and self._next >= len(self._vectors):
            return self._encoder.encode(texts)
        part = self._vectors[self._next : self._next + len(texts)]
        self._next += len(texts)
        return part

    def read(self, texts):  # type: ignore[no-untyped-def]
        return self._encoder.read(texts)


def run() -> list[Section]:
    encoder = open_encoder(Choice(CACHE))
    real = encoder.encode(own_messages()[:2000])
    return [_hybrid(encoder, real), _approximate(real)]


def _hybrid(encoder: Encoder, real: Vectors) -> Section:
    rows = []
    questions = own_messages()[2000 : 2000 + QUESTIONS]
    for size in SIZES:
        vectors = near_real(real, size)
        with tempfile.TemporaryDirectory() as folder:
            catalogue = Catalogue(Path(folder) / "index.db", Prepared(encoder, vectors))
            texts = messages(size, words_each=12)
            source = Listed(tuple(Entry(str(place), (text,)) for place, text in enumerate(texts)))
            while catalogue.refresh("text", source):
                pass
            floor, whole = _taking_turns(encoder, catalogue, source, Nearest(vectors), questions)
            catalogue.close()
        rows.append([f"{size:,}", f"{1000 * floor:.2f}", f"{1000 * whole:.2f}", f"{100 * (whole / floor - 1):.0f} %"])
    note = f"{QUESTIONS} questions, top 10, wall time, both taking turns; medians."
    return Section("Hybrid search", note, ["entries", "encode + bare faiss, ms", "our search, ms", "overhead"], rows)


def _taking_turns(
    encoder: Encoder, catalogue: Catalogue, source: Source, nearest: Nearest, questions: list[str]
) -> tuple[float, float]:
    floors, wholes = [], []
    for question in questions:
        start = time.perf_counter()
        nearest.search(encoder.encode([question])[0], 10)
        middle = time.perf_counter()
        catalogue.search("text", source, question)
        floors.append(middle - start)
        wholes.append(time.perf_counter() - middle)
    return statistics.median(floors), statistics.median(wholes)


def _approximate(real: Vectors) -> Section:
    vectors = near_real(real, LARGE)
    exact, approximate = Nearest(vectors, approximate_from=LARGE + 1), Nearest(vectors, approximate_from=LARGE)
    questions = near_real(real, 200, seed=11)
    found = [
        len({one.row for one in exact.search(question, 10)} & {one.row for one in approximate.search(question, 10)})
        for question in questions
    ]
    times = []
    for index in (exact, approximate):
        start = time.perf_counter()
        for question in questions:
            index.search(question, 10)
        times.append(1000 * (time.perf_counter() - start) / len(questions))
    row = [f"{LARGE:,}", f"{times[0]:.2f}", f"{times[1]:.2f}", f"{sum(found) / (10 * len(found)):.4f}"]
    return Section(
        "Above the exact size",
        "200 questions near real sentences.",
        ["vectors", "exact ms", "approximate ms", "recall@10"],
        [row],
    )


def near_real(real: Vectors, count: int, seed: int = 1) -> Vectors:
    """Mixtures of three real sentence vectors with a little noise: as crowded as real text, and as many as wanted."""
    random = np.random.default_rng(seed)
    mixed = np.zeros((count, real.shape[1]), np.float32)
    for share in (0.6, 0.3, 0.1):
        mixed += share * real[random.integers(0, len(real), count)]
    return unit(mixed + 0.02 * random.normal(size=mixed.shape).astype(np.float32))
