import importlib.util
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.__main__ import NAMES, main
from benchmarks.material import beside, needs
from benchmarks.report import Section, Skipped

TABLE = Section("Table", "How.", ["what", "figure"], [["one", 1.5]])


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results.md")
    return tmp_path / "results.md"


def test_a_part_that_was_not_run_keeps_its_last_figures(results: Path) -> None:
    report.write("first", "First", [TABLE], ["first", "second"])
    report.write("second", "Second", [TABLE], ["first", "second"])

    kept = results.read_text(encoding="utf-8")
    report.write("second", "Second", [], ["first", "second"])

    assert results.read_text(encoding="utf-8").split("<!-- second -->")[0] == kept.split("<!-- second -->")[0]
    assert "| one | 1.5 |" in kept.split("<!-- second -->")[0]


def test_each_part_says_when_and_on_what_it_was_measured(results: Path) -> None:
    report.write("first", "First", [TABLE], ["first"])

    assert f"## First\n\n{report.when()}\n" in results.read_text(encoding="utf-8")


def test_what_is_compared_with_is_asked_for_in_one_sentence() -> None:
    with pytest.raises(Skipped, match=r"^not installed: no_such_library; `make bench` installs"):
        needs("json", "no_such_library")


def test_a_file_that_is_not_beside_the_project_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert beside("evals/no-such-file.jsonl") is None
    assert capsys.readouterr().out == "left out: evals/no-such-file.jsonl is not beside the project\n"


def test_every_benchmark_that_is_named_is_there() -> None:
    assert [name for name in NAMES if importlib.util.find_spec(f"benchmarks.{name}") is None] == []


def test_a_name_that_is_none_lists_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speling"]) == 2
    assert capsys.readouterr().out.startswith("no such benchmark: speling; there are startup, encoders")
