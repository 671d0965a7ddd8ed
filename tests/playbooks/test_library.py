"""The shipped library keeps its promises: complete, true to its sources, nothing dangling."""

from collections import Counter

from playbooks.check import findings
from playbooks.files import TEMPLATES
from playbooks.model import HORIZONS, Page
from tests import shipped

PAGES, RESEARCH = shipped.pages(), shipped.research()
STEPS = [(page, step) for page in PAGES for step in page.steps]


def test_every_challenge_has_its_page_and_every_page_its_challenge() -> None:
    assert {page.id for page in PAGES} == set(RESEARCH.challenges)


def test_every_recommendation_is_reached_by_a_page_of_a_challenge_it_addresses() -> None:
    reached = {
        id_ for page in PAGES for id_ in page.recommendations if page.id in RESEARCH.recommendations[id_].addresses
    }

    assert set(RESEARCH.recommendations) - reached == set()


def test_every_count_is_the_one_of_the_source() -> None:
    assert {page.id: page.evidence for page in PAGES} == {
        page.id: RESEARCH.challenges[page.id].evidence for page in PAGES
    }


def test_the_page_stands_at_the_same_point_of_the_work_as_its_challenge() -> None:
    assert {page.id: page.point for page in PAGES} == {page.id: RESEARCH.challenges[page.id].point for page in PAGES}


def test_no_step_is_orphaned() -> None:
    assert [(page.id, step.id) for page, step in STEPS if step.recommendation not in RESEARCH.recommendations] == []


def test_a_step_is_from_paper_only_where_its_recommendation_is() -> None:
    told = [(page, step) for page, step in STEPS if step.origin == "paper"]

    assert [
        (page.id, step.id) for page, step in told if not RESEARCH.recommendations[step.recommendation].supported
    ] == []


def test_there_is_something_to_do_now_this_week_and_this_quarter() -> None:
    assert [(page.id, horizon) for page in PAGES for horizon in HORIZONS if len(page.at(horizon)) < 2] == []


def test_the_page_is_told_in_at_least_twelve_ways_and_never_by_its_title() -> None:
    assert [page.id for page in PAGES if len(page.open_when) < 12] == []
    assert [page.id for page in PAGES if page.title.lower() in {told.lower() for told in page.open_when}] == []


def test_every_pattern_the_source_ties_to_the_problem_has_its_advice() -> None:
    assert [(page.id, _without_advice(page)) for page in PAGES if _without_advice(page)] == []


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


def _without_advice(page: Page) -> set[str]:
    return set(RESEARCH.challenges[page.id].patterns) - {one.pattern for one in page.patterns if one.advice}
