"""What an entry says in words of each sense; where it says little, or shows few examples, one helps the other out."""

from collections.abc import Mapping

import numpy as np

from glossary.model import Sense
from glossary.scoring.passage import VIEWS
from index.encoder.protocol import Encoded, Vectors, unit

TOLD = ("definition", "described_as", "say_instead", "question", "cues")
EXAMPLE = 0.25  # measured on chat and on prose: what one example weighs beside an entry's words in what it leaves out
FEW = 3  # with fewer examples than this the wording counts as one more; of none it makes no example
OF_TEXTS = [row for row, view in enumerate(VIEWS) if view != "target"]  # what a whole text can be compared with
Texts = Mapping[str, Encoded]


def told_texts(sense: Sense) -> list[list[str]]:
    """In the order of TOLD; empty where the entry says nothing."""
    return [
        [sense.definition],
        list(sense.described_as),
        [sense.say_instead] if sense.say_instead else [],
        [sense.question] if sense.question else [],
        [", ".join(sense.cues)] if sense.cues else [],
    ]


def told_of(sense: Sense, texts: Texts, shown: Vectors) -> Vectors:
    """What an entry leaves out is guessed from its wording and the middle of its examples, by their number."""
    guess = unit(_said(sense, texts) + EXAMPLE * len(sense.examples) * shown[0])
    groups = told_texts(sense)
    return np.stack(
        [unit(np.mean([texts[text].sentence for text in group], axis=0)) if group else guess for group in groups]
    )


def backed(sense: Sense, texts: Texts, shown: Vectors) -> Vectors:
    count = len(sense.examples)
    if not 0 < count < FEW:
        return shown
    with_words = shown.copy()
    with_words[OF_TEXTS] = unit(count * shown[OF_TEXTS] + _said(sense, texts))
    return with_words


def wording(sense: Sense) -> tuple[str, ...]:
    return (sense.definition, sense.say_instead) if sense.say_instead else (sense.definition,)


def _said(sense: Sense, texts: Texts) -> Vectors:
    return unit(np.sum([texts[text].sentence for text in wording(sense)], axis=0))
