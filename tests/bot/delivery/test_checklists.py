"""Whose step is due hears of it once, in working hours, and only while it is true; a channel hears once a week."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.delivery.checklists import Checklists
from bot.manners import Manner, Manners
from changes.deliveries import Delivery, delivery_of
from changes.rows import mapping
from changes.store import deliveries
from playbooks.run import Run, Start, Touch, Wish
from playbooks.runs import Runs
from playbooks.workdays import Calendar
from store.database import Database
from store.workspace import Workspace
from tests import shipped

PAGE = next(page for page in shipped.pages() if page.id == "labeling-ambiguity")
TUESDAY = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def here(sqlite: Database) -> Workspace:
    return Workspace(sqlite, "T1")


@pytest.fixture
def run(here: Workspace) -> Run:
    return Runs(here).start(PAGE, Start("C1", "U1", TUESDAY.timestamp()), Calendar())


def touch(run: Run, step: int = 0, at: datetime = TUESDAY) -> Touch:
    return Touch(run.id, "U1", at.timestamp(), run.steps[step].version, run.steps[step].id)


def queued(here: Workspace) -> list[Delivery]:
    with here.database.read() as connection:
        rows = connection.execute(sa.select(deliveries).order_by(deliveries.c.seq))
        return [delivery_of(mapping(row)) for row in rows]


def tick(here: Workspace, at: datetime) -> list[Delivery]:
    Checklists(here.database).tick(at)
    return queued(here)


def test_who_owns_a_due_step_is_reminded_once_however_often_one_looks(here: Workspace, run: Run) -> None:
    first, again = tick(here, TUESDAY), tick(here, TUESDAY + timedelta(minutes=1))

    assert {str(one.wanted.destination) for one in first} == {"person:U1"}
    assert len(first) == sum(step.due == TUESDAY.date() for step in run.steps) == len(again)


def test_nobody_is_reminded_outside_working_hours(here: Workspace, run: Run) -> None:
    assert tick(here, TUESDAY.replace(hour=20)) == []


def test_the_hours_that_the_channel_has_set_count(here: Workspace, run: Run) -> None:
    Manners(here, Manner()).wish("C1", hours="Mon-Fri 19-23 UTC")

    assert tick(here, TUESDAY) == []
    assert tick(here, TUESDAY.replace(hour=20)) != []


def test_what_was_settled_before_it_is_sent_is_not_said(here: Workspace, run: Run) -> None:
    one = tick(here, TUESDAY)[0]
    step = next(n for n, known in enumerate(run.steps) if known.id == one.wanted.payload["step"])
    told = Checklists(here.database).told(here, one, TUESDAY)
    Runs(here).grant(touch(run, step), Wish(state="done"))

    assert told is not None
    assert "is due today" in told.text
    assert Checklists(here.database).told(here, one, TUESDAY) is None


def test_who_takes_a_step_is_reminded_instead(here: Workspace, run: Run) -> None:
    one = tick(here, TUESDAY)[0]
    step = next(n for n, known in enumerate(run.steps) if known.id == one.wanted.payload["step"])
    Runs(here).grant(touch(run, step), Wish(assignee="U2"))

    fresh = tick(here, TUESDAY + timedelta(minutes=1))

    assert Checklists(here.database).told(here, one, TUESDAY) is None
    assert str(fresh[-1].wanted.destination) == "person:U2"


def test_nothing_is_said_of_a_run_that_has_ended(here: Workspace, run: Run) -> None:
    from playbooks.run import Retrospective

    Runs(here).finish(replace(touch(run), step="", seen=run.version), "finished", Retrospective())

    assert tick(here, TUESDAY) == []


def overviews(here: Workspace) -> list[Delivery]:
    return [one for one in queued(here) if one.wanted.destination.kind == "channel"]


def test_a_channel_hears_on_the_first_working_day_of_a_week_how_it_stands(here: Workspace, run: Run) -> None:
    Runs(here).grant(touch(run, at=TUESDAY + timedelta(hours=1)), Wish(state="done"))
    monday = TUESDAY + timedelta(days=6)
    for day in range(8):
        tick(here, TUESDAY + timedelta(days=day))

    (one,) = overviews(here)
    told = Checklists(here.database).told(here, one, monday)

    assert told is not None
    assert "1 playbook running here: 1 done this week" in told.text


def test_who_wants_no_overview_gets_none(here: Workspace, run: Run) -> None:
    Manners(here, Manner()).wish("C1", playbook_digest="off")

    tick(here, TUESDAY + timedelta(days=6))

    assert overviews(here) == []


def test_a_muted_channel_stays_quiet(here: Workspace, run: Run) -> None:
    Manners(here, Manner()).mute("C1", "", "U1")

    tick(here, TUESDAY + timedelta(days=6))

    assert overviews(here) == []


def test_what_is_due_leaves_by_the_same_door_as_all_deliveries(here: Workspace, run: Run) -> None:
    from bot.delivery.jobs import Job
    from bot.delivery.outcome import Dropped
    from bot.delivery.post import Post
    from bot.delivery.telling import Telling

    one = tick(here, TUESDAY)[0]
    step = next(n for n, known in enumerate(run.steps) if known.id == one.wanted.payload["step"])

    post = Telling(here.database)(Job("T1", one))
    Runs(here).grant(touch(run, step), Wish(state="done"))

    assert isinstance(post, Post)
    assert post.channel == "U1"
    assert isinstance(Telling(here.database)(Job("T1", one)), Dropped)
