"""What the dictionary says about each meaning, as vectors and as words, laid out so that a question is a few products."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from glossary.model import Sense, Term
from glossary.scoring.words import stems
from index.encoder.protocol import Vectors, unit

Encode = Callable[[Sequence[str]], Vectors]
Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]
CROWD = 0.6  # of many meanings one fits by chance: what a term pays for the logarithm of their number
UNKNOWN_WORD = 7.0  # what a word weighs that no entry uses


@dataclass(frozen=True)
class Weights:
    """How much each kind of passage counts; found by benchmarks/lookup.py on questions that are not in the dictionary."""

    name: float = 8.4
    definition: float = 4.9
    cues: float = 4.0
    described: float = 5.0
    whole: float = 8.8
    words: float = 4.3
    described_words: float = 4.5


@dataclass(frozen=True)
class Block:
    """Passages of one kind, meaning by meaning. `owners` are the meanings that have any, `starts` where theirs begin."""

    rows: Vectors
    starts: Numbers
    owners: Numbers

    def best(self, query: Vectors, count: int) -> Scores:
        scores = np.full(count, -1.0, np.float32)
        if len(self.owners):
            scores[self.owners] = np.maximum.reduceat(_products(self.rows, query), self.starts)
        return scores

    def mean(self, count: int) -> Vectors:
        """One unit row for each meaning; nothing where there is no passage."""
        means = np.zeros((count, self.rows.shape[1]), np.float32)
        if len(self.owners):
            sums = np.add.reduceat(self.rows, self.starts)
            means[self.owners] = unit(sums)
        return means


@dataclass(frozen=True)
class Use:
    """Where a word occurs: the meaning's row, whether in its entry, in how many of its descriptions."""

    row: int
    entry: bool
    described: int


@dataclass(frozen=True)
class Passages:
    """One row for each meaning, term by term."""

    senses: tuple[tuple[Term, Sense], ...]
    names: Block
    definitions: Block
    cues: Block
    described: Block
    whole: Vectors
    uses: Mapping[str, tuple[Use, ...]]
    rows_of: Mapping[str, tuple[int, int]]
    firsts: Numbers
    disciplines: NDArray[np.str_]
    crowd: Scores

    @classmethod
    def of(cls, terms: Iterable[Term], encode: Encode) -> "Passages":
        senses = tuple((term, sense) for term in terms for sense in term.senses)
        names = _block([term.names if sense is term.senses[0] else () for term, sense in senses], encode)
        definitions = _block([(sense.definition,) for _, sense in senses], encode)
        cues = _block([(", ".join(sense.cues),) if sense.cues else () for _, sense in senses], encode)
        described = _block([sense.described_as for _, sense in senses], encode)
        rows_of, disciplines = _places(senses)
        parts = [block.mean(len(senses)) for block in (names, definitions, cues, described)]
        crowd = np.asarray([CROWD * math.log(len(term.senses)) for term, _ in senses], np.float32)
        firsts = np.asarray([rows_of[term.name][0] for term, _ in senses], np.int64)
        parts[0] = parts[0][firsts]
        whole = unit(0.5 * parts[0] + parts[1] + parts[2] + 2 * parts[3])
        return cls(
            senses, names, definitions, cues, described, whole, _uses(senses), rows_of, firsts, disciplines, crowd
        )

    def scores(self, text: str, query: Vectors, weights: Weights = Weights()) -> Scores:
        """How well each meaning fits what was asked, on a scale of log odds."""
        fit: Scores = self.features(text, query) @ np.asarray(astuple(weights), np.float32)
        return fit - self.crowd

    def features(self, text: str, query: Vectors) -> Scores:
        """One column for each weight, in its order."""
        count = len(self.senses)
        named = self.names.best(query, count)[self.firsts]
        blocks = [block.best(query, count) for block in (self.definitions, self.cues, self.described)]
        return np.stack([named, *blocks, _products(self.whole, query), *self._said(text)], axis=1)

    def _said(self, text: str) -> tuple[Scores, Scores]:
        """Which share of the question's words an entry uses, rare words counting more; and its descriptions, each."""
        entry, described = np.zeros((2, len(self.senses)), np.float32)
        weights = {word: self._rarity(word) for word in stems(text)}
        whole = sum(weights.values()) or 1.0
        for word, weight in weights.items():
            for use in self.uses.get(word, ()):
                entry[use.row] += use.entry * weight / whole
                described[use.row] += min(use.described, 2) * weight / whole
        return entry, described

    def _rarity(self, word: str) -> float:
        used = len(self.uses.get(word, ()))
        return math.log(1 + (len(self.senses) - used + 0.5) / (used + 0.5)) if used else UNKNOWN_WORD


def _products(rows: Vectors, query: Vectors) -> Scores:
    """On one thread: the linear algebra library wakes all its threads for this, and waits for them on a busy machine."""
    products: Scores = np.einsum("ij,j->i", rows, query)
    return products


def _places(senses: Sequence[tuple[Term, Sense]]) -> tuple[dict[str, tuple[int, int]], NDArray[np.str_]]:
    rows: dict[str, tuple[int, int]] = {}
    for row, (term, _) in enumerate(senses):
        rows[term.name] = (rows.get(term.name, (row, row))[0], row + 1)
    return rows, np.asarray([sense.discipline for _, sense in senses])


def _block(texts: Sequence[Sequence[str]], encode: Encode) -> Block:
    owners = [row for row, own in enumerate(texts) if own]
    lengths = [len(texts[row]) for row in owners]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if owners else np.zeros(0)
    rows = encode([text for own in texts for text in own])
    return Block(rows, starts.astype(np.int64), np.asarray(owners, np.int64))


def _uses(senses: Sequence[tuple[Term, Sense]]) -> dict[str, tuple[Use, ...]]:
    uses: dict[str, list[Use]] = {}
    for row, (term, sense) in enumerate(senses):
        entry = stems(" ".join([*term.names, sense.definition, *sense.cues, sense.say_instead]))
        described = Counter(word for one in sense.described_as for word in stems(one))
        for word in entry | described.keys():
            uses.setdefault(word, []).append(Use(row, word in entry, described[word]))
    return {word: tuple(found) for word, found in uses.items()}
