"""The command line as a whole: each command says what it does and shows how, and it ends as its exit code says."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import files
from bot.cli import CONTENTS, LazyCommand
from bot.commands.evaluate_sets import our_own
from glossary.evaluation.sets import kind_of
from tests.bot import typed

MODEL = pytest.mark.model
HEARING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests may have told them to ignore it
from bot.__main__ import main
main()
"""


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
    ours = 'parlance() { "$0" -m bot "$@"; }'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{ours}; {line}", sys.executable],
        capture_output=True,
        check=False,
        timeout=100,
    ).returncode


@pytest.mark.parametrize("command", every())
def test_each_command_has_help_and_an_example(command: Any) -> None:
    assert command.help
    assert command.epilog.startswith(("Example: parlance ", "Example: SLACK"))


def test_the_examples_of_writing_a_word_do_what_they_show(tmp_path: Path) -> None:
    shown = {one.id: one.values[0].epilog for one in every()}

    for name in ("glossary define", "glossary undo"):
        words = shlex.split(shown[name].removeprefix("Example: parlance "))
        done = typed.parlance(*words, PARLANCE_HOME=str(tmp_path))
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["search", "change who", "glossary list", "run"])
def test_help_looks_the_same_everywhere(name: str) -> None:
    done = parlance(*name.split(), "--help", COLUMNS="80")

    assert done.stdout.startswith(b"Usage: ")
    assert b"  --help " in done.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"id": 1e999, "text": "x"}', "not JSON: 1e999 is no number we can read"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "x"}', "not JSON: one of 5000 digits is no number we can read"),
        (b'{"id": NaN, "text": "x"}', "not JSON: NaN is no number we can read"),
        (b"[" * 100_000, "not JSON for us: too many brackets"),
        (b'{"id": "1", "text": "\x00"}', "not JSON: Invalid control character at column"),
        (b'{"id": "1", "text": null}', "text is text in quotes"),
        (b'{"id": "1", "text": "x", "thread": [1]}', "text is text in quotes, thread is a list of texts"),
    ],
    ids=["endless", "huge", "nan", "deep", "control", "null", "thread"],
)
def test_whatever_a_line_holds_it_is_named_in_one_sentence(line: bytes, said: str) -> None:
    done = parlance("read", "--json", "-", given=line)

    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (4, b"", 1)
    assert f"-:1: {said}" in done.stderr.decode()


@pytest.mark.parametrize(
    "line",
    [
        "search churn --queries questions.jsonl",
        "search",
        "read messages.jsonl --by legal",
        "read messages.jsonl --thread earlier",
    ],
)
def test_what_asks_for_two_things_at_once_or_for_none_is_wrong_use(line: str, home: Path) -> None:
    done = typed.parlance(*line.split(), PARLANCE_HOME=str(home))

    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    "line",
    [
        "change import",
        "change import --to channel:C1",
        "glossary import --format yaml",
        "glossary import --format datahub",
        "glossary edit churn --from",
        "change diff --from-openapi {}",
        "playbook check --pages",
    ],
)
@pytest.mark.parametrize(
    "content",
    ["id: x\n  title: [broken\n", "id: x\nid: y\n", "id:\n" + "[" * 100_000, "id: x\n\ttitle: y\n", "id: x\nb: \x00\n"],
    ids=["broken", "twice", "deep", "tab", "nul"],
)
def test_a_broken_file_is_named_with_its_line(line: str, content: str, home: Path) -> None:
    file = home / "broken.yaml"
    file.write_text(content)
    given = home if "--pages" in line else file

    done = typed.parlance(*line.format(file).split(), str(given), PARLANCE_HOME=str(home))

    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert done.stderr.startswith(f"parlance: {file}:2: not YAML")


@pytest.mark.parametrize("line", ["playbook list", "playbook show labeling-ambiguity", "glossary list"])
def test_data_is_to_be_had_as_json_lines(line: str, home: Path) -> None:
    done = typed.parlance(*line.split(), "--json", PARLANCE_HOME=str(home))

    assert all(isinstance(json.loads(one), dict) for one in done.stdout.splitlines())
    assert done.stdout


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target, shut = tmp_path / "terms.csv", tmp_path / "no" / "terms.csv"
    target.write_text("before")

    files.write(target, "after")
    with pytest.raises(files.Unwritable, match=r"no/terms\.csv: No such file"):
        files.write(shut, "after")

    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"terms.csv": "after"}


@MODEL
def test_an_id_comes_back_as_it_was_given_and_an_odd_discipline_is_an_unknown_one(models: Path) -> None:
    given = b'{"id": 7, "text": "hi", "discipline": 5}\r\n\n{"id": "\\ud800", "text": "half an emoji \\ud83d"}\n'

    done = parlance("read", "--json", "-", given=given, PARLANCE_HOME=str(models.parent))

    assert [json.loads(line)["id"] for line in done.stdout.decode().splitlines()] == [7, "\ud800"]


