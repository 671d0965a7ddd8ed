"""Dates fall on days on which the team works."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from playbooks.workdays import BadCalendar, Calendar

FRIDAY, SATURDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, MONDAY),
        (SATURDAY, 0, MONDAY),
        (SATURDAY, 1, date(2026, 3, 10)),
        (FRIDAY, 5, date(2026, 3, 13)),
    ],
)
def test_working_days_step_over_the_weekend(start: date, days: int, expected: date) -> None:
    assert Calendar().after(start, days) == expected


def test_holidays_do_not_count() -> None:
    assert Calendar(holidays=frozenset([MONDAY])).after(FRIDAY, 1) == date(2026, 3, 10)


def test_a_weekend_may_be_on_friday_and_saturday() -> None:
    gulf = Calendar(weekend=frozenset((4, 5)))

    assert gulf.after(FRIDAY, 0) == date(2026, 3, 8)


def test_the_day_is_the_one_of_the_teams_zone() -> None:
    late = datetime(2026, 3, 6, 23, 30, tzinfo=UTC)

    assert Calendar("Asia/Tokyo").today(late) == SATURDAY
    assert Calendar("America/New_York").today(late) == FRIDAY


def test_working_hours_follow_the_zone_through_summer_time() -> None:
    berlin = Calendar("Europe/Berlin")

    assert berlin.opens(date(2026, 3, 27)).astimezone(UTC).hour == 8
    assert berlin.opens(date(2026, 3, 30)).astimezone(UTC).hour == 7
    assert berlin.at_work(datetime(2026, 3, 30, 7, 30, tzinfo=UTC))
    assert not berlin.at_work(datetime(2026, 3, 27, 7, 30, tzinfo=UTC))


def test_working_days_between_two_dates_are_counted_without_the_first() -> None:
    assert Calendar().between(FRIDAY, MONDAY) == 1
    assert Calendar().between(MONDAY, FRIDAY) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Europe/Nowhere"},
        {"zone": "../etc/passwd"},
        {"weekend": frozenset(range(7))},
        {"weekend": frozenset((9,))},
        {"hours": (17, 9)},
    ],
)
def test_a_calendar_nobody_can_work_by_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadCalendar):
        Calendar(**wrong)


def test_a_year_of_holidays_is_refused_rather_than_counted_for_ever() -> None:
    always = frozenset(date.fromordinal(FRIDAY.toordinal() + ahead) for ahead in range(800))

    with pytest.raises(BadCalendar, match="holidays"):
        Calendar(holidays=always).after(FRIDAY, 1)
