"""`parlance glossary …`: kind, exact, and nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import parts
from bot.cli import app
from bot.errors import Refusal, Unreadable


class Shell:
    """Runs the command as a person would, on a home folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *words: str) -> Result:
        parts.settings.cache_clear()
        return CliRunner().invoke(app, ["glossary", *words], env={"PARLANCE_HOME": str(self.home), "DATABASE_URL": ""})

    def said(self, *words: str) -> str:
        done = self(*words)
        assert done.exit_code == 0, done.exception or done.output
        return done.stdout

    def file(self, name: str, text: str) -> str:
        (self.home / name).write_text(text)
        return str(self.home / name)


@pytest.fixture
def glossary(home: Path) -> Shell:
    return Shell(home)


def test_a_word_is_defined_shown_edited_and_taken_back(glossary: Shell) -> None:
    glossary.said("define", "ZZX", "A test word.", "--by", "lawyer")
    entry = glossary.said("export", "--format", "yaml", "--term", "ZZX")

    glossary.said("edit", "ZZX", "--from", glossary.file("new.yaml", entry.replace("A test", "Another test")))

    assert json.loads(glossary.said("show", "zzx", "--json"))["senses"][0]["definition"] == "Another test word."
    assert [json.loads(line)["kind"] for line in glossary.said("history", "ZZX", "--json").splitlines()] == [
        "edited",
        "defined",
    ]
    glossary.said("undo", "ZZX")
    assert "A test word." in glossary.said("show", "ZZX")


def test_readers_see_the_meaning_of_their_own_discipline_first(glossary: Shell) -> None:
    engineer, manager = glossary.said("show", "performance", "--by", "sre"), glossary.said("show", "performance")

    assert engineer.index("service health") < engineer.index("prediction quality")
    assert manager.index("prediction quality") < manager.index("service health")


def test_a_misspelt_word_is_asked_back(glossary: Shell) -> None:
    refused = glossary("show", "perfomance").exception

    assert isinstance(refused, Refusal)
    assert "Did you mean performance?" in str(refused)


def test_an_entry_that_cannot_be_read_is_refused(glossary: Shell) -> None:
    refused = glossary("edit", "performance", "--from", glossary.file("x.yaml", "term: performance\n")).exception

    assert isinstance(refused, Unreadable)
    assert "senses" in str(refused)


@pytest.mark.parametrize(
    "line", ["list --discipline wizards", "show performance --by wizards", "define x y --by wizards"]
)
def test_a_discipline_that_nobody_knows_is_wrong_use_which_names_those_there_are(glossary: Shell, line: str) -> None:
    refused = glossary(*line.split())

    assert refused.exit_code == 2
    assert "“wizards” is no discipline we know: data-science, " in refused.output


@pytest.mark.parametrize(
    ("name", "why"),
    [("words.csv", "the first line should name the columns"), ("words.md", "say it with --format: csv, ")],
)
def test_an_empty_file_is_refused_with_a_sentence(glossary: Shell, name: str, why: str) -> None:
    refused = glossary("import", glossary.file(name, "")).exception

    assert isinstance(refused, Unreadable)
    assert why in str(refused)


def test_a_bad_row_is_told_and_the_rest_imported(glossary: Shell) -> None:
    table = glossary.file("words.csv", "term,meaning,context\nZZA,One,sales\nZZB,two,three,four\nZZC,Three,legal\n")

    done = glossary("import", table)

    assert "2 new, 0 extended, 0 unchanged, 1 row left out." in done.output
    assert "line 3: the first line has 3 columns, this one 4; " in done.output
    assert "Three" in glossary.said("show", "ZZC")


def test_strict_imports_nothing_when_a_row_is_bad(glossary: Shell) -> None:
    table = glossary.file("words.csv", "term,meaning,context\nZZA,One,sales\nZZB,two,three,four\n")

    assert isinstance(glossary("import", table, "--strict").exception, Refusal)

    assert isinstance(glossary("show", "ZZA").exception, Refusal)


def test_importing_twice_changes_nothing(glossary: Shell) -> None:
    table = glossary.file("words.csv", "term,meaning,context\nZZA,One,sales\nchurn,Milk becomes butter,research\n")
    glossary.said("import", table)

    again = glossary.said("import", table)

    assert again == "0 new, 0 extended, 2 unchanged.\n"
    assert len(json.loads(glossary.said("show", "churn", "--json"))["senses"]) > 1


def test_acronyms_nobody_explains_are_suggested(glossary: Shell) -> None:
    texts = glossary.file("chat.jsonl", '{"text": "the QZX job"}\n' * 3)

    assert json.loads(glossary.said("discover", texts, "--json")) == {"word": "QZX", "texts": 3}


def test_whoever_asks_for_a_word_by_its_name_does_not_wait_for_the_search_by_meaning(home: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "bot", "glossary", "show", "churn"]
    surroundings = {**os.environ, "PARLANCE_HOME": str(home), "DATABASE_URL": ""}

    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=100, env=surroundings)

    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "glossary.lexicon" in imported
    assert imported.isdisjoint({"numpy", "glossary.lookup"})
