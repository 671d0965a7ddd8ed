"""What is said alike or meant alike is found; the file may be old, damaged, shared or gone."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.catalogue import Catalogue, Entry
from index.encoder.protocol import Encoded, Vectors
from index.encoder.toy import ToyEncoder
from index.shelf import ReadOnlyShelf

FAST = Entry("term", "latency", "Latency", ("how fast an answer comes", "speedy replies"))
RIGHT = Entry("term", "accuracy", "Accuracy", ("how right the answers are",))


class Counting:
    """The toy encoder, counting what it was asked to encode."""

    name, dimensions = "counting", 3

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self._toy = ToyEncoder(("fast", "right"))

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded.extend(texts)
        return self._toy.encode(texts)

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        return self._toy.read(texts)


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture
def catalogue(tmp_path: Path, encoder: Counting) -> Catalogue:
    opened = Catalogue.at(tmp_path / "index.db", encoder)
    opened.sync("term", [FAST, RIGHT])
    return opened


def test_an_entry_is_found_by_its_words_or_its_meaning(catalogue: Catalogue) -> None:
    assert catalogue.search("term", "speedy")[0].id == "latency"
    assert catalogue.search("term", "right")[0].id == "accuracy"


def test_a_hit_says_which_passage_and_words_it_was_found_by(catalogue: Catalogue) -> None:
    hit = catalogue.search("term", "is it fast?")[0]

    assert (hit.passage, hit.words, hit.similarity > 0.9) == ("how fast an answer comes", ("fast",), True)


@pytest.mark.parametrize("query", ["", "'", '"', 'what\'s "up" (now) AND* OR NEAR/3', "x" * 10_000, "🎉"])
def test_no_question_is_a_syntax_error(catalogue: Catalogue, query: str) -> None:
    assert isinstance(catalogue.search("term", query), list)


def test_an_unchanged_text_is_not_encoded_again(catalogue: Catalogue, encoder: Counting) -> None:
    encoder.encoded.clear()

    catalogue.sync("term", [FAST, Entry("term", "accuracy", "Accuracy", ("how right the answers are", "new words"))])

    assert encoder.encoded == ["new words"]


def test_what_is_gone_is_not_found(catalogue: Catalogue) -> None:
    catalogue.sync("term", [RIGHT])

    assert [hit.id for hit in catalogue.search("term", "speedy fast")] == ["accuracy"]


def test_kinds_do_not_mix(catalogue: Catalogue) -> None:
    catalogue.sync("playbook", [Entry("playbook", "slow-answers", "Slow answers", ("fast fast",))])

    assert [hit.id for hit in catalogue.search("playbook", "right fast")] == ["slow-answers"]


def test_another_process_sees_what_was_synced(catalogue: Catalogue, tmp_path: Path, encoder: Counting) -> None:
    other = Catalogue.at(tmp_path / "index.db", encoder)
    other.search("term", "fast")

    catalogue.sync("term", [Entry("term", "speed", "Speed", ("fast",))])

    assert [hit.id for hit in other.search("term", "fast")] == ["speed"]


def test_two_may_sync_at_once(tmp_path: Path) -> None:
    opened = [Catalogue.at(tmp_path / "index.db", Counting()) for _ in range(2)]
    threads = [threading.Thread(target=one.sync, args=("term", [FAST, RIGHT])) for one in opened]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [hit.id for hit in opened[0].search("term", "fast", top=1)] == ["latency"]


@pytest.mark.parametrize("damage", ["no database", "another version"])
def test_an_old_or_damaged_file_is_made_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "index.db"
    if damage == "no database":
        path.write_bytes(b"not a database at all" * 100)
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("create table entry (old text)")
            connection.execute("pragma user_version = 99")

    catalogue = Catalogue.at(path, Counting())
    catalogue.sync("term", [FAST])

    assert catalogue.search("term", "fast")[0].id == "latency"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(ReadOnlyShelf, match="file"):
        Catalogue.at(tmp_path / "file" / "index.db", Counting())
