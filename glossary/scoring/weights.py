"""The learned figures: few, the same for every term, fitted by `python -m benchmarks.fit_weights` and kept as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder.protocol import Vectors

SHIPPED = Path(__file__).parent / "weights.json"
HEADS = Path(__file__).parent / "heads.npz"


@dataclass(frozen=True)
class Weights:
    """`senses` weighs the features of a sense; `kinds` turns what is known of a mention into three kinds.

    `everyday` is a direction in the encoder's space: what talk about the world outside looks like. `tilt` is added to
    the log chances of the kinds before one is chosen: our own messages are plainer than those of other people.
    """

    senses: Vectors
    speaker: float
    kinds: Vectors  # one row for each kind: sense, ambiguous, everyday
    kind_centre: Vectors
    kind_scale: Vectors
    everyday: Vectors
    tilt: Vectors

    @classmethod
    def load(cls, path: Path = SHIPPED, heads: Path = HEADS) -> "Weights":
        content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        with np.load(heads) as arrays:
            return cls(
                senses=_row(content["senses"].values()),
                speaker=float(content["speaker"]),
                kinds=np.array(
                    [list(content["kinds"][kind].values()) for kind in ("sense", "ambiguous", "everyday")], np.float32
                ),
                kind_centre=_row(content["kind_centre"].values()),
                kind_scale=_row(content["kind_scale"].values()),
                everyday=arrays["everyday"].astype(np.float32),
                tilt=_row(content["tilt"].values()),
            )


def _row(values: Any) -> Vectors:
    return np.array(list(values), np.float32)


def softmax(scores: Sequence[float] | Vectors) -> Vectors:
    raised = np.exp(np.asarray(scores, np.float32) - np.max(scores))
    result: Vectors = (raised / raised.sum()).astype(np.float32)
    return result
