"""Sometimes the writer says which meaning is meant."""

import pytest

from glossary.loader import SHIPPED, load_term
from glossary.model import Sense, Term
from glossary.scoring.spelled import spelled_out

PERFORMANCE = Term(
    "performance",
    (
        Sense("speed", "software-engineering", "…", cues=("latency", "ms"), say_instead="response time"),
        Sense("quality", "data-science", "…", cues=("F1", "holdout"), say_instead="prediction quality"),
    ),
)


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("performance, i.e. latency, got worse", "speed"),
        ("the performance (response time) is bad", "speed"),
        ("performance as in prediction quality, please", "quality"),
        ("performance (meaning F1 on the holdout) went up", "quality"),
    ],
)
def test_a_meaning_that_follows_the_word_is_taken(text: str, sense: str) -> None:
    assert spelled_out(PERFORMANCE, text, text.index("performance") + len("performance")) == sense


@pytest.mark.parametrize("text", ["performance got worse", "performance (see ticket 12) is bad", "performance, again"])
def test_an_aside_that_explains_nothing_is_not(text: str) -> None:
    assert spelled_out(PERFORMANCE, text, text.index("performance") + len("performance")) is None


@pytest.mark.parametrize(
    ("word", "text", "sense"),
    [
        ("performance", "performance, i.e. latency, got worse", "runtime-speed"),
        ("performance", "is the performance (recall) fine?", "predictive-quality"),
        ("pipeline", "the pipeline (ETL) is late", "data-pipeline"),
    ],
)
def test_another_word_of_the_dictionary_that_belongs_to_one_meaning_spells_it_out(
    word: str, text: str, sense: str
) -> None:
    term = load_term(SHIPPED / f"{word}.yaml")

    assert spelled_out(term, text, text.index(word) + len(word)) == sense
