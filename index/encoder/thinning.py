"""A model that does less and says the same: the inner neurons missed least are left out, the others make up for them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from index.encoder.acting import Acting

FEWER = 1 / 15  # of all inner neurons; measured (docs/adr/0013): with more, odd texts are heard differently
STEP = 16  # outputs that one step of a product makes
DAMPED = 1e-5  # of the mean moment, so that what was never seen apart can still be told apart
EASED = 0.8  # how far a loud number is turned down and its weights up; 1 would make all equally loud

Weights = Mapping[str, Any]
Moments = Any


def thinned(weights: Weights, layers: Sequence[Acting]) -> dict[str, Any]:
    """The weights, those of the inner neurons new; `….eased` beside a weight divides what comes in."""
    thin = dict(weights)
    for number, (acting, fewer) in enumerate(zip(layers, _leaving(layers), strict=True)):
        thin |= _without(weights, f"encoder.layer.{number}.", acting, fewer)
    return thin


def _leaving(layers: Sequence[Acting]) -> list[int]:
    """How many leave each layer: more in the middle, for the first is built upon and the last is heard."""
    depth = [1 + min(number, len(layers) - 1 - number) for number in range(len(layers))]
    every = FEWER * sum(len(acting.moments) - 1 for acting in layers)
    return [STEP * round(every * share / sum(depth) / STEP) for share in depth]


def _without(weights: Weights, layer: str, acting: Acting, fewer: int) -> dict[str, Any]:
    inward, outward = layer + "intermediate.dense", layer + "output.dense"
    whole = np.vstack([weights[outward + ".weight"].T, weights[outward + ".bias"]]).astype(np.float64)
    moments = _damped(acting.moments)
    stay = _missed_most(moments, whole * weights[layer + "output.LayerNorm.weight"], fewer)
    taken_over = np.linalg.solve(moments[np.ix_(stay, stay)], moments[stay] @ whole).astype(np.float32)
    entering = weights[inward + ".weight"][stay[:-1]]
    return {
        inward + ".weight": entering,
        inward + ".bias": weights[inward + ".bias"][stay[:-1]],
        inward + ".eased": _easing(acting.loudest, entering),
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


def _easing(loudest: Any, weight: Any) -> Any:
    """One loud number would take all the steps of a whole number for itself: it is turned down, its weights up."""
    ease = np.maximum(loudest, 1e-3) ** EASED / np.abs(weight).max(axis=0) ** (1 - EASED)
    return (ease / np.median(ease)).astype(np.float32)


def _damped(moments: Moments) -> Moments:
    return moments + DAMPED * np.trace(moments) / len(moments) * np.eye(len(moments))
