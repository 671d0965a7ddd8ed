"""A stretch of the calendar as people name it, and the day of it that is meant: end of the third quarter, mid-June, H1 2027."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"(?P<month>{'|'.join(MONTHS)})(?:uary|ruary|ch|il|e|y|ust|t|tember|ember|ober)?\b\.?"
PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
NUMBERS = PLACES | {"one": 1, "two": 2, "three": 3, "four": 4} | {str(number): number for number in range(1, 5)}
PAST = re.compile(r"\b(?:since|ago|last|yesterday|retroactively)\b")
LAST_OF = re.compile(r"\blast (?=(?:half|quarter|day) of\b)")
A_MONTH = timedelta(days=31)
FISCAL = re.compile(r"\b(?:fiscal|fy)(?![a-z])")  # nobody has told us when that year begins
NTH = "|".join(PLACES)
STEPS = {"this": 0, "next": 1, "coming": 1, "following": 1, "last": -1}
WHICH = rf"(?P<which>{'|'.join(STEPS)})"
EDGES = ("end", "close of", "start", "beginning", "middle", "mid", "early", "late")
INSIDE = re.compile(r"(?:in|during|within|over)\b")
EDGE = re.compile(rf"\b(?:{'|'.join(EDGES)}|(?P<day>first|last) day of)\b")
UNIT = "month|quarter|year"
LENGTHS = {"month": 2, "quarter": 6, "year": 24}
QUARTER = re.compile(
    rf"\bq(?P<short>[1-4])\b|\b(?P<nth>{NTH}) quarter\b|\bquarter (?P<number>[1-4]|one|two|three|four)\b"
    r"|\b(?:last|final) quarter of (?:(?:the|this|next|last) year|20\d\d)\b"
)
HALF = re.compile(r"\bh(?P<short>[12])\b")
HALF_OF = re.compile(r"\b(?P<nth>first|1st|second|2nd|last|latter) half (?P<whole>of .+)")
YEAR = re.compile(rf"\b(?P<full>20\d\d)\b|'(?P<short>\d\d)\b|\b{WHICH} year\b")
ONLY_A_YEAR = re.compile(
    r"(?!.*\b(?:release|version|build|sprint|batch|wave|firmware)\b)(?:[a-z]+[ -]){0,5}(20\d\d)(?: on)?"
)
RUNNING = re.compile(
    rf"\b{WHICH} (?P<unit>{UNIT})\b|\b(?:{'|'.join(EDGES)}|day)[ -](?:(?:of|in) )?(?:the )?(?P<edged>{UNIT})\b"
    rf"|\b(?P<ending>{UNIT})(?:'s)?[ -]end\b|^of (?:the )?(?P<halved>{UNIT})\b"
)


@dataclass(frozen=True)
class Stretch:
    """Counted in half months since the year 0, so that a month has halves as well. `every`: how far away the next of that
    name is; 0 when only this one can be meant.
    """

    start: int
    length: int
    every: int = 0

    @property
    def first(self) -> date:
        return _day(self.start)

    @property
    def last(self) -> date:
        return _day(self.start + self.length) - timedelta(days=1)

    @property
    def middle(self) -> date:
        half = _day(self.start + self.length // 2)
        return half.replace(day=min(half.day, 15))

    @property
    def late(self) -> date:
        return _day(self.start + self.length * 5 // 6)

    def half(self, number: int) -> "Stretch":
        return replace(self, start=self.start + (number - 1) * self.length // 2, length=self.length // 2)

    def moved(self, steps: int) -> "Stretch":
        return replace(self, start=self.start + steps * self.every)


def day_meant(low: str, today: date) -> date | None:
    """None as well for some day in a stretch that runs already: the one it began on is not meant."""
    found = stretch(low, today)
    if found is None or (found.first < today <= found.last and INSIDE.match(low) and not EDGE.search(low)):
        return None
    return _at_edge(low, found)


def stretch(low: str, today: date) -> Stretch | None:
    """The one that has not passed yet, or for what is told of the past, the one that has begun."""
    found = _named(low, today)
    if found is None or not found.every:
        return found
    if PAST.search(LAST_OF.sub("", low)):
        return found.moved(-1) if found.first > today else found
    passed = _at_edge(low, found) if EDGE.search(low) else found.last
    return found.moved(1) if passed < today else found


def _named(low: str, today: date) -> Stretch | None:
    if FISCAL.search(low):
        return None
    if half := HALF_OF.search(low):
        whole = _named(half["whole"], today)
        return whole.half(PLACES.get(half["nth"], 2)) if whole else None
    for read in (_of_year, _running, _month, _year):
        if found := read(low, today):
            return found
    return None


def _of_year(low: str, today: date) -> Stretch | None:
    if quarter := QUARTER.search(low):
        written = quarter["short"] or quarter["nth"] or quarter["number"] or "4"
        return _in_year(low, today, 3 * NUMBERS[written] - 2, 3)
    half = HALF.search(low)
    return _in_year(low, today, 6 * int(half["short"]) - 5, 6) if half else None


def _running(low: str, today: date) -> Stretch | None:
    """`next quarter`; without a word that says which one, it is the one that runs, as long as that can be."""
    match = RUNNING.search(low)
    if match is None:
        return None
    length = LENGTHS[match["unit"] or match["edged"] or match["ending"] or match["halved"]]
    start = _place(today.year, today.month) // length * length
    which = match["which"]
    return Stretch(start + STEPS[which] * length, length) if which else Stretch(start, length, length)


def _month(low: str, today: date) -> Stretch | None:
    """One that ended within the month is still the one that is meant."""
    match = re.search(rf"\b{MONTH}", low)
    if match is None or re.search(rf"\d(?:st|nd|rd|th)\b|\d (?:of )?{MONTH}", low):
        return None
    found = _in_year(low, today, MONTHS.index(match["month"]) + 1, 1)
    if found.every and not PAST.search(low) and found.first < today - A_MONTH:
        found = found.moved(1)
    return found if PAST.search(low) else replace(found, every=0)


def _year(low: str, today: date) -> Stretch | None:
    match = ONLY_A_YEAR.fullmatch(low)
    return Stretch(_place(int(match[1]), 1), LENGTHS["year"]) if match else None


def _in_year(low: str, today: date, month: int, months: int) -> Stretch:
    year = YEAR.search(low)
    if year is None:
        return Stretch(_place(today.year, month), 2 * months, LENGTHS["year"])
    full, short, which = year["full"], year["short"], year["which"]
    number = int(full) if full else 2000 + int(short) if short else today.year + STEPS[which]
    return Stretch(_place(number, month), 2 * months)


def _at_edge(low: str, found: Stretch) -> date:
    edge = EDGE.search(low)
    if edge is None:
        return found.first
    if edge["day"]:
        return found.first if edge["day"] == "first" else found.last
    days = {"end": found.last, "close of": found.last, "middle": found.middle, "mid": found.middle, "late": found.late}
    return days.get(edge.group(), found.first)


def _place(year: int, month: int) -> int:
    return 24 * year + 2 * (month - 1)


def _day(place: int) -> date:
    return date(place // 24, place % 24 // 2 + 1, 16 if place % 2 else 1)
