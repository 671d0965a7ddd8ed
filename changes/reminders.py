"""Which silent teams are reminded now: in their working hours, at growing distance from each other, with an end. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from changes.model import Change, Destination

AHEAD = (timedelta(days=14), timedelta(days=7), timedelta(days=3), timedelta(days=1))  # before the date
AFTER = (timedelta(days=2), timedelta(days=6), timedelta(days=12))  # after the card, when there is no date
QUIET_AT_FIRST = timedelta(hours=20)
MOST = 3


@dataclass(frozen=True)
class Hours:
    """When a team works: local times and weekdays (Monday is 0), and the days it has off."""

    zone: str = "UTC"
    start: time = time(9, 0)
    end: time = time(17, 0)
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    off: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.days and day not in self.off


@dataclass(frozen=True)
class Reminder:
    """`number` counts from 1; `last` says that no further one will come."""

    change: str
    team: Destination
    number: int
    last: bool


@dataclass(frozen=True)
class Silence:
    """A team that has not answered: since when it was told, and when it was reminded."""

    team: Destination
    told: datetime
    reminded: tuple[datetime, ...] = ()
    hours: Hours = Hours()


def due(change: Change, silences: Iterable[Silence], now: datetime) -> list[Reminder]:
    """Only breaking or severe changes are worth a reminder, and only before they take effect."""
    if not change.live or change.state == "in effect" or not worth_reminding(change):
        return []
    when = change.content.when
    if when and now >= when.start:
        return []
    return [_reminder(change, one, now) for one in silences if _is_due(change, one, now)]


def worth_reminding(change: Change) -> bool:
    return change.content.breaking is not False and change.content.severity != "low"


def at_work(hours: Hours, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(hours.zone))
    return hours.works_on(local.date()) and hours.start <= local.time() < hours.end


def moments(change: Change, told: datetime) -> list[datetime]:
    """When a team that was told then and stays silent is reminded; a short notice is halved, a long one gets three."""
    when = change.content.when
    if when is None:
        return [told + after for after in AFTER]
    planned = [when.start - ahead for ahead in AHEAD if when.start - ahead >= told + QUIET_AT_FIRST]
    return planned[-MOST:] or [told + (when.start - told) / 2]


def _is_due(change: Change, one: Silence, now: datetime) -> bool:
    if len(one.reminded) >= MOST or not at_work(one.hours, now):
        return False
    last_word = max((one.told, *one.reminded))
    return any(last_word < moment <= now for moment in moments(change, one.told))


def _reminder(change: Change, one: Silence, now: datetime) -> Reminder:
    number = len(one.reminded) + 1
    ahead = [moment for moment in moments(change, one.told) if moment > now]
    return Reminder(change.id, one.team, number, number >= MOST or not ahead)
