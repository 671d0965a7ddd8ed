"""A date as written, read at a given moment in a given zone: `next Tuesday 14:00 UTC`, `since the 2nd`, `in an hour`."""

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from changes.model import When
from changes.recognition.stretches import FISCAL, MONTH, MONTHS, NTH, PAST, PLACES, day_meant, stretch

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
    "a few": 3,
}
HOURS = {
    "morning": 9,
    "noon": 12,
    "lunch": 12,
    "afternoon": 14,
    "evening": 18,
    "tonight": 20,
    "night": 20,
    "midnight": 0,
}
BERLIN, NEW_YORK, LOS_ANGELES = "Europe/Berlin", "America/New_York", "America/Los_Angeles"
ZONES = {"utc": "UTC", "gmt": "UTC", "cet": BERLIN, "cest": BERLIN, "est": NEW_YORK, "et": NEW_YORK} | dict.fromkeys(
    ("pst", "pt"), LOS_ANGELES
)
DAY = rf"(?P<day>{'|'.join(DAYS)})(?:s|day|sday|nesday|rs|rsday|urday)?s?"
SPAN = (
    r"(?P<count>\d+|a couple of|a few|an?|one|two|three|four|five|six|ten)\s+"
    r"(?P<unit>min|hour|h\b|day|week|month|quarter|year)"
)
UNTIL = re.compile(r"^(?:until|till|before)\b")
CLOCK = re.compile(
    r"\b(?:(?P<hour>\d{1,2}):(?P<minute>\d\d)\s?(?P<half>[ap]m)?|(?P<plain>\d{1,2})\s?(?P<sign>[ap]m|h\b|o'clock))"
)
MERIDIEM = re.compile(r"(?<![a-z])([ap])\.m\.")
NO_DAY_AFTER = ("at", "release", "version", "build", "sprint", "batch", "wave", "firmware")
DOTTED = re.compile(
    rf"(?<![\w.]){''.join(f'(?<!{word} )' for word in NO_DAY_AFTER)}"
    r"(?P<number>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})?(?!\w)"
)
WEEKEND = timedelta(days=2)
WEEK = re.compile(r"\b(this|next|last|coming|end of|end of the|end of this|end of next) week\b")
NTH_DAY = re.compile(rf"\b(?P<nth>{NTH}|last) (?:week|{DAY}) (?P<whole>(?:of|in) .+)")


def read_moment(written: str, reference: datetime, zone: str = "UTC") -> When | None:
    """None when no moment can be told from it, as from `after the freeze` or `next release`."""
    low = MERIDIEM.sub(r"\1m", " ".join(written.lower().split()))
    named = re.search(rf"\b({'|'.join(ZONES)})\b", low)
    place = ZoneInfo(ZONES[named.group(1)] if named else zone)
    try:
        return _when(written, low, reference.astimezone(place), place.key)
    except (OverflowError, ValueError):  # farther away than a calendar reaches
        return None


def _when(written: str, low: str, now: datetime, zone: str) -> When | None:
    found = _moment(low, now)
    if found is None:
        return None
    if UNTIL.match(low):
        return When(now, found, zone, written) if found > now else None
    end = found + WEEKEND if "weekend" in low else None
    return When(found, end, zone, written)


def _moment(low: str, now: datetime) -> datetime | None:
    exact = (_distance, _full_date, _relative_day)
    loose = (_nth, _weekday, _period, _ordinal, _clock_only, _elsewhere)
    for read in exact if FISCAL.search(low) else (*exact, *loose):
        found = read(low, now)
        if found is not None:
            return found
    return None


