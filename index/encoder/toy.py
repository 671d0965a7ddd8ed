"""An encoder one can check by hand: each known word is an axis, a text is the sum of its words, made one long."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.encoder.protocol import Encoded, Vectors, unit

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class ToyEncoder:
    """`ToyEncoder(("fast", "right"))`: "right right fast" is (1, 2, 0)/√5; any other word is on the last axis."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"toy:{'+'.join(self.words)}"

    @property
    def dimensions(self) -> int:
        return len(self.words) + 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        return (
            np.stack([one.sentence for one in self.read(texts)])
            if texts
            else np.zeros((0, self.dimensions), np.float32)
        )

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> Encoded:
        found = list(WORD.finditer(text))
        tokens = np.zeros((len(found), self.dimensions), np.float32)
        for row, match in enumerate(found):
            tokens[row, self._axis(match.group().lower())] = 1.0
        whole = tokens.sum(axis=0) if found else np.eye(1, self.dimensions, self.dimensions - 1, dtype=np.float32)[0]
        return Encoded(unit(whole), tokens, tuple(match.span() for match in found))

    def _axis(self, word: str) -> int:
        return self.words.index(word) if word in self.words else len(self.words)
