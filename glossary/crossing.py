"""Do two people talk past each other: has an answer taken an earlier word otherwise than it was meant?"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from glossary.model import Mention, Reading, Term, Utterance
from glossary.scoring.weights import softmax
from index.encoder.protocol import Vectors

SHIPPED = Path(__file__).parent / "scoring" / "crossing.json"
LOOK_BACK = 2  # messages; what is further up has been answered, or forgotten
MOST_GAP = 10.0
NAMES = ("gap", "open", "answer_sure", "puzzled", "later", "one")
PUZZLED = re.compile(
    r"\?\?|\b(?:i|we|you) (?:only |just )?meant?\b|\bwhat do you mean\b|\bwhich ones?\b|\bof what\b"
    r"|\b(?:i'?m|i am|i was|were you|are you) (?:asking|talking|thinking|speaking)\b"
    r"|^\W*(?:wait|stop|huh|what|uh|hm+)\b|\bwrong (?:channel|kind|one)\b|\bnot (?:the|your)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heard:
    """An earlier message with its words as they were read when it came."""

    utterance: Utterance
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class OpenWord:
    """A word that somebody else used `ago` messages earlier; `here` is where the answer repeats it, if it does."""

    reading: Reading
    term: Term
    ago: int
    here: Mention | None = None


@dataclass(frozen=True)
class Crossing:
    """`reading` is what was meant, `taken` what the answer makes of it; `chance` that these are two meanings."""

    reading: Reading
    taken: tuple[tuple[str, float], ...]
    chance: float


def open_words(
    before: Sequence[Heard], answer: Utterance, mentions: Sequence[Mention], terms: Mapping[str, Term]
) -> list[OpenWord]:
    """Each word once, as it was used last; nobody crosses themselves, nor somebody of their own trade, nor says nothing."""
    if not any(map(str.isalnum, answer.text)):
        return []
    here = {mention.term: mention for mention in reversed(mentions)}
    found: dict[str, OpenWord] = {}
    for ago, heard in enumerate(reversed(before[-LOOK_BACK:]), start=1):
        if heard.utterance.speaker != answer.speaker and not _one_trade(heard.utterance, answer):
            for reading, term in _in_question(heard, terms):
                word = OpenWord(reading, term, ago, here.get(term.name))
                found.setdefault(term.name, word)
    return list(found.values())


def crossing(word: OpenWord, answer: Utterance, scores: Vectors) -> Crossing:
    """`scores` are those of the senses by the answer alone, with the leaning of who gives it."""
    taken = softmax(scores)
    pairs = tuple((sense.id, round(float(chance), 4)) for sense, chance in zip(word.term.senses, taken, strict=True))
    figures = features(word, answer, scores)
    chance = 1 / (1 + float(np.exp(-(weights() @ figures))))
    return Crossing(word.reading, tuple(sorted(pairs, key=lambda pair: -pair[1])), round(chance, 4))


def features(word: OpenWord, answer: Utterance, scores: Vectors) -> Vectors:
    """In the order of NAMES. The gap: how much better the answer fits another meaning than the one meant."""
    meant = dict(word.reading.senses)
    likely = max(range(len(scores)), key=lambda row: meant.get(word.term.senses[row].id, 0.0))
    several = word.reading.chances[1] if word.reading.chances else 0.0
    return np.array(
        [
            min(MOST_GAP, float(scores.max() - scores[likely])),
            several,
            float(softmax(scores).max()),
            bool(PUZZLED.search(answer.text)),
            word.ago - 1,
            1.0,
        ],
        np.float32,
    )


@cache
def weights() -> Vectors:
    """Fitted by `python -m benchmarks.fit_crossing`."""
    content = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return np.array([content["weights"][name] for name in NAMES], np.float32)


def _one_trade(one: Utterance, other: Utterance) -> bool:
    return one.discipline is not None and one.discipline == other.discipline


def _in_question(heard: Heard, terms: Mapping[str, Term]) -> Iterator[tuple[Reading, Term]]:
    for reading in heard.readings:
        term = terms.get(reading.mention.term)
        settled = reading.mention.aside or reading.reason in ("pinned", "spelled out")
        if term is not None and term.may_be_noted and not settled:
            yield reading, term
