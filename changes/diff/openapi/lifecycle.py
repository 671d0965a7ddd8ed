"""How long something will live: deprecation, its sunset date, and the stability it promises."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from changes.diff.plain import Node

LEVELS = ("draft", "alpha", "beta", "stable")
UNCHECKED = ("draft", "alpha")


@dataclass(frozen=True)
class Life:
    """What one version says of it; `sunset` is None when no date is given or `written` is none."""

    deprecated: bool
    sunset: date | None
    written: str
    stability: str

    @classmethod
    def of(cls, node: Node) -> "Life":
        written = node.get("x-sunset")
        text = "" if written is None else str(written).strip().strip('"')
        return cls(node.get("deprecated") is True, _date(text), text, _stability(node))

    @property
    def unreadable(self) -> bool:
        return bool(self.written) and self.sunset is None

    @property
    def unchecked(self) -> bool:
        """Drafts may change as they like."""
        return self.stability in UNCHECKED

    @property
    def known(self) -> bool:
        return self.stability in LEVELS


@dataclass(frozen=True)
class Calendar:
    """The day it is, and how many days there must be between a deprecation and its sunset; none means that no date is needed."""

    today: date
    grace_days: int = 0

    def too_soon(self, sunset: date) -> bool:
        return sunset < self.today + timedelta(days=self.grace_days)

    def lacks_date(self, life: Life) -> bool:
        return self.grace_days > 0 and not life.written


def rank(life: Life) -> int:
    return LEVELS.index(life.stability) if life.known else len(LEVELS) - 1


def removal(life: Life, calendar: Calendar) -> str:
    """How a removal is to be judged: the last part of its rule id."""
    if not life.deprecated:
        return "removed-without-deprecation"
    if life.unreadable:
        return "sunset-parse"
    if life.sunset and calendar.today < life.sunset:
        return "removed-before-sunset"
    return "removed-with-deprecation"


def _stability(node: Node) -> str:
    level: Any = node.get("x-stability-level")
    return "stable" if level is None else str(level).strip().lower()


def _date(text: str) -> date | None:
    for read in (date.fromisoformat, lambda value: datetime.fromisoformat(value).date()):
        try:
            return read(text)
        except ValueError:
            continue
    return None
