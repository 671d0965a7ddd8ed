"""Above the exact size: what the graph answers of what an exact search would, and how soon. Building it takes minutes."""

import os
import time
from collections.abc import Callable

import numpy as np

from benchmarks import turns
from benchmarks.encoders import CACHE
from benchmarks.material import own_messages
from benchmarks.report import Section
from benchmarks.search import near_real
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Vectors, unit
from index.nearest import APPROXIMATE_FROM, Nearest, Neighbour

TITLE = "Nearest neighbours"
TOP = 10
QUESTIONS = 200
SHARE, OF, NOISE = 0.75, 50, 0.01  # of the vectors, copies of so few; a near copy is about 0.98 alike
COLUMNS = ["vectors", "of them", "build s", "exact ms", "approximate ms", "exact ÷ approximate", f"recall@{TOP}"]
Search = Callable[[Vectors], list[Neighbour]]


def run() -> list[Section]:
    real = open_encoder(Choice(CACHE)).encode(own_messages()[:2000])
    vectors = near_real(real, APPROXIMATE_FROM)
    questions = list(near_real(real, QUESTIONS, seed=11))
    of_them = {
        "no copies": vectors,
        f"{SHARE:.0%} copies of {OF}": _with_copies(vectors, 0),
        f"{SHARE:.0%} near copies of {OF}": _with_copies(vectors, NOISE),
    }
    note = (
        f"{QUESTIONS} questions near real sentences, one thread, in turns; medians of processor time, ratios and their spread. "
        "Found is what is as near as the tenth of an exact search; building is processor time, on all cores."
    )
    rows = [[f"{len(each):,}", what, *_row(each, questions)] for what, each in of_them.items()]
    return [Section("Above the exact size", note, COLUMNS, rows)]


def _row(vectors: Vectors, questions: list[Vectors]) -> list[object]:
    import faiss

    exact, graph = Nearest(vectors, approximate_from=len(vectors) + 1), Nearest(vectors)
    faiss.omp_set_num_threads(os.cpu_count() or 1)  # a search sets it to one for itself
    start = time.process_time()
    graph.build()
    built = time.process_time() - start
    works: dict[str, Search] = {
        "exact": lambda one: exact.search(one, TOP),
        "graph": lambda one: graph.search(one, TOP),
    }
    times = turns.taken(works, questions)
    speeds = [times["exact"].milliseconds, times["graph"].milliseconds, times["exact"].over(times["graph"])]
    return [f"{built:.0f}", *speeds, f"{_recall(works['exact'], works['graph'], questions):.4f}"]


def _with_copies(vectors: Vectors, noise: float) -> Vectors:
    random = np.random.default_rng(5)
    some = random.permutation(len(vectors))[: int(SHARE * len(vectors))]
    copied = vectors.copy()
    near = vectors[random.integers(0, OF, len(some))]
    copied[some] = unit(near + noise * random.normal(size=near.shape).astype(np.float32)) if noise else near
    return copied


def _recall(exact: Search, graph: Search, questions: list[Vectors]) -> float:
    """Which of equal ones is nobody's concern."""
    found = 0
    for each in questions:
        tenth = exact(each)[-1].similarity - 1e-6
        found += sum(one.similarity >= tenth for one in graph(each))
    return found / (TOP * len(questions))
