"""Silent teams are reminded at work, at growing distance, with an end, and never of what is harmless."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from changes.model import Change, Destination, Draft, When
from changes.reminders import Hours, Silence, at_work, due

TOLD = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday
TEAM = Destination("channel", "C1")
DATED = Change(
    "c1",
    Draft("Rename", "schema", ("a.b",), breaking=True, when=When(TOLD + timedelta(days=30))),
    "announced",
    "U1",
    TOLD,
)
ALWAYS = Hours(start=time(0), end=time(23, 59, 59), days=tuple(range(7)))


def all_reminders(change: Change, hours: Hours = ALWAYS) -> list[datetime]:
    """An hourly look from the card to well after the date."""
    reminded: tuple[datetime, ...] = ()
    for hour in range(24 * 45):
        now = TOLD + timedelta(hours=hour)
        if due(change, [Silence(TEAM, TOLD, reminded, hours)], now):
            reminded = (*reminded, now)
    return list(reminded)


def test_a_silent_team_is_reminded_three_times_before_the_date_and_then_never() -> None:
    start = TOLD + timedelta(days=30)

    assert all_reminders(DATED) == [start - timedelta(days=days) for days in (7, 3, 1)]


def test_a_short_notice_is_halved() -> None:
    soon = replace(DATED, content=replace(DATED.content, when=When(TOLD + timedelta(hours=10))))

    assert all_reminders(soon) == [TOLD + timedelta(hours=5)]


def test_a_change_without_a_date_is_recalled_ever_more_rarely() -> None:
    open_ended = replace(DATED, content=replace(DATED.content, when=None))

    assert all_reminders(open_ended) == [TOLD + timedelta(days=days) for days in (2, 6, 12)]


def test_reminders_come_in_the_teams_own_working_hours() -> None:
    tokyo = Hours("Asia/Tokyo")

    reminders = all_reminders(DATED, tokyo)

    assert len(reminders) == 3
    assert all(at_work(tokyo, moment) for moment in reminders)


def test_what_is_harmless_withdrawn_or_in_effect_is_not_worth_a_reminder() -> None:
    harmless = replace(DATED, content=replace(DATED.content, breaking=False))

    assert all_reminders(harmless) == []
    assert all_reminders(replace(DATED, state="withdrawn")) == []
    assert all_reminders(replace(DATED, state="in effect")) == []


def test_the_last_reminder_says_that_it_is_the_last() -> None:
    start = TOLD + timedelta(days=30)
    silent = Silence(TEAM, TOLD, (start - timedelta(days=7), start - timedelta(days=3)), ALWAYS)

    (reminder,) = due(DATED, [silent], start - timedelta(hours=23))

    assert (reminder.number, reminder.last) == (3, True)


def test_a_day_off_is_no_working_moment_however_long_it_lasts() -> None:
    christmas = frozenset(date(2026, 12, 24) + timedelta(days=ahead) for ahead in range(14))
    hours, eve = Hours(off=christmas), datetime(2026, 12, 24, 10, tzinfo=UTC)

    assert not at_work(hours, eve)
    assert at_work(hours, datetime(2027, 1, 7, 10, tzinfo=UTC))
