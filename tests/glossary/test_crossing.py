"""Do two people talk past each other? Which words an answer may have crossed, and how likely it has."""

import numpy as np
import pytest

from glossary.crossing import Heard, OpenWord, crossing, open_words
from glossary.model import Mention, Reading, Sense, Term, Utterance
from glossary.scoring.passage import Passage, look
from index.encoder.toy import ToyEncoder

COVERAGE = Term(
    "coverage",
    (Sense("tests", "software-engineering", "Lines run by tests."), Sense("cover", "business", "What is insured.")),
    priority="core",
)
TERMS = {"coverage": COVERAGE}
READING = Reading(
    Mention("coverage", 14, 22), "sense", "cover", 0.8, (("cover", 0.8), ("tests", 0.1)), chances=(0.9, 0.05, 0.05)
)
ASKED = Heard(Utterance("Rita", "do we have any coverage", "legal"), (READING,))
ANSWER = Utterance("Jon", "84 percent, was 61 in spring", "software-engineering")


def words(answer: Utterance, *before: Heard) -> list[str]:
    return [word.term.name for word in open_words(before, answer, [], TERMS)]


def test_a_word_of_somebody_else_is_in_question() -> None:
    assert words(ANSWER, ASKED) == ["coverage"]


@pytest.mark.parametrize(
    "answer",
    [Utterance("Rita", "any at all?", "legal"), Utterance("Paul", "none", "legal")],
    ids=["by the same person", "by somebody of the same trade"],
)
def test_nobody_crosses_themselves_or_their_own_trade(answer: Utterance) -> None:
    assert words(answer, ASKED) == []


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "\x00", "👍"])
def test_who_says_nothing_takes_no_word_otherwise(nothing: str) -> None:
    assert words(Utterance("Jon", nothing, "software-engineering"), ASKED) == []


def test_a_text_without_a_token_is_seen_as_a_whole() -> None:
    empty = ToyEncoder(("fast", "right")).read([""])[0]

    seen = look(Passage("", 0, 0, empty), Mention("coverage", 0, 0))

    assert (seen.views == empty.sentence).all()
    assert seen.tokens.shape == (0, 3)


def test_words_further_up_are_left_alone() -> None:
    small_talk = Heard(Utterance("Ann", "lunch?", "product"), ())

    assert words(ANSWER, ASKED, small_talk, small_talk) == []


def test_an_answer_that_fits_the_other_meaning_crosses() -> None:
    word = OpenWord(READING, COVERAGE, 1)

    same, other = (crossing(word, ANSWER, np.array(scores, np.float32)) for scores in ((0.0, 6.0), (6.0, 0.0)))

    assert same.chance < 0.2 < 0.5 < other.chance
    assert other.taken[0][0] == "tests"
