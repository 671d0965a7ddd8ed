"""Where a run stands, who has to do what, what a channel hears: worked out from values alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from playbooks.artefact import UnknownTemplate, filled, for_canvas, template
from playbooks.overview import bar, digest, in_words, progress, todo
from playbooks.pictures import progress_picture
from playbooks.reminders import Sent, due
from playbooks.run import Note, Retrospective, Run, State
from playbooks.run_rows import first_steps
from playbooks.workdays import Calendar
from store.database import Database
from store.workspace import Workspace
from tests.playbooks.conftest import MONDAY_NOON, page_of

MONDAY = date(2026, 3, 2)
PAGE = page_of()
RUN = Run(
    *("r1", PAGE.id, PAGE.title, "C1", "1.1", "fraud", "ana", "ana", MONDAY_NOON, PAGE.artefact),
    steps=first_steps(PAGE, MONDAY_NOON, Calendar()),
)


def with_states(*states: State) -> Run:
    pairs = zip(RUN.steps, states, strict=True)
    return replace(RUN, steps=tuple(replace(step, state=state, reason="why", at=MONDAY_NOON) for step, state in pairs))


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def test_a_step_that_does_not_apply_is_not_counted() -> None:
    told = progress(with_states("done", "not_applicable", "open"), MONDAY)

    assert (told.counting, told.open, told.share) == (2, 1, 0.5)


def test_the_bar_shows_done_skipped_late_and_open() -> None:
    later = date(2026, 5, 1)

    assert bar(progress(with_states("done", "skipped", "open"), MONDAY), 6) == "██▒▒░░"
    assert bar(progress(with_states("done", "open", "open"), later), 6) == "██▓▓▓▓"
    assert bar(progress(with_states("not_applicable", "not_applicable", "not_applicable"), later), 6) == "██████"


def test_progress_is_said_in_words_without_noughts() -> None:
    assert in_words(progress(RUN, MONDAY)) == "0 of 3 done"
    assert in_words(progress(with_states("done", "skipped", "open"), date(2026, 5, 1))) == (
        "1 of 3 done · 1 skipped · 1 late"
    )


def test_todo_is_what_one_has_taken_and_what_nobody_took_of_ones_own_runs() -> None:
    taken = replace(RUN, steps=(replace(RUN.steps[0], assignee="ben"), *RUN.steps[1:]))

    assert [one.step.id for one in todo([taken], "ana", MONDAY)] == ["step-2", "step-3"]
    assert [one.step.id for one in todo([taken], "ben", MONDAY)] == ["step-1"]


def test_an_ended_run_asks_nothing_of_anybody() -> None:
    ended = replace(RUN, status="abandoned")

    assert todo([ended], "ana", MONDAY) == []
    assert due([ended], at(2), Calendar()) == []


def test_a_digest_tells_what_was_done_what_is_late_and_what_comes() -> None:
    told = digest("C1", [with_states("done", "open", "open")], date(2026, 3, 6), since=MONDAY_NOON - 1)

    assert [one.step.id for one in told.done] == ["step-1"]
    assert [(one.step.id, one.late_by) for one in told.late] == [("step-2", 1)]
    assert told.soon == ()
    assert digest("C1", [], MONDAY, 0.0).is_empty


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(2), [("step-1", "due", 0)]),
        (at(3), [("step-1", "late", 1)]),
        (at(4), [("step-1", "late", 2)]),
        (at(5), [("step-1", "late", 3), ("step-2", "due", 0)]),
        (at(7), []),
        (at(2, hour=7), []),
        (at(2, hour=17), []),
    ],
)
def test_reminders_come_on_working_days_in_working_hours(
    moment: datetime, expected: list[tuple[str, str, int]]
) -> None:
    assert [(one.step.id, one.kind, one.days_late) for one in due([RUN], moment, Calendar())] == expected


def test_reminders_get_rarer_and_stop() -> None:
    lone = replace(RUN, steps=RUN.steps[:1])
    sent: set[str] = set()
    days = []
    for day in range(2, 32):
        for one in due([lone], at(day), Calendar(), sent):
            sent.add(one.key)
            days.append(day)

    assert days == [2, 3, 5, 12]


def test_a_machine_that_slept_for_weeks_wakes_without_old_reproaches() -> None:
    assert [one.step.id for one in due([RUN], at(27), Calendar())] == []


def test_a_reminder_goes_to_whoever_took_the_step_else_to_the_owner_of_the_run() -> None:
    taken = replace(RUN, steps=(replace(RUN.steps[0], assignee="ben"),))

    assert [one.to for one in due([taken], at(2), Calendar())] == ["ben"]
    assert [one.to for one in due([RUN], at(2), Calendar())] == ["ana"]


def test_a_reminder_is_claimed_once_and_a_moved_date_is_reminded_anew(database: Database) -> None:
    sent = Sent(Workspace(database, "T1"))
    first = due([RUN], at(2), Calendar())[0]
    moved = replace(RUN, steps=(replace(RUN.steps[0], due=date(2026, 3, 4)),))

    assert [sent.claim(first, 1.0), sent.claim(first, 2.0)] == [True, False]
    assert due([RUN], at(2), Calendar(), sent.keys("r1")) == []
    assert len(due([moved], at(4), Calendar(), sent.keys("r1"))) == 1


def test_the_artefact_is_the_filled_template_and_the_record_of_the_run() -> None:
    done = replace(
        with_states("done", "skipped", "open"),
        notes=(Note("", "ben", "Started late.", MONDAY_NOON), Note("step-1", "ana", "a | b", MONDAY_NOON)),
        retrospective=Retrospective(helped="the list", next_time=""),
    )

    told = filled(done, {"ana": "Ana", "ben": "Ben"}.__getitem__)

    assert "{{" not in told
    assert "Team: fraud · Owner: Ana · Date: 2026-03-02" in told
    assert "| ☑ | Do number 1.<br>“a \\| b” (Ana) | thing 1 |  | 2026-03-02 |" in told
    assert "Do number 2. (skipped: why)" in told
    assert "- 2026-03-02, Ben: Started late." in told
    assert "- What helped: the list" in told
    assert "Next time" not in told


def test_a_canvas_gets_three_levels_of_headings_and_air_around_tables() -> None:
    assert for_canvas("# a\ntext\n| x |\n|---|\nmore\n##### deep\n<!-- gone -->\n") == (
        "# a\ntext\n\n| x |\n|---|\n\nmore\n### deep\n"
    )


@pytest.mark.parametrize("name", ["nothing", "../model", "/etc/passwd", ""])
def test_a_template_that_is_not_there_is_refused_wherever_the_name_leads(name: str) -> None:
    with pytest.raises(UnknownTemplate):
        template(name)


def test_a_progress_picture_is_drawn_whatever_people_write() -> None:
    odd = replace(RUN, title="a $formula_{$ 🤖 数据\nline", steps=(replace(RUN.steps[0], do="50 % \\alpha $x^"),))

    assert progress_picture(odd, MONDAY).startswith(b"\x89PNG")
