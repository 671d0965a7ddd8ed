"""When a team works, as people write it: `Mon-Fri 9-17 Europe/Berlin`; what is left out is as usual."""

import re
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import Refusal
from bot.views import refusals
from changes.reminders import Hours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?(am|pm|h)?"
SPAN = re.compile(rf"^{CLOCK}-{CLOCK}$")
BETWEEN = re.compile(r"\s*(?:-|–|\b(?:to|until)\b)\s*", re.IGNORECASE)
LOOSE = re.compile(r"\s*(,)\s*|(?<=\d)\s+([ap]m|h)\b", re.IGNORECASE)


class UnreadableHours(Refusal):
    def __init__(self, text: str) -> None:
        super().__init__(refusals.unreadable(text, "working hours"))


def hours(text: str) -> Hours:
    """Nothing written: the usual ones."""
    found: dict[str, Any] = {}
    for word in BETWEEN.sub("-", LOOSE.sub(r"\1\2", text)).split():
        part = _days(word) or _span(word) or _zone(word)
        if not part or part.keys() & found.keys():
            raise UnreadableHours(text)
        found |= part
    return Hours(**found)


def written(of: Hours) -> str:
    """As `hours` reads it."""
    days = ",".join(DAYS[day].capitalize() for day in of.days)
    days = "Mon-Fri" if of.days == (0, 1, 2, 3, 4) else days
    return f"{days} {of.start:%H:%M}-{of.end:%H:%M} {of.zone}"


def _days(word: str) -> dict[str, Any]:
    days: set[int] = set()
    for piece in word.lower().split(","):
        first, _, last = piece.partition("-")
        ends = [_day(first), _day(last or first)]
        if None in ends:
            return {}
        start, end = (one for one in ends if one is not None)
        days |= {day % 7 for day in range(start, end + (7 if end < start else 0) + 1)}
    return {"days": tuple(sorted(days))}


def _day(word: str) -> int | None:
    return DAYS.index(word[:3]) if len(word) >= 3 and word[:3] in DAYS and word.isalpha() else None


def _span(word: str) -> dict[str, Any]:
    found = SPAN.match(word.lower())
    if found is None:
        return {}
    start, end = _clock(*found.groups()[:3]), _clock(*found.groups()[3:])
    if not start < end <= (24, 0) or max(start[1], end[1]) > 59:
        return {}
    return {"start": time(*start), "end": time(*end) if end < (24, 0) else time(23, 59)}


def _clock(hour: str, minute: str | None, half: str | None) -> tuple[int, int]:
    if half not in ("am", "pm") or not 1 <= int(hour) <= 12:
        return int(hour), int(minute or 0)
    return int(hour) % 12 + 12 * (half == "pm"), int(minute or 0)


def _zone(word: str) -> dict[str, Any]:
    try:
        ZoneInfo(word)
    except (OSError, ValueError, KeyError):  # each kind of nonsense has its own
        return {}
    return {"zone": word}