def _distance(low: str, now: datetime) -> datetime | None:
    """`in an hour`, `30 min ago`, `since 10 min`, `4 weeks from now`."""
    match = re.search(rf"\b{SPAN}", low)
    if match is None or not re.search(r"\b(?:in|ago|since|from now|within)\b", low):
        return None
    count = NUMBERS.get(match["count"]) or int(match["count"])
    sign = -1 if re.search(r"\b(?:ago|since)\b", low) else 1
    unit = match["unit"]
    if unit in ("month", "quarter", "year"):
        return _months_on(now, sign * count * {"month": 1, "quarter": 3, "year": 12}[unit])
    step = {"min": timedelta(minutes=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}.get(
        unit, timedelta(hours=1)
    )
    return now + sign * count * step


def _full_date(low: str, now: datetime) -> datetime | None:
    iso = re.search(r"\b(\d{4})-(\d\d)-(\d\d)\b", low)
    if iso:
        return _at(low, now, _day(*(int(part) for part in iso.groups())))
    if dotted := DOTTED.search(low):
        return _at(DOTTED.sub("", low), now, _in_year(low, now, *map(dotted.__getitem__, ("year", "month", "number"))))
    match = re.search(rf"\b(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)? {MONTH}(?:,? (?P<year>\d{{4}}))?", low)
    match = match or re.search(
        rf"\b{MONTH} (?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}}))?", low
    )
    if match is None:
        return None
    return _at(low, now, _in_year(low, now, match["year"], MONTHS.index(match["month"]) + 1, match["number"]))


def _relative_day(low: str, now: datetime) -> datetime | None:
    words = {"yesterday": -1, "last night": -1, "tomorrow": 1, "tmrw": 1, "today": 0, "tonight": 0, "this morning": 0}
    words |= {"this afternoon": 0, "this evening": 0}
    ahead = next((days for word, days in words.items() if re.search(rf"\b{word}\b", low)), None)
    if ahead is None:
        return now if re.search(r"\bnow\b|\bimmediately\b|as we speak", low) else None
    if not CLOCK.search(low) and low.split()[-1] in ("today", "on") and ahead == 0:
        return (
            now
            if PAST.search(low) is None and low in ("today", "as of today", "from today on")
            else _at(low, now, now.date())
        )
    return _at(low, now, now.date() + timedelta(days=ahead))


def _weekday(low: str, now: datetime) -> datetime | None:
    match = re.search(rf"\b{DAY}\b", low)
    if match is None:
        return None
    distance = (DAYS.index(match["day"]) - now.weekday()) % 7
    if PAST.search(low):
        return _at(low, now, now.date() - timedelta(days=(7 - distance) % 7 or 7))
    if re.search(rf"\bnext {match['day']}", low):
        distance = 7 - now.weekday() + DAYS.index(match["day"])
    return _at(low, now, now.date() + timedelta(days=distance or 7))


def _nth(low: str, now: datetime) -> datetime | None:
    """`the first Monday of May`, `last week of next month`."""
    match = NTH_DAY.search(low)
    month = stretch(match["whole"], now.date()) if match else None
    if match is None or month is None:
        return None
    weeks = timedelta(weeks=PLACES.get(match["nth"], 0) - 1)
    if match["day"] is None:
        return _at("", now, month.first + weeks if match["nth"] in PLACES else month.last - timedelta(days=6))
    day = DAYS.index(match["day"])
    first = month.first + timedelta(days=(day - month.first.weekday()) % 7)
    last = month.last - timedelta(days=(month.last.weekday() - day) % 7)
    return _at(low, now, first + weeks if match["nth"] in PLACES else last)


def _period(low: str, now: datetime) -> datetime | None:
    """`next week`, `this month`, `over the weekend`, `end of June`, `q3`."""
    today = now.date()
    if "weekend" in low:
        return _at("", now, today + timedelta(days=(5 - today.weekday()) % 7))
    week = WEEK.search(low)
    return _at("", now, _of_week(week[1], today) if week else day_meant(low, today))


def _of_week(which: str, today: date) -> date:
    steps = 1 if which.endswith("next") or which == "coming" else -1 if which == "last" else 0
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=steps)
    return monday + timedelta(days=4) if which.startswith("end") else monday


def _ordinal(low: str, now: datetime) -> datetime | None:
    match = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)\b", low)
    if match is None or not 1 <= int(match[1]) <= 31:
        return None
    steps = range(0, -3, -1) if PAST.search(low) else range(3)
    for step in steps:
        month = _months_on(now.replace(day=1), step)
        found = _day(month.year, month.month, int(match[1]))
        if found and (found <= now.date() if PAST.search(low) else found >= now.date()):
            return _at(low, now, found)
    return None


def _clock_only(low: str, now: datetime) -> datetime | None:
    if not CLOCK.search(low) and not re.search(r"\b(?:noon|midnight|lunch)\b", low):
        return None
    found = _at(low, now, now.date())
    if found and PAST.search(low) is None and found < now:
        return found + timedelta(days=1)
    return found


def _elsewhere(low: str, now: datetime) -> datetime | None:
    """What is left to a library, loaded only then."""
    if not re.search(r"\d|day|week|month", low) or stretch(low, now.date()):
        return None
    import dateparser

    base = now.replace(tzinfo=None)
    bare = re.sub(
        r"^(?:from|as of|as from|starting|beginning|effective|since|on|at|by|after|with)\b\s*(?:with|on|from)?\s*",
        "",
        low,
    )
    found = dateparser.parse(bare, languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future"})
    return found.replace(tzinfo=found.tzinfo or now.tzinfo) if found else None


def _at(low: str, now: datetime, day: date | None) -> datetime | None:
    if day is None:
        return None
    hour, minute = _clock(low)
    if hour > 23 or minute > 59:
        return None
    return datetime.combine(day, time(hour, minute), now.tzinfo)


def _clock(low: str) -> tuple[int, int]:
    match = CLOCK.search(low)
    if match is None:
        bare = re.search(r"\bat (\d{1,2})\b", low)
        named = next((hour for word, hour in HOURS.items() if re.search(rf"\b{word}\b", low)), 0)
        return (int(bare[1]), 0) if bare else (named, 0)
    hour, half = int(match["hour"] or match["plain"]), match["half"] or match["sign"]
    if half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour, int(match["minute"] or 0)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _in_year(low: str, now: datetime, year: str | None, month: int | str, number: int | str) -> date | None:
    if year:
        return _day(int(year), int(month), int(number))
    return _nearest_year(low, now, lambda guess: _day(guess, int(month), int(number)))


def _nearest_year(low: str, now: datetime, day: Callable[[int], date | None]) -> date | None:
    """A day without its year: the last one when it has been, else the next, unless it was within the month."""
    this = day(now.year)
    if this is None:
        return day(now.year + 1)
    if PAST.search(low):
        return this if this <= now.date() else day(now.year - 1)
    return this if this >= now.date() - timedelta(days=31) else day(now.year + 1)


def _months_on(moment: datetime, months: int) -> datetime:
    whole = moment.year * 12 + moment.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))
