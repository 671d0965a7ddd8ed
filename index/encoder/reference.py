"""The reference: sentence-transformers itself, slow to import and the measure of every other encoder."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoder.protocol import LONGEST, Encoded, Vectors, sound, unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


@dataclass(frozen=True)
class ReferenceEncoder:
    name: str
    model: "SentenceTransformer"

    @classmethod
    def load(cls, model: str, known_as: str = "") -> "ReferenceEncoder":
        """`model` is a folder, or a name that is already on this machine: nothing is ever downloaded."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # it would stand between the lines of a command
        loaded = SentenceTransformer(model, device="cpu")
        loaded.max_seq_length = min(LONGEST, loaded.max_seq_length or LONGEST)
        return cls(f"reference:{known_as or os.path.basename(os.path.normpath(model))}", loaded)

    @property
    def dimensions(self) -> int:
        return int(self.model.get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        vectors: Vectors = self.model.encode(
            [sound(text) for text in texts], normalize_embeddings=True, show_progress_bar=False
        )
        return vectors

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        if not texts:
            return []
        texts = [sound(text) for text in texts]
        passed: Any = self.model.encode(texts, output_value=None, show_progress_bar=False)
        return [self._encoded(text, one) for text, one in zip(texts, passed, strict=True)]

    def _encoded(self, text: str, passed: dict[str, Any]) -> Encoded:
        """`passed`: all that one pass gave for it, in rows as long as those of the longest beside it."""
        cut: Any = self.model.tokenizer(text, return_offsets_mapping=True, truncation=True)
        rows = passed["token_embeddings"][passed["attention_mask"] == 1].numpy()
        real = [place for place, span in enumerate(cut["offset_mapping"]) if span[1] > span[0]]
        sentence = unit(passed["sentence_embedding"].numpy())
        return Encoded(sentence, rows[real], tuple(tuple(cut["offset_mapping"][place]) for place in real))
