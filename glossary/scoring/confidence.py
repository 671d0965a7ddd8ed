"""How sure a reading is, in words that hold: of what is said with 0.9, nine in ten are right.

People accept more than one sense of a message, and say plainly what they mean; so the product of chances is too modest.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from glossary.model import Kind

SHIPPED = Path(__file__).parent / "confidence.json"
PLAIN = {"slope": 1.0, "sense": 0.0, "ambiguous": 0.0, "everyday": 0.0}
LEAST, MOST = 0.02, 0.995  # nothing is certain


def told(kind: Kind, chance: float) -> float:
    figures = shipped()
    return float(1 / (1 + np.exp(-(figures["slope"] * log_odds(chance) + figures[kind]))))


def log_odds(chance: float) -> float:
    held = min(MOST, max(LEAST, chance))
    return float(np.log(held / (1 - held)))


@cache
def shipped() -> Mapping[str, float]:
    """Fitted by `python -m benchmarks.fit_confidence`."""
    figures: dict[str, float] = json.loads(SHIPPED.read_text(encoding="utf-8"))["figures"]
    return figures
