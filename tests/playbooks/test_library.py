"""The shipped library keeps its promises: complete, true to its sources, nothing dangling."""

from collections import Counter

import pytest

from playbooks.check import findings
from playbooks.files import TEMPLATES
from playbooks.model import HORIZONS, Page
from tests import shipped

PAGES, RESEARCH = shipped.pages(), shipped.research()


@pytest.fixture(params=PAGES, ids=lambda page: page.id)
def page(request: pytest.FixtureRequest) -> Page:
    chosen: Page = request.param
    return chosen


def test_every_challenge_has_its_page_and_every_page_its_challenge() -> None:
    assert {page.id for page in PAGES} == set(RESEARCH.challenges)


def test_every_recommendation_is_reached_by_a_page_of_a_challenge_it_addresses() -> None:
    reached = {
        id_ for page in PAGES for id_ in page.recommendations if page.id in RESEARCH.recommendations[id_].addresses
    }

    assert set(RESEARCH.recommendations) - reached == set()


def test_every_count_is_the_one_of_the_source(page: Page) -> None:
    assert page.evidence == RESEARCH.challenges[page.id].evidence


def test_the_page_stands_at_the_same_point_of_the_work_as_its_challenge(page: Page) -> None:
    assert page.point == RESEARCH.challenges[page.id].point


def test_no_step_is_orphaned(page: Page) -> None:
    assert [step.id for step in page.steps if step.recommendation not in RESEARCH.recommendations] == []


def test_a_step_is_from_paper_only_where_its_recommendation_is(page: Page) -> None:
    recommendations = RESEARCH.recommendations
    told = [step.id for step in page.steps if step.origin == "paper"]
    unsupported = [id_ for id_ in told if not recommendations[_step(page, id_)].supported]

    assert unsupported == []


def test_there_is_something_to_do_now_this_week_and_this_quarter(page: Page) -> None:
    assert [horizon for horizon in HORIZONS if len(page.at(horizon)) < 2] == []


def test_the_page_is_told_in_at_least_twelve_ways_and_never_by_its_title(page: Page) -> None:
    assert len(page.open_when) >= 12
    assert page.title.lower() not in {told.lower() for told in page.open_when}


def test_every_pattern_the_source_ties_to_the_problem_has_its_advice(page: Page) -> None:
    assert set(RESEARCH.challenges[page.id].patterns) <= {one.pattern for one in page.patterns if one.advice}


def test_no_problem_is_told_twice_in_the_library() -> None:
    told = Counter(" ".join(text.lower().split()) for page in PAGES for text in (*page.open_when, *page.sayings))

    assert [text for text, times in told.items() if times > 1] == []


def test_every_template_is_produced_by_a_page() -> None:
    assert {page.artefact for page in PAGES} == {path.stem for path in TEMPLATES.glob("*.md")}


def test_every_glossary_word_of_a_page_is_in_the_glossary() -> None:
    known = {name.lower() for term in shipped.terms() for name in term.names}

    assert {term for page in PAGES for term in page.terms if term.lower() not in known} == set()


def test_the_checker_finds_nothing_wrong_with_the_library() -> None:
    assert findings(PAGES, RESEARCH) == []


def _step(page: Page, id_: str) -> str:
    step = page.step(id_)
    assert step is not None
    return step.recommendation
