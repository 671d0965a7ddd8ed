"""A Slack export is read as it comes, and what is none is refused with its name."""

import json
import zipfile
from pathlib import Path

import pytest

from bot.errors import Unreadable
from bot.slack_export import SlackExport


def export(path: Path, **files: object) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, json.dumps(content))
    return path


def test_messages_of_people_are_read_in_their_channels(tmp_path: Path) -> None:
    said = [
        {"type": "message", "user": "U1", "text": "the performance", "ts": "1.0"},
        {"type": "message", "bot_id": "B1", "text": "beep", "ts": "2.0"},
        {"type": "message", "subtype": "channel_join", "user": "U1", "text": "joined", "ts": "3.0"},
    ]
    users = [{"id": "U1", "profile": {"title": "Data scientist"}}]

    found = SlackExport.at(export(tmp_path / "e.zip", **{"users.json": users, "general/2026-11-20.json": said}))

    assert [one.text for one in found.channels["general"]] == ["the performance"]
    assert found.people["U1"].title == "Data scientist"


@pytest.mark.parametrize("files", [{}, {"users.json": {}}])
def test_what_is_no_export_is_refused_by_name(tmp_path: Path, files: dict[str, object]) -> None:
    with pytest.raises(Unreadable, match=r"e\.zip"):
        SlackExport.at(export(tmp_path / "e.zip", **files))


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "e.zip").write_text("hello")

    with pytest.raises(Unreadable, match="not a Slack export"):
        SlackExport.at(tmp_path / "e.zip")


def test_a_zip_that_is_locked_is_refused_by_name(tmp_path: Path) -> None:
    locked = bytearray(export(tmp_path / "e.zip", **{"users.json": []}).read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(header) + flags] |= 1
    (tmp_path / "e.zip").write_bytes(locked)

    with pytest.raises(Unreadable, match=r"users\.json.*password"):
        SlackExport.at(tmp_path / "e.zip")
