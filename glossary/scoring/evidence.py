"""What a term's entry says about each of its senses, in the encoder's terms: computed once, kept in a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from glossary.matcher import Matcher
from glossary.model import Example, Mention, Term
from glossary.scoring.passage import VIEWS, Passage, Seen, content_tokens, look, thread_end
from glossary.scoring.turn import turned, turned_texts
from glossary.scoring.wording import Texts, backed, told_of, told_texts, wording
from glossary.scoring.words import stems
from index.encoder.protocol import Encoded, Encoder, Vectors, unit


@dataclass(frozen=True)
class Evidence:
    """Rows: the senses in their order, then everyday, then unclear.

    `shown` holds the centroids of the examples' views, `told` what the entry says in words, `cues` the tokens of
    the cue words, those of a sense together, with the sense each belongs to. Only `whole` entries, which leave
    nothing out, are compared in the turned space: it was learned on such, and measured to harm the others.
    """

    shown: Vectors
    told: Vectors
    cues: Vectors
    cue_of: np.ndarray
    examples: np.ndarray
    whole: bool

    @property
    def senses(self) -> int:
        return len(self.told)

    @cached_property
    def shown_turned(self) -> Vectors:
        return turned(self.shown) if self.whole else self.shown

    @cached_property
    def told_turned(self) -> Vectors:
        return turned_texts(self.told) if self.whole else self.told

    def altered(self, row: int, other: "Evidence") -> "Evidence":
        """`other` differs from this one in a row only, so that only this row has to be turned."""
        shown, told = self.shown_turned.copy(), self.told_turned.copy()
        shown[row] = turned(other.shown[row])
        if row < self.senses:
            told[row] = turned_texts(other.told[row])
        vars(other).update(shown_turned=shown, told_turned=told)
        return other


@dataclass(frozen=True)
class CueWords:
    """The cue words of each sense, and those that speak against it, as stems."""

    cues: tuple[tuple[frozenset[str], ...], ...]
    counter: tuple[tuple[frozenset[str], ...], ...]

    @classmethod
    def of(cls, term: Term) -> "CueWords":
        return cls(
            tuple(_stemmed(sense.cues) for sense in term.senses),
            tuple(_stemmed(sense.counter_cues) for sense in term.senses),
        )


def evidence(term: Term, texts: Texts) -> Evidence:
    find = finder(term)
    groups = [*(sense.examples for sense in term.senses), term.everyday, term.unclear]
    width = len(next(iter(texts.values())).sentence)
    middles = [centroids([see(example, find, texts).views for example in group], width) for group in groups]
    senses, others = list(zip(term.senses, middles, strict=False)), middles[len(term.senses) :]
    cue_rows = [(row, cue) for row, sense in enumerate(term.senses) for cue in sense.cues or wording(sense)]
    tokens = [content_tokens(texts[cue], cue) for _, cue in cue_rows]
    return Evidence(
        shown=np.stack([*(backed(sense, texts, middle) for sense, middle in senses), *others]),
        told=np.stack([told_of(sense, texts, middle) for sense, middle in senses]),
        cues=np.concatenate([*tokens, np.zeros((0, width), np.float32)]),
        cue_of=np.repeat([row for row, _ in cue_rows], [len(rows) for rows in tokens]).astype(np.int64),
        examples=np.array([len(group) for group in groups]),
        whole=all(all(told_texts(sense)) for sense in term.senses),
    )


def texts_of(term: Term) -> Iterator[str]:
    """Every text of the entry that has to be encoded."""
    for sense in term.senses:
        yield from (example_text(example) for example in sense.examples)
        yield from (text for group in told_texts(sense) for text in group)
        yield from sense.cues
    yield from (example_text(example) for example in (*term.everyday, *term.unclear))


def encoded_texts(encoder: Encoder, wanted: Sequence[str]) -> dict[str, Encoded]:
    unique = list(dict.fromkeys(wanted))
    return dict(zip(unique, encoder.read(unique), strict=True)) if unique else {}


def example_text(example: Example) -> str:
    return thread_end([example.after]) + example.text


def see(example: Example, find: Callable[[str], Mention], texts: Texts) -> Seen:
    text = example_text(example)
    passage = Passage(text, len(text) - len(example.text), 0, texts[text])
    return look(passage, find(example.text))


def finder(term: Term) -> Callable[[str], Mention]:
    """Where the term stands in one of its own examples; nowhere at all is taken as everywhere."""
    matcher = Matcher.of([replace(term, senses=term.senses * 2)])  # an entry may use its word in any form
    return lambda text: next(iter(matcher.match_all(text)), Mention(term.name, 0, len(text)))


def centroids(views: Sequence[Vectors], width: int) -> Vectors:
    """Of each view, the middle of all examples; never the nearest one, which was measured to be worse."""
    return unit(np.mean(views, axis=0)) if views else np.zeros((len(VIEWS), width), np.float32)


def _stemmed(cues: Sequence[str]) -> tuple[frozenset[str], ...]:
    return tuple(words for words in map(stems, cues) if words)
