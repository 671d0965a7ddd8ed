"""The token that begins every text hears little in the first layers: there it says the same in every text, known beforehand."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

import numpy as np

from index.encoder.acting import Acting

STILL = 0.005  # of what it is; measured (docs/adr/0013): less than .002 up to the last layer


def beginning(layers: Sequence[Acting]) -> list[Any]:
    """What each layer gets there, up to the last that gets the same in every text."""
    return [rows.mean(axis=0) for rows in takewhile(_still, (layer.first for layer in layers))]


def _still(rows: Any) -> bool:
    middle = rows.mean(axis=0)
    return bool(np.square(rows - middle).sum() < STILL * len(rows) * np.square(middle).sum())
