"""What eight bits cost in right answers: the same questions to both encoders, each held back from what answers it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.encoders import CACHE
from benchmarks.lookup import own_questions
from benchmarks.own_content import EVERYDAY, Labelled, Texts, encode_missing, labelled
from benchmarks.report import Section
from benchmarks.train_finder import FOLDS, SIZE, Judge, split
from glossary.disambiguator import reading
from glossary.loader import load_terms
from glossary.lookup import Lookup
from glossary.model import Mention
from glossary.scoring import kinds
from glossary.scoring.features import sidelong
from glossary.scoring.weights import Weights, softmax
from index.encoder.choose import Choice, Kind, open_encoder
from index.encoder.protocol import Encoder
from index.kept import KeptVectors
from playbooks.finding import learned
from playbooks.finding.fitness import Fitness
from playbooks.finding.learned import Learned
from playbooks.finding.tellings import tellings
from playbooks.loader import load_pages
from playbooks.research import Research

TITLE = "Eight bits"
DRAWS = 4000
KINDS: tuple[Kind, Kind] = ("fast", "int8")
COLUMNS = ["questions", "number", "exact, %", "eight bits, %", "difference, points", "95 % of draws", "answers changed"]


@dataclass(frozen=True)
class Answer:
    """`about`: what questions have in common that stand or fall together, a term or a page."""

    about: str
    question: str
    right: bool


Read = dict[str, list[Answer]]


def run() -> list[Section]:
    return [_section(*(_all(open_encoder(Choice(CACHE, kind=kind))) for kind in KINDS))]


def _section(exact: Read, small: Read) -> Section:
    rows = [_row(name, answers, small[name]) for name, answers in exact.items()]
    note = (
        "A message of the glossary is read by its entry without it, a telling found by what the others taught; the"
        f" weights are those we ship. The range is of {DRAWS:,} draws of whole terms or pages. The bar: half a point."
    )
    return Section("Right answers", note, COLUMNS, rows)


def _all(encoder: Encoder) -> Read:
    texts: Texts = {}
    encode_missing(load_terms(), encoder, texts)
    messages = list(labelled(load_terms(), texts))
    return {
        "which sense, of clear messages": list(_senses(messages)),
        "one sense and which, open, or everyday": list(_readings(messages)),
        "the page of a problem told": list(_tellings(encoder)),
        "a word looked up": list(_words(encoder)),
    }


def _row(name: str, exact: list[Answer], small: list[Answer]) -> list[object]:
    assert [one.question for one in exact] == [one.question for one in small]
    lost = np.array([one.right for one in small], float) - np.array([one.right for one in exact], float)
    low, high = _range([one.about for one in exact], lost)
    shares = [f"{100 * np.mean([one.right for one in those]):.2f}" for those in (exact, small)]
    changed = f"{(lost > 0).sum()} better, {(lost < 0).sum()} worse"
    return [name, len(lost), *shares, f"{100 * lost.mean():+.2f}", f"{100 * low:+.2f} to {100 * high:+.2f}", changed]


def _range(abouts: list[str], lost: np.ndarray) -> tuple[float, float]:
    """Whole terms are drawn, not messages: those of one term share its entry, and its luck."""
    names, place = np.unique(abouts, return_inverse=True)
    sums, sizes = np.bincount(place, lost), np.bincount(place)
    drawn = np.random.default_rng(11).integers(len(names), size=(DRAWS, len(names)))
    low, high = np.quantile(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1), (0.025, 0.975))
    return float(low), float(high)


def _senses(messages: Iterable[Labelled]) -> Iterator[Answer]:
    """Which sense a clear message means, when it is known to be clear."""
    weights = Weights.load()
    for item in messages:
        if item.label >= 0:
            best = int((item.features @ weights.senses).argmax())
            yield Answer(item.term.name, item.text, best == item.label)


def _readings(messages: Iterable[Labelled]) -> Iterator[Answer]:
    """The whole answer: one sense and which, or open, or everyday talk."""
    weights = Weights.load()
    for item in messages:
        found = _read(item, weights)
        wanted = item.term.senses[item.label].id if item.label >= 0 else None
        kind = "sense" if item.label >= 0 else "everyday" if item.label == EVERYDAY else "ambiguous"
        yield Answer(item.term.name, item.text, found == (kind, wanted))


def _read(item: Labelled, weights: Weights) -> tuple[str, str | None]:
    scores = item.features @ weights.senses
    head = kinds.everyday_head(weights.everyday, item.seen)
    raw = kinds.kind_features(item.evidence, sidelong(item.seen, item.evidence), item.features, scores, head)
    by_kind = softmax(weights.kinds @ ((raw - weights.kind_centre) / weights.kind_scale))
    found = reading(item.term, Mention(item.term.name, 0, 0), by_kind, softmax(scores), weights.tilt)
    return found.kind, found.sense


def _tellings(encoder: Encoder) -> Iterator[Answer]:
    kept, pages, research = KeptVectors(encoder), load_pages(), Research.load()
    told = tellings(pages, research)
    for fold in range(FOLDS):
        rest, held = split(told, fold)
        known = Learned(learned.learn(rest, len(pages), kept.of), Fitness.of_nothing(SIZE))
        judge = Judge(pages, rest, known, kept.of)
        for one in held:
            yield Answer(pages[one.page].id, one.text, int(judge.scores(one.text)[0].argmax()) == one.page)
    kept.close()


def _words(encoder: Encoder) -> Iterator[Answer]:
    kept = KeptVectors(encoder)
    lookup = Lookup.of(load_terms(), kept)
    for query, wanted in own_questions():
        found = lookup.find(query, top=1)
        right = bool(found) and not wanted.isdisjoint(name.casefold() for name in found[0].term.names)
        yield Answer(next(iter(wanted)), query, right)
    kept.close()
