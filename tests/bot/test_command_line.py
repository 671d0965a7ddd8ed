"""The command line as a whole: each command says what it does and shows how, and it ends as its exit code says."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import files
from bot.cli import CONTENTS, LazyCommand

MODEL = pytest.mark.model


def commands(of: Any, path: str) -> Iterator[Any]:
    for name, inner in getattr(of, "commands", {}).items():
        yield from commands(inner, f"{path} {name}")
    yield pytest.param(of, id=path)


def every() -> list[Any]:
    return [one for entry in CONTENTS for one in commands(LazyCommand(entry).load(), entry.name)]


def parlance(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, check=False, timeout=100, env={**os.environ, **environment}
    )


def piped(line: str) -> int:
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("parlance", f"{sys.executable} -m bot")],
        capture_output=True,
        check=False,
        timeout=100,
    ).returncode


@pytest.mark.parametrize("command", every())
def test_each_command_has_help_and_an_example(command: Any) -> None:
    assert command.help
    assert "Example: parlance " in f"{command.help} {command.epilog}" or "Example: SLACK" in str(command.epilog)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"id": ' + b"9" * 5000 + b', "text": "x"}', "not JSON"),
        (b'{"id": NaN, "text": "x"}', "not JSON: NaN is no number of JSON"),
        (b"[" * 100_000, "not JSON for us: too many brackets"),
        (b'{"id": "1", "text": "\x00"}', "not JSON: Invalid control character at column"),
        (b'{"id": "1", "text": null}', "text is text in quotes"),
        (b'{"id": "1", "text": "x", "thread": [1]}', "text is text in quotes, thread is a list of texts"),
    ],
    ids=["huge", "nan", "deep", "control", "null", "thread"],
)
def test_whatever_a_line_holds_it_is_named_in_one_sentence(line: bytes, said: str) -> None:
    done = parlance("read", "--json", "-", given=line)

    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (4, b"", 1)
    assert f"-:1: {said}" in done.stderr.decode()


@pytest.mark.parametrize("line", ["change import", "glossary import --format yaml", "glossary edit churn --from"])
def test_a_broken_file_is_named_with_its_line(line: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("id: x\n  title: [broken\n")

    done = parlance(*line.split(), str(file), PARLANCE_HOME=str(tmp_path))

    assert (done.returncode, done.stderr.count(b"\n")) == (4, 1)
    assert done.stderr.decode().startswith(f"parlance: {file}:2: not YAML")


@pytest.mark.parametrize("line", ["playbook list", "playbook show labeling-ambiguity", "glossary list"])
def test_data_is_to_be_had_as_json_lines(line: str, tmp_path: Path) -> None:
    done = parlance(*line.split(), "--json", PARLANCE_HOME=str(tmp_path))

    assert all(isinstance(json.loads(one), dict) for one in done.stdout.decode().splitlines())
    assert done.stdout


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target, shut = tmp_path / "terms.csv", tmp_path / "no" / "terms.csv"
    target.write_text("before")

    files.write(target, "after")
    with pytest.raises(OSError, match=r"no/terms\.csv"):
        files.write(shut, "after")

    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"terms.csv": "after"}


@MODEL
def test_an_id_comes_back_as_it_was_given_and_an_odd_discipline_is_an_unknown_one(models: Path) -> None:
    given = b'{"id": 7, "text": "hi", "discipline": 5}\r\n\n{"id": "\\ud800", "text": "half an emoji \\ud83d"}\n'

    done = parlance("read", "--json", "-", given=given, PARLANCE_HOME=str(models.parent))

    assert [json.loads(line)["id"] for line in done.stdout.decode().splitlines()] == [7, "\ud800"]


@MODEL
def test_a_message_longer_than_a_name_of_a_file_is_a_message(models: Path) -> None:
    done = parlance("recognise", "we met and talked about chairs " * 20, PARLANCE_HOME=str(models.parent))

    assert done.returncode == 0
    assert b"announces nothing" in done.stdout


@MODEL
def test_a_file_is_read_without_json_too(models: Path, tmp_path: Path) -> None:
    file = tmp_path / "messages"
    file.write_text('{"id": "1", "text": "nothing of note"}\n')

    done = parlance("read", str(file), PARLANCE_HOME=str(models.parent))

    assert done.stdout.decode() == "None of these words is in the dictionary.\n"


@pytest.mark.parametrize("line", ["glossary list", "glossary show performance", "playbook list"])
def test_a_reader_who_has_had_enough_is_no_failure(line: str, tmp_path: Path) -> None:
    assert piped(f"export PARLANCE_HOME={tmp_path}; parlance {line} | head -1") == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to write to")
def test_output_that_finds_no_room_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "glossary", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=100,
            env={**os.environ, "PARLANCE_HOME": str(tmp_path)},
        )

    assert (done.returncode, done.stderr) == (1, b"parlance: cannot write what was found: No space left on device\n")
