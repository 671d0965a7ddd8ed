"""What is written is there whole, or what was there before is."""

import os
from pathlib import Path

import pytest

from index.whole import whole


def test_what_was_written_takes_its_place(tmp_path: Path) -> None:
    target = tmp_path / "file.json"
    target.write_text("old")

    with whole(target) as half:
        half.write_text("new")
        assert target.read_text() == "old"

    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("file.json", "new")]


def test_who_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "file.json"
    target.write_text("old")

    with pytest.raises(UnicodeEncodeError), whole(target) as half:
        half.write_text("ne\ud800", encoding="utf-8")

    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("file.json", "old")]


def test_what_a_killed_writer_left_goes_with_a_later_write_and_what_somebody_may_still_write_stays(
    tmp_path: Path,
) -> None:
    left, recent, other = (tmp_path / f".{name}.part" for name in ("file.json.7", "file.json.0", "file.csv.7"))
    for half in (left, recent, other):
        half.write_text("hal")
    for half in (left, other):
        os.utime(half, (0, 0))

    with whole(tmp_path / "file.json") as half:
        half.write_text("new")

    assert (left.exists(), recent.exists(), other.exists()) == (False, True, True)
