"""Is this text about any of our problems at all? A probability from eight signs; most of what people write is not."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder.protocol import Vectors

SIGNS = 8


@dataclass(frozen=True)
class Signs:
    """How the best page looks beside the text: `certainty` among pages, its words, its nearest tellings, its summary.

    `likeness` asks about no page: does this sound like a problem told, or like everything else people write?
    """

    certainty: float
    wording: float
    nearest: float
    near_three: float
    summary: float
    words: int
    likeness: float = 0.0

    def values(self) -> NDArray[np.float64]:
        odds = math.log(self.certainty / (1 - self.certainty + 1e-6))
        near = self.nearest, self.near_three, self.summary
        said = self.wording, math.log1p(self.words), self.wording / max(self.words, 1)
        return np.array([odds, *said, *near, self.likeness])


@dataclass(frozen=True)
class Fitness:
    """Learned by `python -m benchmarks.train_finder` from tellings held back, against real chat that tells no problem."""

    weights: NDArray[np.float64]
    bias: float
    direction: NDArray[np.float64]

    @classmethod
    def of_nothing(cls, size: int) -> "Fitness":
        """Before anything was learned."""
        return cls(np.zeros(SIGNS), 0.0, np.zeros(size + 1))

    def likeness(self, vector: Vectors) -> float:
        """Which side of the border between problems told and everything else; the last number is the border's place.

        Vectors of another size are another model's: the border says nothing about them.
        """
        if len(vector) + 1 != len(self.direction):
            return 0.0
        return float(self.direction[:-1] @ vector + self.direction[-1])

    def of(self, signs: Signs) -> float:
        """Log-odds: nought is as likely as not in a channel half full of problems."""
        return float(self.weights @ signs.values() + self.bias)
