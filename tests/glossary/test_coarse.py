"""The CoarseWSD-20 protocol, its path proven on a few sentences of our own in the set's own files."""

import json
from pathlib import Path

import pytest

from glossary.disambiguator import Disambiguator
from glossary.evaluation import coarse
from glossary.scoring.weights import Weights
from glossary.shelf import Shelf
from index.encoder.choose import Choice, open_encoder

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


@pytest.fixture
def words(tmp_path: Path) -> Path:
    folder = tmp_path / "spring"
    folder.mkdir()
    (folder / "classes_map.txt").write_text(json.dumps({str(at): one for at, one in enumerate(SENSES)}))
    for part, rows in (("train", TRAIN), ("test", TEST)):
        lines = [f"{text.split().index('spring')}\t{text}" for text, _ in rows]
        (folder / f"{part}.data.txt").write_text("\n".join(lines) + "\n")
        (folder / f"{part}.gold.txt").write_text("".join(f"{label}\n" for _, label in rows))
    return tmp_path


@pytest.mark.model
def test_sentences_are_read_by_a_few_examples_and_a_definition(words: Path) -> None:
    encoder = open_encoder(Choice(Path(__file__).parents[2] / ".artifacts" / "models"))
    reader = Disambiguator(encoder, Shelf(encoder), Weights.load())

    found = dict(coarse.measure(reader, words, shots=(1, 2)))

    assert [figures.sentences for figures in found.values()] == [4, 4]
    assert found[2].macro_f1 >= found[1].macro_f1 > 0.5


@pytest.mark.model
def test_a_folder_without_words_is_told(tmp_path: Path) -> None:
    encoder = open_encoder(Choice(Path(__file__).parents[2] / ".artifacts" / "models"))

    with pytest.raises(coarse.NoWords):
        list(coarse.measure(Disambiguator(encoder, Shelf(encoder), Weights.load()), tmp_path))
