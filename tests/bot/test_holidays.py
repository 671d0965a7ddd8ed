"""Days off are read as people write them, or refused with an example."""

from datetime import date

import pytest

from bot.holidays import UnreadableHolidays, holidays


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", set()),
        ("2027-05-01", {date(2027, 5, 1)}),
        ("2027-05-01, 2027-05-06\n2027-05-17;", {date(2027, 5, 1), date(2027, 5, 6), date(2027, 5, 17)}),
        ("2026-12-31 to 2027-01-01", {date(2026, 12, 31), date(2027, 1, 1)}),
        ("2026-12-31..2027-01-01", {date(2026, 12, 31), date(2027, 1, 1)}),
    ],
)
def test_days_and_spans_of_days_are_read(text: str, meant: set[date]) -> None:
    assert holidays(text) == meant


@pytest.mark.parametrize(
    "text", ["Christmas", "2027-02-30", "2027-05-02 to 2027-05-01", "2027-01-01 to 2028-01-01", "24.12.2026", "today"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadableHolidays, match="2026-12-24 to 2027-01-01"):
        holidays(text)


def test_more_days_than_a_life_has_holidays_are_refused() -> None:
    months = (f"2027-{month:02d}-01 to 2027-{month:02d}-28" for month in range(1, 13))

    with pytest.raises(UnreadableHolidays):
        holidays(", ".join(months))
