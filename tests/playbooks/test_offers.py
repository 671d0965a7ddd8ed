"""A page is offered rarely, and never against what people answered; and what is kept about a person can go."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from playbooks.assessments import Assessments
from playbooks.forget import forget
from playbooks.model import Page
from playbooks.offers import DAY, Offer, Offers, Response, may_offer
from playbooks.run import Start, Touch
from playbooks.runs import Runs
from playbooks.workdays import Calendar
from store.database import Database
from store.workspace import Workspace
from tests import shipped

NOW = 1_000 * DAY


def said(person: str, response: Response, days_ago: float, page: str = "jargon") -> Offer:
    return Offer("C1", person, page, response, NOW - days_ago * DAY)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ([], True),
        ([said("ana", "not_now", 1)], False),
        ([said("ana", "not_now", 15)], False),
        ([said("ana", "not_now", 91)], True),
        ([said("ana", "offered", 15, "entanglement")], True),
        ([said("ana", "offered", 13, "entanglement")], False),
        ([said("ana", "never_here", 900, "entanglement")], False),
        ([said("ben", "never_here", 900)], True),
        ([said("ben", "never_here", 900), said("cem", "never_here", 1)], False),
        ([said("ben", "not_now", 1)], True),
    ],
)
def test_who_may_be_offered_a_page(before: list[Offer], expected: bool) -> None:
    assert may_offer(before, "ana", "jargon", NOW) is expected


def test_an_offer_is_claimed_once_and_an_answer_is_remembered(database: Database) -> None:
    offers = Offers(Workspace(database, "T1"))

    assert [offers.claim("C1", "ana", "jargon", NOW) for _ in range(2)] == [True, False]
    offers.answer(Offer("C1", "ana", "jargon", "never_here", NOW))
    assert not offers.claim("C1", "ana", "entanglement", NOW + 400 * DAY)
    assert offers.claim("C2", "ana", "entanglement", NOW)


def test_of_several_pages_that_are_offered_to_one_person_at_once_one_is_claimed(database: Database) -> None:
    offers, together = Offers(Workspace(database, "T1")), threading.Barrier(6)

    def offered(page: int) -> bool:
        together.wait()
        return offers.claim("C1", "ana", f"page {page}", NOW)

    with ThreadPoolExecutor(6) as several:
        claimed = list(several.map(offered, range(6)))

    assert sorted(claimed) == [False] * 5 + [True]


def test_what_was_offered_long_ago_may_be_offered_again(database: Database) -> None:
    offers = Offers(Workspace(database, "T1"))
    offers.claim("C1", "ana", "jargon", NOW)

    assert offers.claim("C1", "ana", "jargon", NOW + 91 * DAY)


def test_a_forgotten_person_leaves_no_trace_and_the_work_stays(runs: Runs, page: Page, database: Database) -> None:
    run = runs.start(page, Start("C1", "ana", 1.0), Calendar())
    runs.assign(Touch(run.id, "ben", 2.0, 1, "step-1"), "ana")
    runs.note(Touch(run.id, "ana", 3.0, 1), "we began")
    numbers = itertools.count(1)
    assessments = Assessments(runs.ours, shipped.research(), lambda: f"a-{next(numbers)}")
    made = assessments.begin("fraud", "March", "ana", 1.0)
    assessments.belong("fraud", "ben", 2.0)
    assessments.answer(made.id, "ana", "legal", {"q02": "1"}, 2.0)

    with database.begin() as connection:
        touched = forget(runs.ours, connection, "ana")

    left = runs.get(run.id)
    assert touched > 5
    assert (left.owner, left.started_by, left.steps[0].assignee, left.notes[0].author) == ("", "", "", "")
    assert left.notes[0].text == "we began"
    assert assessments.results(made.id, "ben").people == 0
    assert [one.after for one in runs.history(run.id)] == [""]
