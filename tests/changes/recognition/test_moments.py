"""A written date becomes the moment its author meant."""

from datetime import UTC, datetime

import pytest

from changes.recognition.moments import read_moment

NOW = datetime(2026, 3, 4, 11, 30, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tomorrow", "2026-03-05T00:00"),
        ("tomorrow at 9", "2026-03-05T09:00"),
        ("tonight", "2026-03-04T20:00"),
        ("this morning", "2026-03-04T09:00"),
        ("since yesterday", "2026-03-03T00:00"),
        ("on Friday", "2026-03-06T00:00"),
        ("Friday 18:00", "2026-03-06T18:00"),
        ("next Tuesday 14:00 UTC", "2026-03-10T14:00"),
        ("Wednesday", "2026-03-11T00:00"),
        ("since Monday", "2026-03-02T00:00"),
        ("last Friday", "2026-02-27T00:00"),
        ("in an hour", "2026-03-04T12:30"),
        ("30 min ago", "2026-03-04T11:00"),
        ("since 10 min", "2026-03-04T11:20"),
        ("4 weeks from now", "2026-04-01T11:30"),
        ("in two months", "2026-05-04T11:30"),
        ("on 14 April", "2026-04-14T00:00"),
        ("April 14th", "2026-04-14T00:00"),
        ("1 January", "2027-01-01T00:00"),
        ("since 6 December", "2025-12-06T00:00"),
        ("2026-07-01", "2026-07-01T00:00"),
        ("the 2nd", "2026-04-02T00:00"),
        ("since the 2nd", "2026-03-02T00:00"),
        ("next week", "2026-03-09T00:00"),
        ("next month", "2026-04-01T00:00"),
        ("end of month", "2026-03-31T00:00"),
        ("end of June", "2026-06-30T00:00"),
        ("from May", "2026-05-01T00:00"),
        ("in Q3", "2026-07-01T00:00"),
        ("at 2pm", "2026-03-04T14:00"),
        ("by 3 October 2027", "2027-10-03T00:00"),
        ("on 24.12.", "2026-12-24T00:00"),
        ("from 03.05.2027 at 14:00", "2027-05-03T14:00"),
        ("on Mon. 4 May at 5 p.m.", "2026-05-04T17:00"),
        ("at the end of Q2", "2026-06-30T00:00"),
        ("end of Q3 2027", "2027-09-30T00:00"),
        ("mid-June", "2026-06-15T00:00"),
        ("in mid Q4", "2026-11-15T00:00"),
        ("by the end of the second quarter", "2026-06-30T00:00"),
        ("in the 3rd quarter", "2026-07-01T00:00"),
        ("from quarter four on", "2026-10-01T00:00"),
        ("in the last quarter of the year", "2026-10-01T00:00"),
        ("at the start of the first quarter", "2027-01-01T00:00"),
        ("since the fourth quarter", "2025-10-01T00:00"),
        ("Q3 of next year", "2027-07-01T00:00"),
        ("in Q3/2027", "2027-07-01T00:00"),
        ("Q4 '27", "2027-10-01T00:00"),
        ("at the end of last quarter", "2025-12-31T00:00"),
        ("in the first half of next year", "2027-01-01T00:00"),
        ("by the end of the first half of the year", "2026-06-30T00:00"),
        ("in the latter half of 2027", "2027-07-01T00:00"),
        ("middle of H2", "2026-10-01T00:00"),
        ("H1 2028", "2028-01-01T00:00"),
        ("in the second half of August", "2026-08-16T00:00"),
        ("in the second half of Q3", "2026-08-16T00:00"),
        ("in the second half of next month", "2026-04-16T00:00"),
        ("late in November", "2026-11-16T00:00"),
        ("at the beginning of the month", "2026-04-01T00:00"),
        ("by the year's end", "2026-12-31T00:00"),
        ("on the last day of the quarter", "2026-03-31T00:00"),
        ("mid-2028", "2028-07-01T00:00"),
        ("from 2027 on", "2027-01-01T00:00"),
        ("on the first Monday of October at 9:00", "2026-10-05T09:00"),
        ("on the last Thursday of next month", "2026-04-30T00:00"),
        ("in the third week of June", "2026-06-15T00:00"),
        ("last week of July", "2026-07-25T00:00"),
    ],
)
def test_a_written_date_is_read_as_of_the_moment_it_was_said(written: str, expected: str) -> None:
    moment = read_moment(written, NOW)

    assert moment is not None
    assert moment.start.strftime("%Y-%m-%dT%H:%M") == expected


@pytest.mark.parametrize(
    "written",
    [
        *("after the freeze", "next release", "retroactively", "31 February", "with v12", "with release 2.1."),
        *(
            "end of the second fiscal quarter",
            "Q3 FY27",
            "in the second half",
            "in H3",
            "in the first quarter",
            "in 2026",
        ),
    ],
)
def test_what_names_no_moment_is_not_guessed(written: str) -> None:
    assert read_moment(written, NOW) is None


@pytest.mark.parametrize(
    "written", ["in 99999999999999999 days", "9999 years from now", "999999 weeks ago", "weekend of 31 Dec 9999"]
)
def test_what_lies_beyond_the_calendar_is_no_moment(written: str) -> None:
    assert read_moment(written, NOW) is None


def test_a_zone_that_is_named_counts_more_than_the_readers() -> None:
    there = read_moment("tomorrow 9:00 CET", NOW, "Asia/Tokyo")
    here = read_moment("tomorrow 9:00", NOW, "Asia/Tokyo")

    assert there is not None
    assert here is not None
    assert there.start.astimezone(UTC).hour == 8
    assert here.start.astimezone(UTC).hour == 0


def test_until_gives_an_end_and_a_weekend_has_two_days() -> None:
    until, weekend = read_moment("until Friday", NOW), read_moment("over the weekend", NOW)

    assert until is not None
    assert (until.start, until.end) == (NOW, datetime(2026, 3, 6, tzinfo=UTC))
    assert weekend is not None
    assert (weekend.start, weekend.end) == (datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 3, 9, tzinfo=UTC))
