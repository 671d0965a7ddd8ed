"""What cannot be used is named in one sentence, with file and line where there is one; nothing is written before."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.typed import parlance
from tests.full_disk import on_a_full_disk
from tests.sealing import as_anybody, sealed

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


@pytest.mark.parametrize("line", ["read --json {message}", "index"])
def test_a_model_that_is_not_there_is_named_in_one_sentence(tmp_path: Path, line: str) -> None:
    (tmp_path / "message.jsonl").write_bytes(GOOD)

    known = {"PARLANCE_HOME": str(tmp_path), "PARLANCE_MODEL": "/no/model"}
    command = [sys.executable, "-m", "bot", *line.format(message=tmp_path / "message.jsonl").split()]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=100, env={**os.environ, **known}
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("parlance: no sentence model at '/no/model'")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("playbook new page --pages /dev/null/no", "cannot write /dev/null/no"),
        ("backup {here}", "no backup was made: {here} is a folder; name a file in it"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(tmp_path: Path, line: str, said: str) -> None:
    done = parlance(*line.format(here=tmp_path).split(), PARLANCE_HOME=str(tmp_path))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"parlance: {said.format(here=tmp_path)}")
    assert not list(tmp_path.parent.glob("*.part"))


@pytest.mark.parametrize(
    "line",
    ["play --port 65536", "recognise hello --zone Mars/Base", "manifest --url parlance.example.com", "change key ci"],
)
def test_what_is_said_wrongly_is_wrong_use(tmp_path: Path, line: str) -> None:
    done = parlance(*line.split(), PARLANCE_HOME=str(tmp_path))

    assert (done.returncode, done.stdout) == (2, "")
    assert (done.stderr.startswith("parlance: "), done.stderr.count("\n")) == (True, 1)


def test_a_home_of_nobody_is_told(tmp_path: Path) -> None:
    done = parlance("glossary", "list", PARLANCE_HOME="~nobody-of-this-name/parlance")

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "PARLANCE_HOME='~nobody-of-this-name/parlance' is not a folder that can be found" in done.stderr


@pytest.mark.model
@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ('{"query": "a", "accept": ["x"]}', '{"query": "a"', "not JSON"),
        ('{"query": "a", "gold_term": "x"}', '{"query": 7, "gold_term": "x"}', "query of another kind"),
        ('{"conversation_id": 1, "user": 1, "text": "a"}', '{"user": 1, "text": "a"}', "lacks conversation_id"),
        (
            '{"id": 1, "messages": [], "gold": {}}',
            '{"id": 1, "messages": [5], "gold": {}}',
            "not of the expected shape",
        ),
    ],
    ids=["playbooks", "lookup", "chat", "threads"],
)
def test_a_line_of_a_labelled_set_is_named(tmp_path: Path, models: Path, first: str, second: str, said: str) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(f"\ufeff{first}\n{second}\n", encoding="utf-8")

    done = parlance("eval", "--set", str(file), PARLANCE_HOME=str(models.parent))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert f"{file}:2: " in done.stderr
    assert said in done.stderr


def test_a_home_that_may_only_be_read_is_read_and_refuses_what_would_change_it(tmp_path: Path) -> None:
    home = tmp_path / "home"

    def done(line: str) -> "subprocess.CompletedProcess[str]":
        command = [*as_anybody(), sys.executable, "-m", "bot", *line.split()]
        known = {**os.environ, "PARLANCE_HOME": str(home)}
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100, env=known)

    done("glossary define wug bird")
    with sealed(home):
        read, changed = done("glossary show wug"), done("glossary define gostak distims")

    assert (read.returncode, read.stderr) == (0, "")
    assert "bird" in read.stdout
    assert (changed.returncode, changed.stdout) == (1, "")
    assert changed.stderr == f"parlance: cannot write {home}/parlance.db: it may only be read\n"


LEAVING_A_LOG = """
import os, sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("update alembic_version set version_num = '0001'")
os._exit(0)
"""


def step_of(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as file:
        return str(file.execute("select version_num from alembic_version").fetchone()[0])


@pytest.mark.parametrize("killed", [False, True], ids=["left", "killed"])
def test_a_home_that_may_only_be_read_is_copied_as_it_stands(home: Path, killed: bool) -> None:
    kept, copy = home / "sealed" / "parlance.db", home / "copy.db"
    kept.parent.mkdir()
    (home / "parlance.db").rename(kept)
    subprocess.run([sys.executable, "-c", LEAVING_A_LOG, str(kept)], check=True, timeout=100)
    if not killed:
        step_of(kept)  # whoever closes it last puts the log away

    def done(target: Path) -> "subprocess.CompletedProcess[str]":
        command = [*as_anybody(), sys.executable, "-m", "bot", "backup", str(target)]
        known = {**os.environ, "PARLANCE_HOME": str(kept.parent)}
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100, env=known)

    with sealed(kept.parent):
        copied, refused = done(copy), done(kept.parent / "copy.db")

    assert Path(f"{kept}-wal").exists() == killed
    assert (copied.returncode, copied.stderr) == (0, "")
    assert step_of(copy) == "0001"
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
    assert refused.stderr.startswith(f"parlance: no backup was made: {kept.parent}/copy.db cannot be written")


def test_a_database_on_a_full_disk_is_told_so(tmp_path: Path) -> None:
    ours, disk = [sys.executable, "-m", "bot", "glossary"], tmp_path / "disk"

    done = on_a_full_disk(disk, [*ours, "define", "wug", "bird"], [*ours, "show", "wug"], PARLANCE_HOME=f"{disk}/home")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "disk I/O error (its disk is full)" in done.stderr


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("eval --set {}/missing.jsonl", 4, "missing.jsonl: No such file"),
        ("eval --chat {}/missing.jsonl", 4, "missing.jsonl: No such file"),
        ("eval --coarsewsd {}/missing", 4, "missing: this is no folder"),
        ("eval {}/missing", 4, "missing: this is no folder; name a single set with --set"),
        ("eval --set {}/strange.jsonl", 4, "strange.jsonl:1: a labelled set of no kind we know"),
        ("lint {}/missing.md", 4, "missing.md: there is no such file"),
        ("lint {} --audience leagl", 2, "“leagl” is no discipline we know"),
    ],
)
def test_what_was_typed_is_looked_at_before_a_model_is_loaded(tmp_path: Path, line: str, code: int, said: str) -> None:
    (tmp_path / "strange.jsonl").write_text('{"nothing": "of note"}\n')

    done = parlance(*line.format(tmp_path).split(), PARLANCE_HOME=str(tmp_path / "home"))

    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert not (tmp_path / "home").exists()
