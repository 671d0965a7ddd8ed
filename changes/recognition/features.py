"""A message as numbers: its sentence vector, the cues in its form, and the words and pairs of words in it."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from changes.recognition.cues import cues, readable
from index.encoder.protocol import Encoded, Vectors

NAME = re.compile(
    r"`[^`\n]+`|\b\w+(?:_\w+)+(?:\.\w+)*|\b[a-z]\w+(?:\.[a-z]\w+)+|(?<![\w.])/[a-z{][\w/{}-]+", re.IGNORECASE
)
PIECE = re.compile(r"[a-z]+(?:'[a-z]+)?|[?!>]|9+", re.IGNORECASE)
MEANING, WORDS = 2.0, 2.0  # how much the parts count beside the cues; found by cross-validation


@dataclass(frozen=True)
class Vocabulary:
    """Words and pairs that occur in at least two examples, with how telling each is."""

    places: dict[str, int]
    rarity: Vectors

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Vocabulary":
        seen = Counter(word for text in texts for word in set(words(text)))
        kept = sorted(word for word, count in seen.items() if count >= (2 if " " not in word else 3))
        total = max(seen.values(), default=1) * 4
        rarity = np.array([math.log((1 + total) / (1 + seen[word])) + 1 for word in kept], np.float32)
        return cls({word: place for place, word in enumerate(kept)}, rarity)

    def vector(self, text: str) -> Vectors:
        found = Counter(self.places[word] for word in words(text) if word in self.places)
        vector = np.zeros(len(self.places), np.float32)
        for place, count in found.items():
            vector[place] = (1 + math.log(count)) * self.rarity[place]
        return vector / max(float(np.linalg.norm(vector)), 1e-6)


def words(text: str) -> list[str]:
    """Names of things become one word `name`; digits become 9; then words and pairs of neighbours."""
    folded = re.sub(r"\d+", "9", NAME.sub(" name ", readable(text)).lower())
    single = PIECE.findall(folded)
    return single + [f"{one} {other}" for one, other in pairwise(single)]


def features(texts: Sequence[str], sentences: Vectors, vocabulary: Vocabulary) -> Vectors:
    """One row for each text."""
    rows = [
        np.concatenate([sentence * MEANING, cues(text), vocabulary.vector(text) * WORDS])
        for text, sentence in zip(texts, sentences, strict=True)
    ]
    return np.stack(rows).astype(np.float32)


def apart(encoded: Encoded, places: Sequence[tuple[int, int]]) -> Vectors:
    """What is said of the things that change, then the things: the same deed done to a table and to a model differs."""
    inside = [any(first < end and last > start for start, end in places) for first, last in encoded.spans]
    told, things = (_mean(encoded, [one is wanted for one in inside]) for wanted in (False, True))
    return np.concatenate([told, things]).astype(np.float32) * MEANING


def _mean(encoded: Encoded, chosen: list[bool]) -> Vectors:
    if not any(chosen):
        return np.zeros(len(encoded.sentence), np.float32)
    mean = encoded.tokens[chosen].mean(axis=0)
    unit: Vectors = mean / max(float(np.linalg.norm(mean)), 1e-6)
    return unit
