"""A model that does less and says the same: the inner neurons missed least are left out, the others make up for them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

FEWER = 1 / 15  # of all inner neurons; measured (docs/adr/0013): with more, right answers are lost
STEP = 16  # outputs that one step of a product makes
DAMPED = 1e-5  # of the mean moment, so that what was never seen apart can still be told apart

Weights = Mapping[str, Any]
Moments = Any


def thinned(weights: Weights, layers: Sequence[Moments]) -> dict[str, Any]:
    """The weights, those of the inner neurons new; `layers`: the moments of what these say and a 1."""
    thin = dict(weights)
    for number, (moments, fewer) in enumerate(zip(layers, _leaving(layers), strict=True)):
        thin |= _without(weights, f"encoder.layer.{number}.", _damped(moments), fewer)
    return thin


def _leaving(layers: Sequence[Moments]) -> list[int]:
    """How many leave each layer: more in the middle, for the first is built upon and the last is heard."""
    depth = [1 + min(number, len(layers) - 1 - number) for number in range(len(layers))]
    every = FEWER * sum(len(moments) - 1 for moments in layers)
    return [STEP * round(every * share / sum(depth) / STEP) for share in depth]


def _without(weights: Weights, layer: str, moments: Moments, fewer: int) -> dict[str, Any]:
    inward, outward = layer + "intermediate.dense", layer + "output.dense"
    whole = np.vstack([weights[outward + ".weight"].T, weights[outward + ".bias"]]).astype(np.float64)
    stay = _missed_most(moments, whole * weights[layer + "output.LayerNorm.weight"], fewer)
    taken_over = np.linalg.solve(moments[np.ix_(stay, stay)], moments[stay] @ whole).astype(np.float32)
    return {
        inward + ".weight": weights[inward + ".weight"][stay[:-1]],
        inward + ".bias": weights[inward + ".bias"][stay[:-1]],
        outward + ".weight": taken_over[:-1].T,
        outward + ".bias": taken_over[-1],
    }


def _missed_most(moments: Moments, outward: Any, fewer: int) -> list[int]:
    """A surgeon's way: the one missed least goes, the others take over what it gave, and so on; the 1 always stays.

    Of the inverse without those who went, only a diagonal and a row are ever asked for: the rest is never made.
    """
    inverse = np.linalg.inv(moments)
    diagonal, gone, stay = inverse.diagonal().copy(), np.empty((fewer, len(inverse))), list(range(len(outward)))
    for number in range(fewer):
        inner = stay[:-1]
        one = inner[int((np.einsum("ij,ij->i", outward, outward)[inner] / diagonal[inner]).argmin())]
        row = inverse[one] - gone[:number, one] @ gone[:number]
        gone[number] = row / np.sqrt(row[one])
        diagonal -= gone[number] ** 2
        outward = outward - np.outer(row / row[one], outward[one])
        stay.remove(one)
    return stay


def _damped(moments: Moments) -> Moments:
    return moments + DAMPED * np.trace(moments) / len(moments) * np.eye(len(moments))
