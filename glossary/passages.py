"""What the dictionary says about each meaning, as vectors and as words, laid out so that a question is a few products."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glossary.model import Sense, Term
from glossary.scoring.words import stems
from index.encoder.protocol import Vectors, unit

Encode = Callable[[Sequence[str]], Vectors]
Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]
CROWD = 0.6  # of many meanings one fits by chance: what a term pays for the logarithm of their number
LOOKED_AT = 200  # meanings that a question is compared with passage by passage
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
    """Passages of one kind, meaning by meaning. `starts` says where theirs begin."""

    rows: Vectors
    starts: Numbers
    lengths: Numbers

    def best(self, query: Vectors, among: Numbers) -> Scores:
        """The nearest passage of each of these meanings."""
        rows, begins, some = self._rows(among)
        scores = np.full(len(among), -1.0, np.float32)
        if len(rows):
            scores[some] = np.maximum.reduceat(_products(rows, query), begins)
        return scores

    def mean(self) -> Vectors:
        """One unit row for each meaning; nothing where there is no passage."""
        rows, begins, some = self._rows(np.arange(len(self.starts)))
        means = np.zeros((len(self.starts), self.rows.shape[1]), np.float32)
        if len(rows):
            means[some] = unit(np.add.reduceat(rows, begins))
        return means

    def _rows(self, among: Numbers) -> tuple[Vectors, Numbers, NDArray[np.bool_]]:
        """Their passages, where each meaning's begin, and which meanings have any."""
        lengths = self.lengths[among]
        begins = np.cumsum(lengths) - lengths
        places = np.repeat(self.starts[among] - begins, lengths) + np.arange(lengths.sum())
        return self.rows[places], begins[lengths > 0], lengths > 0


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
    disciplines: NDArray[np.str_]
    crowd: Scores

    @classmethod
    def of(cls, terms: Iterable[Term], encode: Encode) -> "Passages":
        senses = tuple((term, sense) for term in terms for sense in term.senses)
        names = _shared(
            _block([term.names if sense is term.senses[0] else () for term, sense in senses], encode), senses
        )
        definitions = _block([(sense.definition,) for _, sense in senses], encode)
        cues = _block([(", ".join(sense.cues),) if sense.cues else () for _, sense in senses], encode)
        described = _block([sense.described_as for _, sense in senses], encode)
        rows_of, disciplines = _places(senses)
        parts = [block.mean() for block in (names, definitions, cues, described)]
        crowd = np.asarray([CROWD * math.log(len(term.senses)) for term, _ in senses], np.float32)
        whole = unit(0.5 * parts[0] + parts[1] + parts[2] + 2 * parts[3])
        return cls(senses, names, definitions, cues, described, whole, _uses(senses), rows_of, disciplines, crowd)

    def scores(self, text: str, query: Vectors, always: Sequence[int] = (), weights: Weights = Weights()) -> Scores:
        """How well each meaning fits what was asked, on a scale of log odds.

        A first look leaves those that may fit, which are looked at closely, with `always`; the others are out.
        """
        said = self._said(text)
        whole = _products(self.whole, query)
        rough = weights.whole * whole + weights.words * said[0] + weights.described_words * said[1] - self.crowd
        among = np.union1d(np.argsort(-rough)[:LOOKED_AT], np.asarray(always, np.int64))
        close = [block.best(query, among) for block in (self.names, self.definitions, self.cues, self.described)]
        fine = (weights.name, weights.definition, weights.cues, weights.described)
        scores = np.full(len(self.senses), -np.inf, np.float32)
        scores[among] = rough[among] + sum(weight * block for weight, block in zip(fine, close, strict=True))
        return scores

    def features(self, text: str, query: Vectors) -> Scores:
        """One column for each weight, in its order: what the weights are fitted on."""
        every = np.arange(len(self.senses))
        blocks = [block.best(query, every) for block in (self.names, self.definitions, self.cues, self.described)]
        return np.stack([*blocks, _products(self.whole, query), *self._said(text)], axis=1)

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
    lengths = np.asarray([len(own) for own in texts], np.int64)
    return Block(encode([text for own in texts for text in own]), np.cumsum(lengths) - lengths, lengths)


def _shared(names: Block, senses: Sequence[tuple[Term, Sense]]) -> Block:
    """All meanings of a term have the names of its first."""
    first = {term.name: row for row, (term, _) in reversed(list(enumerate(senses)))}
    rows = np.asarray([first[term.name] for term, _ in senses], np.int64)
    return Block(names.rows, names.starts[rows], names.lengths[rows])


def _uses(senses: Sequence[tuple[Term, Sense]]) -> dict[str, tuple[Use, ...]]:
    uses: dict[str, list[Use]] = {}
    for row, (term, sense) in enumerate(senses):
        entry = stems(" ".join([*term.names, sense.definition, *sense.cues, sense.say_instead]))
        described = Counter(word for one in sense.described_as for word in stems(one))
        for word in entry | described.keys():
            uses.setdefault(word, []).append(Use(row, word in entry, described[word]))
    return {word: tuple(found) for word, found in uses.items()}
