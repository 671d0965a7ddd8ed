"""A run survives everything: restarts, hand-overs, and two people at once."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from playbooks.model import Page
from playbooks.run import (
    AlreadyRunning,
    ChangedMeanwhile,
    ReasonMissing,
    Retrospective,
    Run,
    RunEnded,
    Start,
    Touch,
    UnknownRun,
    UnknownStep,
    Wish,
)
from playbooks.runs import Runs
from playbooks.workdays import Calendar
from store.database import Database
from store.workspace import Workspace
from tests.playbooks.conftest import MONDAY_NOON

HERE = Start(channel="C1", by="ana", at=MONDAY_NOON, thread="1.1")


@pytest.fixture
def run(runs: Runs, page: Page) -> Run:
    return runs.start(page, HERE, Calendar())


def touch(run: Run, step: str = "", by: str = "ana", seen: int = 1) -> Touch:
    return Touch(run.id, by, MONDAY_NOON + 60, seen, step)


def test_a_started_page_has_its_steps_with_days_on_which_the_team_works(runs: Runs, page: Page) -> None:
    run = runs.start(page, HERE, Calendar(holidays=frozenset([date(2026, 3, 3)])))

    assert [(step.id, step.due) for step in run.steps] == [
        ("step-1", date(2026, 3, 2)),
        ("step-2", date(2026, 3, 6)),
        ("step-3", date(2026, 3, 31)),
    ]


def test_whoever_starts_a_page_owns_the_run_unless_somebody_else_is_named(runs: Runs, page: Page) -> None:
    named = replace(HERE, thread="2.2", owner="ben")

    assert runs.start(page, HERE, Calendar()).owner == "ana"
    assert runs.start(page, named, Calendar()).owner == "ben"


def test_a_page_runs_once_in_a_place(runs: Runs, page: Page, run: Run) -> None:
    with pytest.raises(AlreadyRunning) as refused:
        runs.start(page, replace(HERE, by="ben"), Calendar())

    assert refused.value.run == run


def test_many_who_press_start_at_once_start_one_run(runs: Runs, page: Page) -> None:
    outcomes = _at_once([partial(runs.start, page, replace(HERE, by=by), Calendar()) for by in "abcdef"])

    assert sum(isinstance(one, AlreadyRunning) for one in outcomes) == 5
    assert len(runs.in_channel("C1")) == 1


def test_a_step_is_done_skipped_with_a_reason_or_does_not_apply(runs: Runs, run: Run) -> None:
    runs.settle(touch(run, "step-1"), "done")
    runs.settle(touch(run, "step-2"), "skipped", "the data is gone ")
    now = runs.settle(touch(run, "step-3", by="ben"), "not_applicable", "we have no columns")

    assert [(step.state, step.reason, step.by) for step in now.steps] == [
        ("done", "", "ana"),
        ("skipped", "the data is gone", "ana"),
        ("not_applicable", "we have no columns", "ben"),
    ]


def test_skipping_without_a_reason_is_refused_and_changes_nothing(runs: Runs, run: Run) -> None:
    with pytest.raises(ReasonMissing):
        runs.settle(touch(run, "step-1"), "skipped", "  ")

    assert runs.get(run.id) == run


def test_who_looked_before_another_changed_the_same_thing_overwrites_nothing(runs: Runs, run: Run) -> None:
    runs.settle(touch(run, "step-1", by="ben"), "skipped", "no access")

    with pytest.raises(ChangedMeanwhile) as refused:
        runs.settle(touch(run, "step-1", by="ana"), "done")

    assert (refused.value.change.by, refused.value.change.after) == ("ben", "skipped")
    assert runs.get(run.id).step("step-1").reason == "no access"


def test_two_changes_of_different_kinds_do_not_disturb_each_other(runs: Runs, run: Run) -> None:
    runs.assign(touch(run, "step-1", by="ben"), "cem")
    now = runs.settle(touch(run, "step-1", by="ana"), "done")

    assert (now.step("step-1").assignee, now.step("step-1").state) == ("cem", "done")


def test_doing_what_is_done_already_is_no_conflict(runs: Runs, run: Run) -> None:
    first = runs.settle(touch(run, "step-1", by="ben"), "done")

    assert runs.settle(touch(run, "step-1", by="ana"), "done") == first


def test_a_better_reason_for_the_same_state_is_kept(runs: Runs, run: Run) -> None:
    runs.settle(touch(run, "step-1"), "skipped", "later")
    now = runs.settle(touch(run, "step-1", seen=2), "skipped", "the vendor is closed")

    assert now.step("step-1").reason == "the vendor is closed"


def test_of_many_at_once_on_one_step_one_wins_and_the_others_are_told(runs: Runs, run: Run) -> None:
    people = [f"person-{number}" for number in range(8)]

    outcomes = _at_once([partial(runs.assign, touch(run, "step-1", by=by), by) for by in people])

    winner = runs.get(run.id).step("step-1")
    told = [one.change.after for one in outcomes if isinstance(one, ChangedMeanwhile)]
    assert winner.assignee in people
    assert told == [winner.assignee] * 7
    assert len(runs.history(run.id)) == 1


def test_many_at_once_on_different_steps_and_notes_lose_nothing(runs: Runs, run: Run) -> None:
    works = [partial(runs.settle, touch(run, step.id), "done") for step in run.steps]
    works += [partial(runs.note, touch(run, "step-1"), f"note {n}") for n in range(5)]

    outcomes = _at_once(works)

    now = runs.get(run.id)
    assert [one for one in outcomes if isinstance(one, BaseException)] == []
    assert {step.state for step in now.steps} == {"done"}
    assert {note.text for note in now.notes} == {f"note {n}" for n in range(5)}


def test_a_step_can_be_opened_again_and_the_history_tells_all(runs: Runs, run: Run) -> None:
    runs.settle(touch(run, "step-1"), "done")
    runs.settle(touch(run, "step-1", seen=2), "open")

    assert [(one.before, one.after) for one in runs.history(run.id)] == [("open", "done"), ("done", "open")]


def test_a_due_date_can_be_moved(runs: Runs, run: Run) -> None:
    assert runs.grant(touch(run, "step-1"), Wish(due=date(2026, 4, 1))).step("step-1").due == date(2026, 4, 1)


def test_a_run_is_handed_over(runs: Runs, run: Run) -> None:
    now = runs.hand_over(touch(run), "ben")

    assert now.owner == "ben"
    assert [one.id for one in runs.concerning("ben")] == [run.id]


def test_two_hand_overs_at_once_do_not_overwrite_each_other(runs: Runs, run: Run) -> None:
    runs.hand_over(touch(run), "ben")

    with pytest.raises(ChangedMeanwhile):
        runs.hand_over(touch(run), "cem")


def test_a_finished_run_keeps_its_retrospective_and_takes_no_more_changes(runs: Runs, run: Run) -> None:
    said = Retrospective("the list", "access", "start earlier")
    ended = runs.finish(touch(run), "finished", said)

    with pytest.raises(RunEnded):
        runs.settle(touch(run, "step-1"), "done")

    assert (ended.status, ended.retrospective, runs.get(run.id)) == ("finished", said, ended)


def test_an_ended_run_makes_room_for_another_that_remembers_it(runs: Runs, page: Page, run: Run) -> None:
    runs.finish(touch(run), "abandoned", Retrospective())
    again = runs.restart(run.id, page, Start("", "ben", MONDAY_NOON + 9), Calendar())

    assert (again.follows, again.channel, again.thread, again.owner) == (run.id, "C1", "1.1", "ben")


def test_a_run_ended_too_early_is_reopened_unless_another_took_its_place(runs: Runs, page: Page, run: Run) -> None:
    runs.finish(touch(run), "finished", Retrospective())
    reopened = runs.reopen(touch(run, seen=2))
    runs.finish(touch(run, seen=3), "finished", Retrospective())
    runs.start(page, HERE, Calendar())

    with pytest.raises(AlreadyRunning):
        runs.reopen(touch(run, seen=4))

    assert reopened.is_running


def test_what_does_not_exist_is_named(runs: Runs, run: Run) -> None:
    with pytest.raises(UnknownStep, match="step-9"):
        runs.settle(touch(run, "step-9"), "done")
    with pytest.raises(UnknownRun, match="nowhere"):
        runs.get("nowhere")


def test_another_workspace_sees_no_run_and_may_use_the_same_names(
    runs: Runs, run: Run, page: Page, database: Database
) -> None:
    theirs = Runs(Workspace(database, "T2"), lambda: run.id)

    assert theirs.running() == []
    assert theirs.start(page, HERE, Calendar()).id == run.id
    assert runs.get(run.id) == run


def test_everything_is_still_there_after_a_restart(runs: Runs, run: Run) -> None:
    runs.assign(touch(run, "step-1"), "ben")
    runs.note(touch(run), "slow start")
    before = runs.get(run.id)

    again = Database.at(runs.ours.database.engine.url.render_as_string(hide_password=False))

    assert Runs(Workspace(again, "T1")).get(run.id) == before
    again.close()


def _at_once(works: Sequence[Callable[[], object]]) -> list[object]:
    """Run all, each in a thread, from one starting shot; results and refusals alike."""
    ready, outcomes = threading.Barrier(len(works)), list[object]()

    def go(work: Callable[[], object]) -> None:
        ready.wait()
        try:
            outcomes.append(work())
        except ValueError as refusal:
            outcomes.append(refusal)

    threads = [threading.Thread(target=go, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
