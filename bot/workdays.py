"""On which days, and in which hours, the people of a channel work, as playbooks count."""

from dataclasses import replace

from bot.holidays import holidays
from bot.hours import hours
from bot.manners import Manner, Manners
from playbooks.calendars import Calendars
from playbooks.workdays import Calendar
from store.workspace import Workspace

WEEK = frozenset(range(7))


def known_calendar(here: Workspace, channel: str) -> Calendar | None:
    """What somebody set for the channel or the workspace, else what its first run took it to be; None: nobody knows when."""
    known, manner = Calendars(here).known(channel), Manners(here, Manner()).of(channel)
    off = holidays(manner.holidays) | (known.holidays if known else frozenset())
    if not manner.hours:
        return replace(known, holidays=off) if known else None
    read = hours(manner.hours)
    end = min(read.end.hour + (read.end.minute > 0), 24)
    return Calendar(read.zone, WEEK - set(read.days), off, (read.start.hour, max(end, read.start.hour + 1)))


def calendar(here: Workspace, channel: str) -> Calendar:
    return known_calendar(here, channel) or Calendar(holidays=holidays(Manners(here, Manner()).of(channel).holidays))
