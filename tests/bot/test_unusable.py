"""What cannot be used is named in one sentence, with file and line where there is one; nothing is written before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.typed import parlance

GOOD = b'{"id": "1", "text": "fine", "messages": [], "query": "fine"}\n'
COMMANDS = (
    ["read", "--json"],
    ["replay", "--json"],
    ["recognise", "--json"],
    ["search", "--json", "--kind", "term", "--queries"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("line", "said"), [(b'{"id": broken\n', "not JSON"), (b'{"id": "2"}\n', "lacks"), (b"\xff\xfe\n", "not UTF-8")]
)
def test_a_line_that_cannot_be_read_is_named_and_nothing_comes_before(
    tmp_path: Path, command: list[str], line: bytes, said: str
) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(GOOD + line)

    done = parlance(*command, str(file), PARLANCE_HOME=str(tmp_path))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert f"{file}:2: " in done.stderr
    assert said in done.stderr


@pytest.mark.model
def test_a_home_that_cannot_be_written_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "message.jsonl").write_bytes(GOOD)
    (tmp_path / "home").write_text("in the way")

    done = parlance("read", "--json", str(tmp_path / "message.jsonl"), PARLANCE_HOME=str(tmp_path / "home"))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"parlance: cannot write {tmp_path / 'home'}: it is not a folder\n"


def test_a_model_that_is_not_there_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "message.jsonl").write_bytes(GOOD)

    known = {"PARLANCE_HOME": str(tmp_path), "PARLANCE_MODEL": "/no/model"}
    command = [sys.executable, "-m", "bot", "read", "--json", str(tmp_path / "message.jsonl")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=100, env={**os.environ, **known}
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("parlance: no sentence model at '/no/model'")
    assert done.stderr.count("\n") == 1
