"""Above the exact size: what the graph answers of what an exact search would, and how soon. Building it takes minutes."""

import os
from collections.abc import Callable

from benchmarks import turns
from benchmarks.encoders import CACHE
from benchmarks.material import own_messages
from benchmarks.report import Section
from benchmarks.search import near_real
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Vectors
from index.nearest import APPROXIMATE_FROM, Nearest, Neighbour

TITLE = "Nearest neighbours"
TOP = 10
QUESTIONS = 200
COLUMNS = ["vectors", "exact ms", "approximate ms", "exact ÷ approximate", f"recall@{TOP}"]
Search = Callable[[Vectors], list[Neighbour]]


def run() -> list[Section]:
    import faiss

    real = open_encoder(Choice(CACHE)).encode(own_messages()[:2000])
    vectors = near_real(real, APPROXIMATE_FROM)
    exact, graph = Nearest(vectors, approximate_from=len(vectors) + 1), Nearest(vectors)
    faiss.omp_set_num_threads(os.cpu_count() or 1)  # a search sets it to one for itself
    graph.build()
    works: dict[str, Search] = {
        "exact": lambda one: exact.search(one, TOP),
        "graph": lambda one: graph.search(one, TOP),
    }
    questions = list(near_real(real, QUESTIONS, seed=11))
    times = turns.taken(works, questions)
    recall = _recall(works["exact"], works["graph"], questions)
    speeds = [times["exact"].milliseconds, times["graph"].milliseconds, times["exact"].over(times["graph"])]
    note = f"{QUESTIONS} questions near real sentences, one thread, in turns; medians of processor time, ratios and their spread."
    return [Section("Above the exact size", note, COLUMNS, [[f"{len(vectors):,}", *speeds, f"{recall:.4f}"]])]


def _recall(exact: Search, graph: Search, questions: list[Vectors]) -> float:
    found = [len({one.row for one in exact(each)} & {one.row for one in graph(each)}) for each in questions]
    return sum(found) / (TOP * len(found))