@MODEL
def test_half_an_emoji_is_shown_to_people_as_a_question_mark(models: Path) -> None:
    done = parlance("recognise", "-", given=b'{"id": 1, "text": "hi \\ud83d"}\n', PARLANCE_HOME=str(models.parent))

    assert (done.returncode, done.stdout.decode().splitlines()[0]) == (0, "hi ?")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("glossary show wug", b"A fl?dgling."),
        ("glossary show wug --json", b'"A fl\\u00fcdgling."'),
        ("glossary export --term wug --format yaml", "A flüdgling.".encode()),
    ],
)
def test_a_terminal_of_few_letters_is_no_failure_and_data_is_whole(line: str, says: bytes, home: Path) -> None:
    typed.parlance("glossary", "define", "wug", "A flüdgling.", PARLANCE_HOME=str(home))

    done = parlance(*line.split(), PARLANCE_HOME=str(home), PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (0, b"")
    assert says in done.stdout


@pytest.mark.parametrize("line", ["change show", "change history", "glossary show", "playbook new --pages {home}"])
def test_what_is_no_text_is_told_in_a_sentence(line: str, home: Path) -> None:
    done = parlance(*line.format(home=home).split(), os.fsdecode(b"caf\xe9"), PARLANCE_HOME=str(home))

    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") <= 1


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


@MODEL
@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="this system gives a pipe no name")
def test_a_pipe_with_a_name_is_a_file(models: Path) -> None:
    done = parlance("recognise", "/dev/stdin", given=b'{"id": "1", "text": "hi"}\n', PARLANCE_HOME=str(models.parent))

    assert done.stdout.decode().splitlines()[0] == "hi"


@pytest.mark.parametrize("words", [("read", "absent.jsonl"), ("recognise", "--json", "not here/messages.jsonl")])
def test_a_file_that_is_not_there_is_not_taken_for_a_message(words: tuple[str, ...], tmp_path: Path) -> None:
    done = typed.parlance(*words, PARLANCE_HOME=str(tmp_path))

    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == f"parlance: {words[-1]}: No such file or directory\n"


@pytest.mark.parametrize("line", ["glossary list", "glossary show performance", "playbook list"])
def test_a_reader_who_has_had_enough_is_no_failure(line: str, home: Path) -> None:
    assert piped(f"export PARLANCE_HOME={home}; parlance {line} | head -1") == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to write to")
def test_output_that_finds_no_room_is_told(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "glossary", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=100,
            env={**os.environ, "PARLANCE_HOME": str(home)},
        )

    assert (done.returncode, done.stderr) == (1, b"parlance: cannot write what was found: No space left on device\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_failure_and_never_taken_for_a_file(closed: str, home: Path) -> None:
    assert piped(f"export PARLANCE_HOME={home}; parlance glossary define wug 'A thing.' {closed}") == 0
    assert "A thing." in typed.parlance("glossary", "show", "wug", PARLANCE_HOME=str(home)).stdout


@pytest.mark.parametrize("line", ["glossary stale", "glossary misses", "glossary discover notes.txt"])
def test_where_there_is_nothing_to_list_people_read_a_sentence_and_programs_nothing(line: str, home: Path) -> None:
    (home / "notes.txt").write_text("nothing of note")
    words = line.replace("notes", f"{home}/notes").split()

    told, rows = (typed.parlance(*words, *more, PARLANCE_HOME=str(home)) for more in ((), ("--json",)))

    assert (told.returncode, told.stdout.count(".\n"), told.stdout.count("\n")) == (0, 1, 1)
    assert (rows.returncode, rows.stdout) == (0, "")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("change upcoming --days 1", "in the next 1 day."),
        ("glossary discover {home}/text.txt", "of 1 text and lacks an entry."),
        ("glossary import {home}/words.csv --try", "1 term would be imported, 0 rows left out."),
        pytest.param("replay {home}/thread.jsonl", "t: 0 notes on 1 message", marks=MODEL),
    ],
)
def test_one_is_one_wherever_a_command_counts(line: str, says: str, home: Path) -> None:
    (home / "text.txt").write_text("nothing of note")
    (home / "words.csv").write_text("term,meaning,context\nwug,A bird.,sales\n")
    (home / "thread.jsonl").write_text('{"id": "t", "messages": [{"speaker": "Ana", "text": "good morning"}]}\n')

    assert says in typed.parlance(*line.format(home=home).split(), PARLANCE_HOME=str(home)).stdout


