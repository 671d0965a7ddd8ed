"""What an entry says of its senses, and what is guessed where it says nothing."""

from typing import Any

import numpy as np
import pytest

from glossary.model import Example, Sense, Term
from glossary.scoring.evidence import CueWords, Evidence, encoded_texts, evidence, texts_of
from glossary.scoring.features import sense_features
from glossary.scoring.passage import Seen
from glossary.scoring.wording import TOLD
from index.encoder.toy import ToyEncoder

WORDS = ("metal", "planet", "liquid", "orbit", "spade")
ENCODER = ToyEncoder(WORDS)
DEFINITION, CUES = TOLD.index("definition"), TOLD.index("cues")


def known(*senses: Sense) -> Evidence:
    term = Term("mercury", senses)
    return evidence(term, encoded_texts(ENCODER, list(texts_of(term))))


def sense(definition: str, *examples: str, **said: Any) -> Sense:
    return Sense(definition, "", definition, tuple(map(Example, examples)), **said)


def test_what_an_entry_says_is_taken_as_it_stands() -> None:
    told = known(sense("metal", "orbit", say_instead="liquid", cues=("spade",))).told[0]

    assert told[DEFINITION, WORDS.index("metal")] == pytest.approx(1)
    assert told[TOLD.index("say_instead"), WORDS.index("liquid")] == pytest.approx(1)
    assert told[CUES, WORDS.index("spade")] == pytest.approx(1)


def test_without_examples_what_is_left_out_is_said_by_the_definition() -> None:
    assert known(sense("metal")).told[0] == pytest.approx(np.tile(ENCODER.encode(["metal"]), (len(TOLD), 1)))


def test_the_more_examples_there_are_the_more_they_say_what_is_left_out() -> None:
    shares = [
        float(known(sense("metal", *["orbit"] * count)).told[0, CUES, WORDS.index("orbit")]) for count in (0, 1, 3, 10)
    ]

    assert shares == sorted(set(shares))
    assert shares[0] == 0 < shares[1] < 0.5 < shares[-1]


def test_an_entry_without_cues_is_known_by_the_words_of_its_definition() -> None:
    term = Term("mercury", (sense("a liquid metal"), sense("a planet in orbit")))
    answer = ENCODER.read(["orbit"])[0]
    seen = Seen(np.zeros((4, ENCODER.dimensions), np.float32), answer.tokens, 1)

    features = sense_features(seen, frozenset(), known(*term.senses), CueWords.of(term))

    assert features.sum(axis=1).argmax() == 1


def test_with_very_few_examples_the_wording_counts_as_one_more() -> None:
    """Not where the word itself is compared: a definition does not hold it."""
    metal = WORDS.index("metal")
    sentence, *_, target, window = (
        [float(known(sense("metal", *["orbit mercury"] * count)).shown[0, view, metal]) for count in (0, 1, 2, 3)]
        for view in range(4)
    )

    assert sentence == window
    assert sentence[1] > sentence[2] > 0
    assert sentence[0] == sentence[3] == 0
    assert target == [0, 0, 0, 0]


def test_only_an_entry_that_leaves_nothing_out_is_compared_in_the_turned_space() -> None:
    said: dict[str, str | tuple[str, ...]] = {
        "described_as": ("liquid",),
        "say_instead": "liquid",
        "question": "a liquid?",
        "cues": ("spade",),
    }

    assert known(sense("metal", "orbit", **said)).whole
    assert not known(sense("metal", "orbit", **said), sense("planet", "orbit")).whole
