"""A file that cannot be written is named; one that is broken is made anew."""

import errno
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.encoder.toy import ToyEncoder
from index.kept import KeptVectors
from index.throwaway import make_folder, opened, told_of
from tests.full_disk import on_a_full_disk
from tests.sealing import as_anybody, sealed

READING = """
import sys
from pathlib import Path
from index.encoder.toy import ToyEncoder
from index.kept import KeptVectors
kept = KeptVectors(ToyEncoder(("a", "b")), Path(sys.argv[1]))
print(kept.of(sys.argv[2:]).tolist())
"""
LEAVING = """
import atexit, gc, sys
from pathlib import Path
from index.encoder.toy import ToyEncoder
from index.kept import KeptVectors
from index.shelf import Shelf
atexit.register(gc.freeze)
folder = Path(sys.argv[1])
kept, shelf = KeptVectors(ToyEncoder(("a",)), folder / "kept.db"), Shelf.at(folder / "shelf.db")
kept.of(["a"])
kept.itself, shelf.itself = kept, shelf
"""


def _small(where: str) -> sqlite3.Connection:
    """A file that grows no further, as on a full disk."""
    file = sqlite3.connect(where)
    file.execute("create table if not exists kept (value)")
    file.execute("pragma max_page_count = 3")
    return file


def test_a_full_disk_is_told_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    file = opened(path, _small)

    with pytest.raises(OSError, match="full") as raised, told_of(path):
        file.execute("insert into kept values (zeroblob(100000))")

    file.close()
    assert (raised.value.errno, raised.value.filename) == (errno.ENOSPC, str(path))


def test_a_disk_that_has_no_room_for_what_sqlite_needs_is_told_too(tmp_path: Path) -> None:
    path = tmp_path / "disk" / "kept.db"
    reading = [sys.executable, "-c", READING, str(path), "a"]

    done = on_a_full_disk(path.parent, reading, reading)

    assert f"[Errno {errno.ENOSPC}] disk I/O error (its disk is full): '{path}'" in done.stderr


def test_vectors_that_may_not_be_written_are_told_with_their_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    path.mkdir()

    with pytest.raises(PermissionError) as raised:
        KeptVectors(ToyEncoder(("a",)), path)

    assert raised.value.filename == str(path)


def test_a_file_that_is_no_database_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    path.write_bytes(b"not a database, and long enough to be taken for one" * 99)

    kept = KeptVectors(ToyEncoder(("a",)), path)

    assert kept.of(["a"]).tolist() == [[1.0, 0.0]]
    kept.close()


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")

    with pytest.raises(NotADirectoryError) as raised:
        make_folder(tmp_path / "home")

    assert raised.value.filename == str(tmp_path / "home")


def test_what_may_only_be_read_is_read_and_what_is_missing_is_told_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "ours?" / "kept.db"  # a letter that means something in an address
    kept = KeptVectors(ToyEncoder(("a", "b")), path)
    kept.of(["a"])
    kept.close()

    def reading(text: str) -> "subprocess.CompletedProcess[str]":
        command = [*as_anybody(), sys.executable, "-c", READING, str(path), text]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)

    with sealed(path.parent):
        known, new = reading("a"), reading("b")

    assert (known.returncode, known.stdout) == (0, "[[1.0, 0.0, 0.0]]\n"), known.stderr
    assert f"PermissionError: [Errno {errno.EACCES}] attempt to write a readonly database: '{path}'" in new.stderr


def test_whoever_leaves_without_closing_leaves_one_file_of_each(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", LEAVING, str(tmp_path)], check=True, timeout=100)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.db", "shelf.db"]


def test_vectors_of_another_version_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    older = sqlite3.connect(path)
    older.execute("create table vector (text text, numbers blob)")
    older.close()

    kept = KeptVectors(ToyEncoder(("a",)), path)

    assert kept.of(["a"]).tolist() == [[1.0, 0.0]]
    kept.close()


@pytest.mark.parametrize(
    "bad", [b"", b"abc", bytes(4), np.full(2, np.nan, "f4").tobytes(), np.full(2, 9e9, "f4").tobytes()]
)
def test_a_kept_vector_that_no_encoder_gives_is_encoded_again(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "kept.db"
    kept = KeptVectors(ToyEncoder(("a",)), path)
    kept.of(["a"])
    kept.close()
    with sqlite3.connect(path) as damaged:
        damaged.execute("update vector set vector = ?", [bad])

    again = KeptVectors(ToyEncoder(("a",)), path)

    assert again.of(["a"]).tolist() == [[1.0, 0.0]]
    again.close()
    with sqlite3.connect(path) as mended:
        assert mended.execute("select vector from vector").fetchone() == (np.array([1, 0], np.float32).tobytes(),)


def test_kept_vectors_whose_file_breaks_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    texts = [f"fast {number}" for number in range(500)]
    kept = KeptVectors(ToyEncoder(("fast",)), path)
    expected = kept.of(texts)
    kept.close()
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (path.stat().st_size - 8192))

    again = KeptVectors(ToyEncoder(("fast",)), path)

    assert np.array_equal(again.of(texts), expected)
    assert np.array_equal(again.of(texts), expected)
    again.close()
