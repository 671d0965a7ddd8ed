"""Days on which a team does not work, as people write them: `2026-12-24 to 2027-01-01, 2027-05-01`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.errors import Refusal
from bot.views import refusals

DAY = r"(\d{4}-\d{2}-\d{2})"
PIECE = re.compile(rf"^{DAY}(?:\s*(?:to|until|–|\.\.+|…)\s*{DAY})?$", re.IGNORECASE)
LONGEST = 60  # days in one go; a longer one is a slip of the pen
MOST = 200


class UnreadableHolidays(Refusal):
    def __init__(self, text: str) -> None:
        super().__init__(refusals.unreadable(text, "days off"))


def holidays(text: str) -> frozenset[date]:
    """Nothing written: none."""
    pieces = (one.strip() for one in re.split(r"[,;\n]+", text))
    found = frozenset(day for one in pieces if one for day in _days(one))
    if len(found) > MOST:
        raise UnreadableHolidays(f"{text[:60]}…")
    return found


def _days(piece: str) -> Iterator[date]:
    found = PIECE.match(piece)
    try:
        first = date.fromisoformat(found[1] if found else "")
        last = date.fromisoformat(found[2]) if found and found[2] else first
    except ValueError as error:
        raise UnreadableHolidays(piece) from error
    if not 0 <= (last - first).days < LONGEST:
        raise UnreadableHolidays(piece)
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
