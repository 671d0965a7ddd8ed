"""Facts and figures carry over from the papers, sentences do not: no eight words in a row are theirs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from playbooks.files import TEMPLATES
from playbooks.model import Page
from tests import shipped

PAPERS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
RUN = 8


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9%']+", text.lower().replace("-\n", "").replace("’", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[place : place + RUN]) for place in range(len(said) - RUN + 1)}


def texts(page: Page) -> Iterator[str]:
    yield from (page.title, page.summary, page.why, *page.open_when, *page.sayings)
    yield from (text for step in page.steps for text in (step.do, step.output))
    yield from (one.advice for one in page.patterns)
    yield from (one.question for one in page.ask)


@pytest.fixture(scope="module")
def theirs() -> set[tuple[str, ...]]:
    papers = sorted(PAPERS.glob("*.txt"))
    if not papers:
        pytest.skip("the papers are not beside the project")
    return {run for paper in papers for run in runs(paper.read_text(encoding="utf-8", errors="replace"))}


def test_a_page_tells_it_in_words_of_its_own(theirs: set[tuple[str, ...]]) -> None:
    found = [
        (page.id, " ".join(run)) for page in shipped.pages() for text in texts(page) for run in runs(text) & theirs
    ]

    assert found == []


def test_a_template_is_written_in_words_of_its_own(theirs: set[tuple[str, ...]]) -> None:
    files = sorted(TEMPLATES.glob("*.md"))
    found = {path.stem: runs(path.read_text(encoding="utf-8")) & theirs for path in files}

    assert files
    assert {name: shared for name, shared in found.items() if shared} == {}
