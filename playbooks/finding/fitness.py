"""Is this text about any of our problems at all? A probability from seven signs; most of what people write is not."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Signs:
    """How the best page looks beside the text: `certainty` among pages, its words, its nearest tellings, its summary."""

    certainty: float
    wording: float
    nearest: float
    near_three: float
    summary: float
    words: int

    def values(self) -> NDArray[np.float64]:
        odds = math.log(self.certainty / (1 - self.certainty + 1e-6))
        near = self.nearest, self.near_three, self.summary
        return np.array([odds, self.wording, *near, math.log1p(self.words), self.wording / max(self.words, 1)])


@dataclass(frozen=True)
class Fitness:
    """Learned by `python -m benchmarks.train_finder` from tellings held back, against real chat that tells no problem."""

    weights: NDArray[np.float64]
    bias: float

    def of(self, signs: Signs) -> float:
        """Log-odds: nought is as likely as not in a channel half full of problems."""
        return float(self.weights @ signs.values() + self.bias)
