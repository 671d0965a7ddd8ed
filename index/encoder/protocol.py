"""What every encoder promises: unit vectors, and the same text gets the same vector whoever stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

LONGEST = 256  # tokens; what follows is not read


@dataclass(frozen=True)
class Encoded:
    """One text after one pass: the sentence's vector, its tokens' vectors, and where each token stands."""

    sentence: Vectors
    tokens: Vectors
    spans: tuple[tuple[int, int], ...]


class Encoder(Protocol):
    @property
    def name(self) -> str:
        """Changes whenever the vectors would: vectors of different names are never compared."""

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit row for each text."""

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        """Sentence and token vectors from one pass; special tokens and padding are left out."""


def sound(text: str) -> str:
    """Half an emoji, which a text cut in two may hold, is none to a tokenizer; every letter keeps its place."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def unit(vectors: Vectors) -> Vectors:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
    return scaled