def test_what_a_command_changed_is_to_be_had_as_json(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("term,meaning\nwug,A small bird.\n")
    (tmp_path / "ours.yaml").write_text("subscriptions:\n  - to: channel:C1\n    hear: warehouse.*\n")

    def done(line: str) -> Any:
        answer = typed.parlance(*line.format(here=tmp_path).split(), "--json", PARLANCE_HOME=str(tmp_path))
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)

    assert done("glossary import {here}/terms.csv --try") == {"would_import": ["wug"], "left_out": 0}
    assert done("glossary import {here}/terms.csv")["new"] == ["wug"]
    assert done("glossary define gostak distims") == {"term": "gostak", "version": 1}
    assert done("change owns group:S1 warehouse.orders --consumer channel:C1")["consumers"] == ["channel:C1"]
    followed = done("change subscribe channel:C2 warehouse.orders breaking")
    assert (followed["to"], followed["rhythm"]) == ("channel:C2", "instant")
    assert done(f"change unsubscribe {followed['id']}") == {"id": followed["id"], "ended": True}
    assert done("change import {here}/ours.yaml") == {"source": "ours.yaml", "declared": 1, "new": 1, "ended": 0}


def test_what_a_command_took_back_is_to_be_had_as_json(home: Path) -> None:

    def done(line: str) -> Any:
        answer = typed.parlance(*line.format(here=home).split(), "--json", PARLANCE_HOME=str(home))
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)

    (home / "new.yaml").write_text(
        typed.parlance("glossary", "export", "--format", "yaml", "--term", "churn", PARLANCE_HOME=str(home)).stdout
    )
    key, change = done("change key ci warehouse.*"), done("change announce it-goes --to-nobody")

    assert key["announces"] == "warehouse.*"
    assert len(key["secret"]) > 20
    assert done(f"change revoke {key['id']}") == {"id": key["id"], "name": "ci", "revoked": True}
    assert done(f"change withdraw {change['id']}")["state"] == "withdrawn"
    assert done("glossary edit churn --from {here}/new.yaml") == {"term": "churn", "version": 1}
    assert done("glossary undo churn") == {"term": "churn", "version": 2}
    assert done("playbook new Nobody-reads --pages {here}/pages")["file"].endswith(".yaml")
    assert done("playbook export --format md --out {here}/all")["open"] == f"{home}/all/README.md"
    assert done("backup {here}/copy.db")["bytes"] > 10_000
    assert done("restore {here}/copy.db --yes") == {"restored": f"{home}/copy.db", "aside": None}


def test_what_is_no_backup_is_refused_before_anybody_is_asked(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("nothing of note")

    for name, why in (("notes.db", "is not a database"), ("missing.db", "there is no file"), (".", "is a folder")):
        done = typed.parlance("restore", str(tmp_path / name), PARLANCE_HOME=str(tmp_path / "home"))

        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
        assert why in done.stderr
        assert not (tmp_path / "home").exists()


FILES = (
    "restore {}",
    "read {}.jsonl",
    "replay {}",
    "recognise {}.jsonl",
    "search --kind term --queries {}",
    "eval {}",
    "eval --set {}",
    "eval --coarsewsd {}",
    "lint {}",
    "shadow {}",
    "glossary import {}",
    "glossary discover {}",
    "glossary edit psi --from {}",
    "playbook list --pages {}",
    "change import {}",
    "change announce --from-sql {} {}",
    "change announce --from-oasdiff {}",
    "change diff --from-openapi {} {}",
)


@pytest.mark.parametrize("line", FILES)
def test_a_file_that_is_not_there_ends_every_command_alike(line: str, home: Path, tmp_path: Path) -> None:
    absent = tmp_path / "absent"

    done = typed.parlance(*line.format(absent, absent).split(), PARLANCE_HOME=str(home))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert str(absent) in done.stderr


@pytest.mark.parametrize("line", ["show", "history", "undo", "edit --from x.yaml", "export --term"])
def test_a_misspelt_word_is_asked_back_by_every_command(line: str, home: Path) -> None:
    name, *more = line.split()
    words = [name, *more, "chrun"] if name == "export" else [name, "chrun", *more]

    done = typed.parlance("glossary", *words, PARLANCE_HOME=str(home))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "parlance: The dictionary has no “chrun” yet. Did you mean churn?\n"


@pytest.mark.parametrize("line", ["change diff", "change announce", "change announce it-goes --when never"])
def test_what_asks_for_nothing_is_wrong_use(line: str, tmp_path: Path) -> None:
    done = typed.parlance(*line.split(), PARLANCE_HOME=str(tmp_path))

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["read", "recognise", "recognise --json", "search"])
def test_an_empty_message_is_wrong_use(line: str, tmp_path: Path) -> None:
    done = typed.parlance(*line.split(), " ", PARLANCE_HOME=str(tmp_path))

    assert (done.returncode, done.stdout) == (2, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("change show abc", "there is no change `abc` here; `parlance change list --all` shows them"),
        ("change unsubscribe abc", "there is no subscription `abc` here; `parlance change subscriptions` shows them"),
        ("change revoke abc", "there is no key `abc` here; `parlance change keys` lists them"),
        (
            "change announce it-goes",
            "nobody follows these assets yet; --tell channel:ID tells one, --to-nobody announces it for the record",
        ),
    ],
)
def test_the_way_out_is_told_as_it_is_typed_here(line: str, said: str, home: Path) -> None:

    done = typed.parlance(*line.split(), PARLANCE_HOME=str(home))

    assert (done.returncode, done.stderr) == (1, f"parlance: {said}\n")


