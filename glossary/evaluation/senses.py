"""Labelled messages read and counted: which sense, which are open, which are everyday talk, and how sure we were."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from glossary.disambiguator import Context
from glossary.glossary import Glossary
from glossary.model import Kind, Reading

BINS = 10
EVERYDAY, AMBIGUOUS = "none", "ambiguous"


@dataclass(frozen=True)
class Labelled:
    """`accept`: the ids of the senses that are right, or only `ambiguous`, or only `none` for everyday."""

    id: str
    term: str
    message: str
    thread: tuple[str, ...]
    discipline: str | None
    accept: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        if EVERYDAY in self.accept:
            return "everyday"
        return "ambiguous" if AMBIGUOUS in self.accept else "sense"


@dataclass(frozen=True)
class Outcome:
    """`reading` is None when the term was not found, or is not in the dictionary."""

    item: Labelled
    reading: Reading | None

    @property
    def right(self) -> bool:
        if self.reading is None or self.reading.kind != self.item.kind:
            return False
        return self.item.kind != "sense" or self.reading.sense in self.item.accept

    @property
    def answered(self) -> bool:
        return self.reading is not None and self.reading.kind == "sense"


@dataclass(frozen=True)
class Bin:
    """Answers of about the same confidence, and the share of them that was right."""

    confidence: float
    right: float
    count: int


@dataclass(frozen=True)
class SenseFigures:
    """Accuracies are macro: over (term, sense), so that frequent senses do not hide rare ones."""

    items: int
    missed: int
    strict: float
    answered_only: float
    coverage: float
    ambiguous_precision: float
    ambiguous_recall: float
    everyday_precision: float
    everyday_recall: float
    calibration_error: float
    bins: tuple[Bin, ...]


def read_all(glossary: Glossary, items: Iterable[Labelled]) -> list[Outcome]:
    return [Outcome(item, _read(glossary, item)) for item in items]


def figures(outcomes: Sequence[Outcome]) -> SenseFigures:
    clear = [one for one in outcomes if one.item.kind == "sense"]
    answered = [one for one in clear if one.answered]
    bins = reliability(outcomes)
    ambiguous, everyday = _flag(outcomes, "ambiguous"), _flag(outcomes, "everyday")
    return SenseFigures(
        items=len(outcomes),
        missed=sum(one.reading is None for one in outcomes),
        strict=_macro(clear),
        answered_only=_macro(answered),
        coverage=_share(clear, lambda one: one.answered),
        ambiguous_precision=ambiguous[0],
        ambiguous_recall=ambiguous[1],
        everyday_precision=everyday[0],
        everyday_recall=everyday[1],
        calibration_error=sum(abs(one.confidence - one.right) * one.count for one in bins)
        / (sum(one.count for one in bins) or 1),
        bins=bins,
    )


def reliability(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    known = [(one.reading.confidence, one.right) for one in outcomes if one.reading is not None]
    filled: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in known:
        filled[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return tuple(
        Bin(float(np.mean([c for c, _ in rows])), float(np.mean([r for _, r in rows])), len(rows))
        for _, rows in sorted(filled.items())
    )


def _read(glossary: Glossary, item: Labelled) -> Reading | None:
    mentions = [one for one in glossary.match_all(item.message) if one.term == item.term][:1]
    readings = glossary.read(item.message, Context(item.thread, item.discipline), mentions)
    return readings[0] if readings else None


def _macro(outcomes: Sequence[Outcome]) -> float:
    groups: dict[Hashable, list[bool]] = defaultdict(list)
    for one in outcomes:
        groups[one.item.term, one.item.accept[0]].append(one.right)
    return float(np.mean([np.mean(group) for group in groups.values()])) if groups else 0.0


def _flag(outcomes: Sequence[Outcome], kind: Kind) -> tuple[float, float]:
    """Precision and recall of saying `kind`."""
    said = [one for one in outcomes if one.reading is not None and one.reading.kind == kind]
    meant = [one for one in outcomes if one.item.kind == kind]
    return _share(said, lambda one: one.right), _share(meant, lambda one: one.right)


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    return sum(map(holds, outcomes)) / len(outcomes) if outcomes else 0.0
