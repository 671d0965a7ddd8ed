"""Linear models read from one small file of numbers: a score for each class, made a probability."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from index.encoder.protocol import Vectors


@dataclass(frozen=True)
class Linear:
    """`weights` has a row for each class, or a single one when the only other answer is no."""

    classes: tuple[str, ...]
    weights: Vectors
    bias: Vectors

    def probabilities(self, features: Vectors) -> Vectors:
        """A row for each row of features, a column for each class."""
        scores = features @ self.weights.T + self.bias
        if len(self.weights) == 1:
            yes = 1 / (1 + np.exp(-scores))
            return np.concatenate([1 - yes, yes], axis=1).astype(np.float32)
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Vectors = (grown / grown.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        return {
            f"{name}.weights": self.weights.astype(np.float16),
            f"{name}.bias": self.bias.astype(np.float32),
            f"{name}.classes": np.array(self.classes),
        }

    @classmethod
    def of(cls, arrays: Mapping[str, Vectors], name: str) -> "Linear":
        classes = tuple(str(one) for one in arrays[f"{name}.classes"])
        return cls(classes, arrays[f"{name}.weights"].astype(np.float32), arrays[f"{name}.bias"])
