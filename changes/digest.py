"""What a daily or weekly digest holds, and when it is due at its reader's place: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from changes.model import SEVERITIES, Change, Destination, Notice, Rhythm


@dataclass(frozen=True)
class Item:
    change: Change
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Digest:
    """For one destination at one occasion; `id` makes sending it twice impossible."""

    id: str
    destination: Destination
    items: tuple[Item, ...]

    @property
    def breaking(self) -> int:
        return sum(item.change.content.breaking is True for item in self.items)

    def headline(self) -> str:
        count, breaking = len(self.items), self.breaking
        all_break = "breaking " if breaking == count else ""
        some_break = f", {breaking} of them breaking" if 0 < breaking < count else ""
        return f"{count} {all_break}change{'' if count == 1 else 's'} you follow{some_break}"


def digests(waiting: Iterable[tuple[Notice, datetime]], changes: Iterable[Change], now: datetime) -> list[Digest]:
    """One for each destination with news from before its latest occasion, however late a process looks.

    Withdrawn changes are left out.
    """
    known = {change.id: change for change in changes if change.live}
    gathered: dict[tuple[Destination, Rhythm], list[Item]] = {}
    for notice, since in waiting:
        if notice.change in known and is_due(notice.rhythm, since, now):
            reasons = tuple(reason.text for reason in notice.reasons)
            gathered.setdefault((notice.destination, notice.rhythm), []).append(Item(known[notice.change], reasons))
    return [
        Digest(f"digest:{occasion(rhythm, now).date()}:{to}", to, tuple(sorted(items, key=_urgency)))
        for (to, rhythm), items in sorted(gathered.items(), key=lambda entry: (entry[0][0], entry[0][1].cadence))
    ]


def is_due(rhythm: Rhythm, since: datetime, now: datetime) -> bool:
    return rhythm.cadence != "instant" and since <= occasion(rhythm, now)


def occasion(rhythm: Rhythm, now: datetime) -> datetime:
    """The latest one that has come, in local time."""
    local = now.astimezone(ZoneInfo(rhythm.zone))
    moment = local.replace(hour=rhythm.hour, minute=rhythm.minute, second=0, microsecond=0)
    if rhythm.cadence == "weekly":
        moment -= timedelta(days=(local.weekday() - rhythm.weekday) % 7)
    step = timedelta(days=7 if rhythm.cadence == "weekly" else 1)
    return moment if moment <= local else moment - step


def _urgency(item: Item) -> tuple[float, int, str]:
    """Soonest first, then the most severe."""
    when = item.change.content.when
    soon = when.start.timestamp() if when else float("inf")
    return soon, -SEVERITIES.index(item.change.content.severity), item.change.title
