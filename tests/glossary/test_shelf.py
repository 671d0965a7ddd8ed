"""What was computed for a term is kept in a file; whatever happens to the file costs time, never an answer."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.model import Sense, Term
from glossary.shelf import Shelf
from index.encoder.toy import ToyEncoder

TERMS = [Term(f"word{number}", (Sense("one", "", f"metal {number}"),)) for number in range(60)]


def a_bad_entry(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("update evidence set arrays = substr(arrays, 1, length(arrays) / 2)")


def a_changed_entry(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("update evidence set arrays = cast(replace(hex(arrays), '00', 'FF') as blob)")


def bad_pages(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("pragma wal_checkpoint(truncate)")
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (path.stat().st_size - 8192))


@pytest.mark.parametrize("damage", [a_bad_entry, a_changed_entry, bad_pages])
def test_what_was_kept_and_is_damaged_is_computed_anew(damage: Callable[[Path], None], tmp_path: Path) -> None:
    path, encoder = tmp_path / "senses.db", ToyEncoder(("metal",))
    shelf = Shelf(encoder, path)
    shelf.fill(TERMS)
    expected = [shelf.evidence(term).told for term in TERMS]
    shelf.close()
    damage(path)

    again = Shelf(encoder, path)

    for term, told in zip(TERMS, expected, strict=True):
        assert again.evidence(term).told == pytest.approx(told, abs=0.001)
    assert again.missing(TERMS) == []
    again.close()


def test_a_name_that_is_no_text_any_more_makes_the_file_begin_anew(tmp_path: Path) -> None:
    shelf = Shelf(ToyEncoder(("metal",)), tmp_path / "senses.db")
    shelf.fill(TERMS)
    with sqlite3.connect(tmp_path / "senses.db") as file:
        file.execute("update evidence set key = cast(key || x'ff' as text) where rowid = 7")

    computed = shelf.fill(TERMS)

    assert (computed, shelf.missing(TERMS)) == (len(TERMS), [])
    shelf.close()
