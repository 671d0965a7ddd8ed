"""Which page a sentence vector points to: multinomial logistic regression, learned from the tellings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder.protocol import Vectors

RIDGE = 0.1
ROUNDS = 40

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Meaning:
    """A row of weights for each page."""

    weights: Scores
    bias: Scores

    def scores(self, vector: Vectors) -> Scores:
        """Log-probabilities of the pages."""
        return log_softmax(self.weights @ vector + self.bias)


def learn(vectors: Vectors, pages: NDArray[np.int64], counts: Scores, number: int, rounds: int = ROUNDS) -> Meaning:
    """Steps of a quadratic bound that never overshoots, with momentum: no step size to choose, the same on every machine."""
    rows = np.hstack([vectors, np.ones((len(vectors), 1), np.float32)]).astype(np.float32)
    target = np.eye(number, dtype=np.float32)[pages]
    step = _inverse_bound(rows, counts)
    weights = np.zeros((number, rows.shape[1]), np.float32)
    ahead, momentum = weights, 1.0
    for _ in range(rounds):
        moved = ahead - _gradient(rows, target, counts, ahead) @ step
        faster = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = moved + np.float32((momentum - 1) / faster) * (moved - weights)
        weights, momentum = moved, faster
    return Meaning(weights[:, :-1].copy(), weights[:, -1].copy())


def log_softmax(scores: Scores) -> Scores:
    lifted = scores - scores.max(axis=-1, keepdims=True)
    lower: Scores = lifted - np.log(np.exp(lifted).sum(axis=-1, keepdims=True))
    return lower


def _gradient(rows: Scores, target: Scores, counts: Scores, weights: Scores) -> Scores:
    surplus = (np.exp(log_softmax(rows @ weights.T)) - target) * counts[:, None]
    slope: Scores = surplus.T @ rows + np.float32(RIDGE) * weights
    return slope


def _inverse_bound(rows: Scores, counts: Scores) -> Scores:
    """Böhning's bound on the curvature: half the weighted scatter of the rows."""
    scatter = (rows * counts[:, None]).T.astype(np.float64) @ rows
    bound = 0.5 * scatter + RIDGE * np.eye(rows.shape[1])
    inverse: Scores = np.linalg.inv(bound).astype(np.float32)
    return inverse
