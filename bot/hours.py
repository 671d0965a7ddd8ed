"""When a team works, as people write it: `Mon-Fri 9-17 Europe/Berlin`; what is left out is as usual."""

import re
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import Refusal
from bot.views import refusals
from changes.reminders import Hours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN = re.compile(
    r"^(\d{1,2})(?:[:.](\d{2}))?\s*(?:h|am)?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?\s*h?$", re.IGNORECASE
)


class UnreadableHours(Refusal):
    def __init__(self, text: str) -> None:
        super().__init__(refusals.unreadable(text, "working hours"))


def hours(text: str) -> Hours:
    """Nothing written: the usual ones."""
    found: dict[str, Any] = {}
    for word in re.sub(r"\s*(-|–)\s*", "-", text.replace(",", " , ")).replace(" , ", ",").split():
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
    found = SPAN.match(word)
    if found is None:
        return {}
    start, end = (int(found[1]), int(found[2] or 0)), (int(found[3]), int(found[4] or 0))
    if not start < end <= (24, 0) or max(start[1], end[1]) > 59:
        return {}
    return {"start": time(*start), "end": time(*end) if end < (24, 0) else time(23, 59)}


def _zone(word: str) -> dict[str, Any]:
    try:
        ZoneInfo(word)
    except (OSError, ValueError, KeyError):  # each kind of nonsense has its own
        return {}
    return {"zone": word}
