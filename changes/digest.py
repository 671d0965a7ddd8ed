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
        count = len(self.items)
        alarm = f", {self.breaking} of them breaking" if self.breaking else ""
        return f"{count} change{'' if count == 1 else 's'} you follow{alarm}"


def digests(notices: Iterable[Notice], changes: Iterable[Change], now: datetime) -> list[Digest]:
    """One for each destination whose hour has come. Changes that were withdrawn meanwhile are left out."""
    known = {change.id: change for change in changes if change.live}
    waiting: dict[tuple[Destination, Rhythm], list[Item]] = {}
    for notice in notices:
        if notice.rhythm.cadence != "instant" and notice.change in known and is_due(notice.rhythm, now):
            reasons = tuple(reason.text for reason in notice.reasons)
            waiting.setdefault((notice.destination, notice.rhythm), []).append(Item(known[notice.change], reasons))
    return [
        Digest(f"digest:{occasion(rhythm, now).date()}:{to}", to, tuple(sorted(items, key=_urgency)))
        for (to, rhythm), items in sorted(waiting.items(), key=lambda entry: (entry[0][0], entry[0][1].cadence))
    ]


def is_due(rhythm: Rhythm, now: datetime) -> bool:
    """On the day itself, from its hour on: a process that slept through the minute still sends it that day."""
    return occasion(rhythm, now).date() == now.astimezone(ZoneInfo(rhythm.zone)).date()


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
