"""What is written is there whole, or what was there before is."""

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
