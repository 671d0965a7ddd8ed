"""What comes of doing nothing is read clause by clause, in plain words as in technical ones."""

from pathlib import Path

import numpy as np
import pytest

from changes.evaluation import figures, judge_file
from changes.recognise import Recogniser
from changes.recognition.examples import announcements
from changes.recognition.features import apart
from changes.recognition.outcomes import clauses, names, outcomes, sayings
from changes.recognition.weights import shipped
from index.encoder.protocol import Encoded, Encoder

HELD_OUT = Path(__file__).parents[3] / "benchmarks" / "data" / "harm_held_out.jsonl"


@pytest.fixture(scope="module")
def recogniser(encoder: Encoder) -> Recogniser:
    return Recogniser.open(encoder)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "from Monday the cellar register lists bottles and no longer crates. Count its rows and you have twelve times the wine",
        "we take the street names out of the winter service list on Friday, ploughs that print them will print an empty line",
    ],
)
def test_harm_in_plain_words_is_harm(recogniser: Recogniser, text: str) -> None:
    assert recogniser.fields(text).breaking is True


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "the attic archive got a second copy this morning, you read what you always read and need not do anything",
        "from Tuesday the crew list also has a photo. Leave it out if you have no use for it, everything else stays",
    ],
)
def test_harmlessness_in_plain_words_is_not_harm(recogniser: Recogniser, text: str) -> None:
    assert not recogniser.fields(text).breaking


@pytest.mark.model
def test_breaking_or_not_stays_above_its_floor_on_messages_held_out(recogniser: Recogniser) -> None:
    found = figures(judge_file(HELD_OUT, recogniser.recognise))

    assert found["breaking or not"] >= 0.8
    assert found["kind"] >= 0.6


def test_a_message_falls_into_clauses_and_no_word_is_lost() -> None:
    text = "we drop it on Monday, so readers find nothing; the copy stays because it is cheap"

    found = [text[start:end].strip() for start, end in clauses(text)]

    assert found == ["we drop it on Monday", "so readers find nothing", "the copy stays", "because it is cheap"]
    assert clauses("ok") == [(0, 2)]


def test_denied_harm_is_told_from_harm() -> None:
    place = names().index("harm denied")
    nothing = Encoded(np.zeros(2, np.float32), np.zeros((0, 2), np.float32), ())

    seen = [
        outcomes(text, nothing, np.zeros((1, 2), np.float32))[place]
        for text in ("nothing will break", "no row gets lost", "it will break")
    ]

    assert seen == [1, 1, 0]


def test_the_nearest_clause_counts_for_each_saying() -> None:
    tokens = np.array([[1, 0], [0, 2]], np.float32)
    read = Encoded(np.array([1, 0], np.float32), tokens, ((0, 10), (12, 22)))

    found = outcomes("aaaaaaaaaa, bbbbbbbbbb", read, np.array([[1, 0], [0, 1]], np.float32))

    assert found[-2:].tolist() == [2, 2]


def test_what_is_said_and_what_it_is_said_of_are_kept_apart() -> None:
    read = Encoded(np.array([1, 0], np.float32), np.array([[3, 0], [0, 2]], np.float32), ((0, 4), (5, 9)))

    assert apart(read, [(5, 9)]).tolist() == [2, 0, 0, 2]
    assert apart(read, []).tolist()[2:] == [0, 0]


def test_no_saying_is_taken_from_an_example_and_all_were_learnt() -> None:
    texts = [one.text.lower() for one in announcements()]

    assert len(shipped().sayings) == len(sayings()) == len(set(sayings()))
    assert not [said for said in sayings() if said in texts]
