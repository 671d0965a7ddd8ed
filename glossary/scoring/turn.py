"""Directions in which messages of one and the same meaning differ anyway count less; fitted with the weights."""

from functools import cache
from pathlib import Path

import numpy as np

from index.encoder.protocol import Vectors, unit

SHIPPED = Path(__file__).parent / "turn.npz"


def turned(views: Vectors) -> Vectors:
    """The last two axes are the views and their vectors; each view has a matrix of its own."""
    matrices = shipped()
    if views.shape[-1] != matrices.shape[-1]:  # another encoder than the one they were fitted for
        return views
    return unit(
        np.moveaxis(np.moveaxis(views.reshape(-1, *views.shape[-2:]), 1, 0) @ matrices, 0, 1).reshape(views.shape)
    )


def turned_texts(rows: Vectors) -> Vectors:
    """Rows that stand for whole texts, as the first view does."""
    first = shipped()[0]
    return unit(rows @ first) if rows.shape[-1] == len(first) else rows


@cache
def shipped() -> Vectors:
    with np.load(SHIPPED) as arrays:
        matrices: Vectors = arrays["turn"].astype(np.float32)
    return matrices
