"""Finding a word by its name, a slip of it, or a description; beside what it cannot do without: encoding the question."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import turns
from benchmarks.encoders import CACHE
from benchmarks.material import beside
from benchmarks.report import Section
from glossary.loader import load_terms
from glossary.lookup import Lookup
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder
from index.kept import KeptVectors

TITLE = "Lookup"
OWN = Path(__file__).parent / "data" / "lookup.tsv"
Question = tuple[str, frozenset[str]]


def run() -> list[Section]:
    encoder = open_encoder(Choice(CACHE))
    lookup = Lookup.of(load_terms(), KeptVectors(encoder, CACHE.parent / "lookup.db"))
    sets = {"our own questions (the weights were fitted on them)": own_questions()}
    if sample := beside("evals/lookup_queries.jsonl"):
        sets["shared sample"] = shared_questions(sample)
    rows = [_found(lookup, name, questions) for name, questions in sets.items()]
    note = "Share of questions whose term comes first, and among the first three. Names as in the set, aliases count."
    columns = ["set", "questions", "top-1, %", "top-3, %"]
    return [Section("Finding a word", note, columns, rows), _speed(lookup, encoder)]


def own_questions() -> list[Question]:
    lines = OWN.read_text(encoding="utf-8").splitlines()
    return [(query, frozenset({term.casefold()})) for query, term in (line.split("\t") for line in lines)]


def shared_questions(path: Path) -> list[Question]:
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (one["query"], frozenset(name.casefold() for name in (one["gold_term"], *one["also_accept"]))) for one in items
    ]


def _found(lookup: Lookup, name: str, questions: Sequence[Question]) -> list[object]:
    places = [_place(lookup, *question) for question in questions]
    first, three = (sum(place < most for place in places) / len(places) for most in (1, 3))
    return [name, len(places), f"{100 * first:.0f}", f"{100 * three:.0f}"]


def _place(lookup: Lookup, query: str, wanted: frozenset[str]) -> int:
    found = lookup.find(query, top=10)
    names = [{name.casefold() for name in one.term.names} for one in found]
    return next((place for place, called in enumerate(names) if called & wanted), 99)


def _speed(lookup: Lookup, encoder: Encoder) -> Section:
    works: dict[str, Callable[[str], object]] = {"bare": lambda query: encoder.encode([query]), "ours": lookup.find}
    times = turns.taken(works, [query for query, _ in own_questions()])
    ours, bare = times["ours"], times["bare"]
    note = "Processor time, both taking turns; medians, and the middle half of the ratios."
    row = [len(lookup.terms), bare.milliseconds, ours.milliseconds, ours.over(bare)]
    return Section("Time", note, ["terms", "encode alone, ms", "lookup, ms", "ratio"], [row])
