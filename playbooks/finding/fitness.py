"""Is this text about any of our problems at all? A probability from seven signs; most of what people write is not."""

import math
from dataclasses import astuple, dataclass

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
        certainty, wording, nearest, near_three, summary, words = astuple(self)
        odds = math.log(certainty / (1 - certainty + 1e-6))
        return np.array([odds, wording, nearest, near_three, summary, math.log1p(words), wording / max(words, 1)])


@dataclass(frozen=True)
class Fitness:
    """Learned by `python -m benchmarks.train_finder` from tellings held back, against real chat that tells no problem."""

    weights: NDArray[np.float64]
    bias: float

    def of(self, signs: Signs) -> float:
        """Log-odds: nought is as likely as not in a channel half full of problems."""
        return float(self.weights @ signs.values() + self.bias)
