"""What a message says will come of doing nothing: the nearest each clause comes to sayings of harm, of none, of neither."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from changes.recognition.cues import readable
from index.encoder.protocol import Encoded, Vectors

PATTERNS = Path(__file__).with_name("outcomes.yaml")
NEARNESS = 2.0  # how much nearness in meaning counts beside the cues; found by cross-validation
BREAK = re.compile(r"[.!?;:\n,()→]+|\b(?=(?:so|and|but|because|while|which|if|whoever)\b)", re.IGNORECASE)
SHORTEST = 8  # letters: less says nothing by itself


def sayings() -> tuple[str, ...]:
    return tuple(text for group in _content()["said"].values() for text in group)


def names() -> tuple[str, ...]:
    return tuple(_patterns())


def outcomes(text: str, encoded: Encoded, sayings: Vectors) -> Vectors:
    """A number for each of `names()`, then one for each saying: no further pass of the encoder is needed."""
    plain = readable(text)
    seen = np.array([bool(pattern.search(plain)) for pattern in _patterns().values()], np.float32)
    near = (_meanings(text, encoded) @ sayings.T).max(axis=0)
    return np.concatenate([seen, near * NEARNESS]).astype(np.float32)


def clauses(text: str) -> list[tuple[int, int]]:
    """Where each begins and ends; what is too short stays with what follows it."""
    found, begun = [], 0
    for match in BREAK.finditer(text):
        if match.start() - begun > SHORTEST:
            found.append((begun, match.start()))
            begun = match.end()
    return [*found, (begun, len(text))] if len(text) - begun > SHORTEST or not found else found


def _meanings(text: str, encoded: Encoded) -> Vectors:
    """The mean of the words of each clause, as they were read in the whole message."""
    means = [_mean(span, encoded) for span in clauses(text)]
    rows = [mean / max(float(np.linalg.norm(mean)), 1e-6) for mean in means if mean is not None]
    return np.stack(rows or [encoded.sentence]).astype(np.float32)


def _mean(span: tuple[int, int], encoded: Encoded) -> Vectors | None:
    inside = [row for row, (first, last) in enumerate(encoded.spans) if first < span[1] and last > span[0]]
    return encoded.tokens[inside].mean(axis=0) if inside else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _content()["cues"].items()}


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(PATTERNS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return content