def test_which_version_this_is() -> None:
    assert typed.parlance("--version").stdout.startswith("parlance 0.")


def test_a_misspelt_command_is_asked_back() -> None:
    assert "Did you mean 'search'?" in typed.parlance("serach").stderr


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    made, there = tmp_path / "made", tmp_path / "there"
    files.write_folder(there, {"a.md": "before"})

    for target in (made, there):
        with pytest.raises(files.Unwritable, match="File name too long"):
            files.write_folder(target, {"a.md": "after", "pages/b.md": "b", "c" * 300: "c"})

    assert [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*")] == ["there", "there/a.md"]
    assert (there / "a.md").read_text() == "before"


def test_what_a_killed_writer_of_a_folder_left_goes_with_the_next_and_nothing_else(tmp_path: Path) -> None:
    made = tmp_path / "made"
    left, being_written, theirs = (made / name for name in (".made.x1.part", ".made.x2.part", ".made.old"))
    for folder in (tmp_path / ".made.x0.part", left, being_written, theirs):
        folder.mkdir(parents=True)
        (folder / "a.md").write_text("half")
    for old in (tmp_path / ".made.x0.part", left, theirs):
        os.utime(old, (0, 0))

    files.write_folder(made, {"a.md": "whole"})

    assert sorted(one.name for one in made.iterdir()) == [".made.old", ".made.x2.part", "a.md"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["made"]


@pytest.fixture
def copied(home: Path) -> Path:
    """A home, and in it a backup of it."""
    shutil.copy(home / "parlance.db", home / "copy.db")
    typed.parlance("glossary", "define", "wug", "A bird.", PARLANCE_HOME=str(home))
    return home


@pytest.mark.parametrize("line", ["restore {}/copy.db", "forget U024BE7LH"])
@pytest.mark.parametrize(("answer", "code"), [(b"", 2), (b"n\n", 1), (b"y\n", 0)], ids=["nobody", "no", "yes"])
def test_what_cannot_be_taken_back_is_asked_about_beside_what_is_told(
    line: str, answer: bytes, code: int, copied: Path
) -> None:
    done = parlance(*line.format(copied).split(), "--json", given=answer, PARLANCE_HOME=str(copied), DATABASE_URL="")

    assert done.returncode == code
    assert b"? [y/N]: " in done.stderr.replace(b"undone. ", b"undone? ")
    assert bool(done.stdout) == (code == 0)
    assert (b"--yes" in done.stderr) == (code == 2)


@MODEL
def test_a_command_that_is_over_leaves_one_file_of_each_database(home: Path, models: Path) -> None:
    (home / "models").symlink_to(models)

    for line in ("read churn", "change subscribe channel:C012AB3CD warehouse.*"):
        assert parlance(*line.split(), PARLANCE_HOME=str(home), DATABASE_URL="").returncode == 0

    assert sorted(path.name for path in home.glob("*.db*")) == ["parlance.db", "senses.db"]


def test_whoever_is_interrupted_leaves_everything_as_it_was_and_says_so_by_their_exit_code(copied: Path) -> None:
    known = {**os.environ, "PARLANCE_HOME": str(copied), "DATABASE_URL": ""}
    command = [sys.executable, "-c", HEARING, "restore", str(copied / "copy.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=known) as process:
        assert process.stderr is not None
        while not (said := process.stderr.read(1)).endswith(b"]") and said:
            pass
        process.send_signal(signal.SIGINT)
        left = process.stderr.read()

    assert (process.returncode, left) == (130, b": ")
    assert "A bird." in typed.parlance("glossary", "show", "wug", PARLANCE_HOME=str(copied)).stdout


def test_the_sets_that_came_along_are_all_of_a_kind_that_can_be_measured() -> None:
    assert {path.name for path in our_own()} >= {"senses_own.jsonl", "threads_own.jsonl"}
    assert all(kind_of(path) for path in our_own())
