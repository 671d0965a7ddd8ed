"""The CoarseWSD-20 protocol, its path proven on a few sentences of our own in the set's own files."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from glossary.disambiguator import Disambiguator
from glossary.evaluation import coarse
from glossary.scoring.weights import Weights
from glossary.shelf import Shelf
from index.encoder.protocol import Encoder

SENSES = ("spring_season", "spring_coil")
TRAIN = (
    ("tulips bloom in spring when the days grow longer", 0),
    ("after a cold spring the orchards flowered late", 0),
    ("the steel spring in the mattress broke under the weight", 1),
    ("a coiled spring pushes the valve back", 1),
)
TEST = (
    ("birds build their nests in spring near the meadow", 0),
    ("we sow carrots and peas each spring", 0),
    ("the spring of the suspension is worn and the wheel rattles", 1),
    ("turn the screw until the spring is compressed", 1),
)


@pytest.fixture(scope="module")
def reader(encoder: Encoder) -> Disambiguator:
    return Disambiguator(encoder, Shelf(encoder), Weights.load())


@pytest.fixture
def words(tmp_path: Path) -> Path:
    lay(tmp_path / "spring")
    return tmp_path


def lay(folder: Path, train: Sequence[tuple[str, int]] = TRAIN, test: Sequence[tuple[str, int]] = TEST) -> Path:
    """A word as the set keeps it."""
    folder.mkdir(parents=True)
    (folder / "classes_map.txt").write_text(json.dumps({str(at): one for at, one in enumerate(SENSES)}))
    for part, rows in (("train", train), ("test", test)):
        lines = [f"{text.split().index('spring')}\t{text}" for text, _ in rows]
        (folder / f"{part}.data.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / f"{part}.gold.txt").write_text("".join(f"{label}\n" for _, label in rows))
    return folder


@pytest.mark.model
def test_sentences_are_read_by_a_few_examples_and_a_definition(reader: Disambiguator, words: Path) -> None:
    found = dict(coarse.measure(reader, words, shots=(1, 2)))

    assert [figures.sentences for figures in found.values()] == [4, 4]
    assert found[2].macro_f1 >= found[1].macro_f1 > 0.5
    assert found[2].spread == pytest.approx(0)  # there are but two examples to draw from


@pytest.mark.model
def test_examples_that_were_drawn_already_are_taken_as_they_are(reader: Disambiguator, tmp_path: Path) -> None:
    for number in (1, 2):
        lay(tmp_path / f"set{number}" / "spring_2")

    found = dict(coarse.measure(reader, tmp_path))
    assert not found  # two examples a sense is not what was asked for

    (figures,) = dict(coarse.measure(reader, tmp_path, shots=(2, 3))).values()
    assert (figures.words, figures.sentences) == (1, 4)


@pytest.mark.model
def test_a_folder_without_words_is_told(reader: Disambiguator, tmp_path: Path) -> None:
    with pytest.raises(coarse.NoWords):
        list(coarse.measure(reader, tmp_path))


def test_definitions_that_lie_in_the_folder_go_before_ours(tmp_path: Path) -> None:
    word = coarse.word_of(lay(tmp_path / "spring"))
    (tmp_path / "definitions.yaml").write_text("spring_coil: A wire that bounces back.\n")

    season, coil = sorted(
        coarse.term_of(word, coarse.glosses(tmp_path), 1, 0).senses, key=lambda one: one.id != SENSES[0]
    )

    assert coil.definition == "A wire that bounces back."
    assert season.definition == season.say_instead == "season"  # nothing but its class name


def test_a_definition_is_found_whether_or_not_class_names_begin_with_the_word(tmp_path: Path) -> None:
    word = coarse.word_of(lay(tmp_path / "spring"))
    bare = replace(word, train=tuple(replace(one, sense=one.sense.removeprefix("spring_")) for one in word.train))

    senses = coarse.term_of(bare, {"spring_coil": "A wire that bounces back."}, 1, 0).senses

    assert [one.definition for one in senses] == ["A wire that bounces back.", "season"]


def test_signs_that_end_no_line_and_doubled_spaces_move_nothing(tmp_path: Path) -> None:
    odd = ("an odd\u2028sign and  a spring in march", 0)

    (sentence,) = coarse.word_of(lay(tmp_path / "spring", TRAIN, [odd])).test

    assert sentence.text[sentence.start : sentence.end] == "spring"


def test_files_that_do_not_fit_together_or_are_missing_are_named(tmp_path: Path) -> None:
    folder = lay(tmp_path / "spring")
    (folder / "test.gold.txt").write_text("0\n")
    with pytest.raises(coarse.BadWord, match="spring: its files do not fit"):
        coarse.word_of(folder)

    (folder / "test.gold.txt").unlink()
    with pytest.raises(coarse.BadWord, match=r"test\.gold\.txt: No such file"):
        coarse.word_of(folder)
