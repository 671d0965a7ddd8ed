"""The commands about playbooks, as people type them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot import parts
from bot.commands import playbook, search
from bot.errors import Refusal

RUN = CliRunner()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own that borrows the built model, and what it made of the pages."""
    (tmp_path / "models").symlink_to(models)
    (tmp_path / "playbooks.db").symlink_to(models.parent / "vectors.db")
    monkeypatch.setenv("PARLANCE_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    parts.settings.cache_clear()
    yield tmp_path
    parts.settings.cache_clear()


def test_a_page_is_shown_by_the_beginning_of_its_id() -> None:
    told = RUN.invoke(playbook.app, ["show", "label"]).output

    assert told.startswith("# Labellers read the instructions in different ways")
    assert "8 participants (6 organizations)" in told


def test_an_unknown_page_is_answered_with_near_ones() -> None:
    refused = RUN.invoke(playbook.app, ["show", "labelling-ambiguity"]).exception

    assert isinstance(refused, Refusal)
    assert "labeling-ambiguity" in str(refused)


def test_the_list_names_every_page_once() -> None:
    told = RUN.invoke(playbook.app, ["list"]).output.split()

    assert [told.count(page.id) for page in parts.pages()] == [1] * 73


def test_the_shipped_pages_are_sound() -> None:
    outcome = RUN.invoke(playbook.app, ["check"])

    assert (outcome.exit_code, outcome.output) == (0, "73 pages, 0 findings.\n")


def test_a_new_page_can_be_checked_at_once_and_says_what_is_still_missing(tmp_path: Path) -> None:
    folder = str(tmp_path / "ours")
    made = RUN.invoke(playbook.app, ["new", "Nobody reads the dashboards", "--pages", folder])
    outcome = RUN.invoke(playbook.app, ["check", "--pages", folder])

    assert made.exit_code == 0
    assert outcome.exit_code == 1
    assert "open_when has 1 of the 12 tellings by which people find a page" in outcome.output
    assert "\n1 page, " in outcome.output


def test_a_new_page_never_overwrites_one(tmp_path: Path) -> None:
    arguments = ["new", "Nobody reads the dashboards", "--pages", str(tmp_path)]
    RUN.invoke(playbook.app, arguments)

    assert isinstance(RUN.invoke(playbook.app, arguments).exception, Refusal)


def test_a_broken_page_is_refused_with_its_line_and_exit_code_four(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("id: broken\ntitle: [\n")

    refused = RUN.invoke(playbook.app, ["check", "--pages", str(tmp_path)]).exception

    assert isinstance(refused, Refusal)
    assert refused.exit_code == 4
    assert "broken.yaml:3" in str(refused)


def test_the_demo_plays_a_run_to_its_end_and_leaves_the_artefact(tmp_path: Path) -> None:
    outcome = RUN.invoke(playbook.app, ["run", "jargon", "--demo", "--out", str(tmp_path / "out")])

    assert outcome.exit_code == 0
    assert "Somebody was faster" in outcome.output
    assert "Looking back" in (tmp_path / "out" / "jargon.md").read_text()
    assert (tmp_path / "out" / "jargon.png").read_bytes().startswith(b"\x89PNG")


def test_without_demo_a_run_is_sent_to_slack() -> None:
    assert isinstance(RUN.invoke(playbook.app, ["run", "jargon"]).exception, Refusal)


@pytest.mark.parametrize(("form", "first"), [("md", "README.md"), ("html", "index.html")])
def test_the_library_is_exported(tmp_path: Path, form: str, first: str) -> None:
    outcome = RUN.invoke(playbook.app, ["export", "--format", form, "--out", str(tmp_path / "out")])

    assert outcome.exit_code == 0
    assert (tmp_path / "out" / first).exists()


def test_a_format_nobody_writes_is_wrong_use(tmp_path: Path) -> None:
    assert RUN.invoke(playbook.app, ["export", "--format", "docx", "--out", str(tmp_path)]).exit_code == 2


@pytest.mark.model
@pytest.mark.xdist_group("pages")
def test_search_answers_each_query_of_a_file_with_one_line(tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    asked = [{"id": "a", "query": "two vendors tag the same photos differently"}, {"id": "b", "query": "lol"}]
    queries.write_text("\n".join(map(json.dumps, asked)))

    outcome = RUN.invoke(search.app, ["--json", "--kind", "playbook", "--top", "2", "--queries", str(queries)])

    first, second = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert first["id"] == "a"
    assert [set(hit) for hit in first["hits"]] == [{"id", "title", "score"}] * 2
    assert "labeling-ambiguity" in [hit["id"] for hit in first["hits"]]
    assert second == {"id": "b", "hits": []}


def test_a_page_of_ones_own_folder_is_plain_yaml(tmp_path: Path) -> None:
    RUN.invoke(playbook.app, ["new", "Nobody reads the dashboards", "--pages", str(tmp_path)])

    assert yaml.safe_load((tmp_path / "nobody-reads-the-dashboards.yaml").read_text())["point"] == "requirements"
