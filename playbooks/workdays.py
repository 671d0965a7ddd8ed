"""When people work: a due date falls on a working day of the team, a reminder into its working hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SATURDAY_SUNDAY = frozenset((5, 6))
LONGEST_BREAK = 366


class BadCalendar(ValueError):
    """A calendar without working days, or in a time zone nobody knows; the message says which."""


@dataclass(frozen=True)
class Calendar:
    """`weekend` counts from Monday = 0; hours are local to the zone, the second one is the end of the day."""

    zone: str = "UTC"
    weekend: frozenset[int] = SATURDAY_SUNDAY
    holidays: frozenset[date] = frozenset()
    hours: tuple[int, int] = (9, 17)

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise BadCalendar(f"there is no time zone {self.zone!r}; write it as Europe/Berlin") from error
        if not self.weekend <= set(range(7)) or len(self.weekend) == 7:
            raise BadCalendar("a week needs at least one working day, counted from Monday = 0 to Sunday = 6")
        if not 0 <= self.hours[0] < self.hours[1] <= 24:
            raise BadCalendar("working hours run from an hour to a later one, such as 9 to 17")

    def works_on(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.zone)).date()

    def after(self, start: date, working_days: int) -> date:
        """The day that many working days on; nought gives the start itself, or the next working day."""
        days = self._from(start)
        found = next(days)
        for _ in range(working_days):
            found = next(days)
        return found

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; nought when the end is not later."""
        span = (end - start).days
        return sum(self.works_on(start + timedelta(ahead)) for ahead in range(1, span + 1))

    def opens(self, day: date) -> datetime:
        return datetime.combine(day, time(self.hours[0]), ZoneInfo(self.zone))

    def at_work(self, now: datetime) -> bool:
        local = now.astimezone(ZoneInfo(self.zone))
        return self.works_on(local.date()) and self.hours[0] <= local.hour < self.hours[1]

    def _from(self, start: date) -> Iterator[date]:
        day, idle = start, 0
        while idle <= LONGEST_BREAK:
            if self.works_on(day):
                yield day
                idle = 0
            day, idle = day + timedelta(1), idle + 1
        raise BadCalendar("a year without a working day: look through the holidays")
