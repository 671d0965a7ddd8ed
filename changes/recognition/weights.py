"""Everything the recogniser has learnt, as one small file of numbers beside the code that wrote it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from changes.recognition.features import Vocabulary
from changes.recognition.linear import Linear
from changes.recognition.tagger import Lexicon, Tagger
from index.encoder.protocol import Vectors

FILE = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True)
class Weights:
    """`threshold`: the probability from which on a message counts as an announcement; `sayings`: vectors, of `outcomes`."""

    vocabulary: Vocabulary
    announcing: Linear
    kind: Linear
    harm: Linear
    sayings: Vectors
    tagger: Tagger
    threshold: float

    def save(self, file: Path) -> None:
        arrays: dict[str, Any] = {
            "vocabulary": np.array(list(self.vocabulary.places)),
            "rarity": self.vocabulary.rarity.astype(np.float16),
            "lexicon": np.array(list(self.tagger.lexicon.places)),
            "sayings": self.sayings.astype(np.float16),
            "threshold": np.array(self.threshold, np.float32),
        }
        for name in ("announcing", "kind", "harm"):
            arrays |= getattr(self, name).arrays(name)
        arrays |= self.tagger.model.arrays("tagger")
        np.savez_compressed(file, **arrays)


@cache
def shipped() -> Weights:
    return load(FILE)


def load(file: Path) -> Weights:
    with np.load(file, allow_pickle=False) as arrays:
        places = {str(word): place for place, word in enumerate(arrays["vocabulary"])}
        lexicon = Lexicon({str(word): place for place, word in enumerate(arrays["lexicon"])})
        return Weights(
            vocabulary=Vocabulary(places, arrays["rarity"].astype(np.float32)),
            announcing=Linear.of(arrays, "announcing"),
            kind=Linear.of(arrays, "kind"),
            harm=Linear.of(arrays, "harm"),
            sayings=arrays["sayings"].astype(np.float32),
            tagger=Tagger(Linear.of(arrays, "tagger"), lexicon),
            threshold=float(arrays["threshold"]),
        )
