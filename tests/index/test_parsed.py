"""What was parsed once is read from where it was kept, until its text is another."""

import json
from pathlib import Path

import pytest
import yaml

from index import parsed as module
from index.parsed import parse, parsed

TEXT = "term: drift\nreviewed: 2026-01-31\ncues: [model, 'no']\n"


def test_the_next_time_nothing_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with parsed(tmp_path / "kept.json") as content:
        content(TEXT)

    monkeypatch.setattr(module, "parse", lambda text: pytest.fail(f"parsed again: {text}"))
    with parsed(tmp_path / "kept.json") as content:
        assert content(TEXT) == {"term": "drift", "reviewed": "2026-01-31", "cues": ["model", "no"]}


def test_a_text_that_changed_is_parsed_anew_and_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    with parsed(kept) as content:
        content(TEXT)
    with parsed(kept) as content:
        assert content("term: churn") == {"term": "churn"}

    assert list(json.loads(kept.read_bytes()).values()) == [{"term": "churn"}]


@pytest.mark.parametrize("there", [b"", b"{", b"[1, 2]", b"\xff\xfe", b'{"unknown": 1'], ids=repr)
def test_a_spoilt_file_is_made_anew(tmp_path: Path, there: bytes) -> None:
    kept = tmp_path / "kept.json"
    kept.write_bytes(there)

    with parsed(kept) as content:
        assert content("a: 1") == {"a": 1}

    assert list(json.loads(kept.read_bytes()).values()) == [{"a": 1}]


def test_nothing_is_kept_of_what_could_not_be_used(tmp_path: Path) -> None:
    with pytest.raises(yaml.MarkedYAMLError), parsed(tmp_path / "kept.json") as content:
        list(map(content, ("a: 1", "a: [")))

    assert list(tmp_path.iterdir()) == []


def test_without_a_place_to_keep_it_everything_is_still_understood(tmp_path: Path) -> None:
    for kept in (None, tmp_path / "there is none" / "kept.json", tmp_path):
        with parsed(kept) as content:
            assert content("a: 1") == {"a": 1} == parse("a: 1")

    assert list(tmp_path.iterdir()) == []
