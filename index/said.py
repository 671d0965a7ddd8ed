"""What the words of a question say of passages: the rarer a word, the more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Said:
    """Passages in which a word stands, in the order of their numbers; `whole` where all words do."""

    numbers: Numbers
    weights: NDArray[Any]
    whole: NDArray[np.bool_]

    def best(self, most: int) -> list[int]:
        """Those that say most, of equals the newest."""
        order = np.argsort(-self.weights[::-1], kind="stable")[:most]
        best: list[int] = self.numbers[::-1][order].tolist()
        return best

    def of(self, numbers: Sequence[int]) -> list[tuple[float, bool]]:
        """How much the words say in each of these, nothing where none stands, and whether all of them do."""
        if not len(self.numbers):
            return [(0.0, False)] * len(numbers)
        wanted = np.asarray(numbers, np.int64)
        place: NDArray[Any] = np.minimum(np.searchsorted(self.numbers, wanted), len(self.numbers) - 1)
        there = self.numbers[place] == wanted
        weights, whole = np.where(there, self.weights[place], 0.0), there & self.whole[place]
        return list(zip(weights.tolist(), whole.tolist(), strict=True))


def weighed(found: Sequence[Numbers], among: int) -> Said:
    """From the passages in which each word stands, among so many."""
    counts = np.array([len(one) for one in found], np.int64)
    rarity = np.log1p((np.maximum(among - counts, 0) + 0.5) / (counts + 0.5))
    every = np.concatenate([np.zeros(0, np.int64), *found])
    numbers, place = np.unique(every, return_inverse=True)
    weights = np.bincount(place, np.repeat(rarity, counts), len(numbers))
    return Said(numbers, weights, np.bincount(place, minlength=len(numbers)) == len(found))
