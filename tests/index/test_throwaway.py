"""A file that cannot be written is named; one that is broken is made anew."""

import errno
import sqlite3
from pathlib import Path

import pytest

from index.encoder.toy import ToyEncoder
from index.kept import KeptVectors
from index.throwaway import make_folder, opened, told_of


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
