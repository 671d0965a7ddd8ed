"""Days and moments as each reader sees them: Slack shows them in the reader's zone, or the words beside where it cannot."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def date_token(at: float) -> str:
    """The day of that moment where the reader is."""
    return _token(int(at), "{date_short_pretty}", spoken_day(datetime.fromtimestamp(at, UTC).date()))


def day_token(day: date) -> str:
    """The same day for every reader, wherever they are."""
    return _token(int(datetime.combine(day, time(12), UTC).timestamp()), "{date_short_pretty}", spoken_day(day))


def moment_token(at: datetime, zone: str) -> str:
    """At midnight there it is a day that is meant, and the same one for everybody."""
    there = at.astimezone(ZoneInfo(zone))
    return day_token(there.date()) if there.time() == time() else timed(at, zone)


def timed(at: datetime, zone: str) -> str:
    return _token(int(at.timestamp()), "{date_short_pretty} {time}", local(at, zone))


def local(at: datetime, zone: str) -> str:
    """`9 March 2026, 09:00 Berlin time`, and the day alone where it begins at midnight."""
    there = at.astimezone(ZoneInfo(zone))
    day = spoken_day(there.date())
    return day if there.time() == time() else f"{day}, {there:%H:%M} {zoned(zone)}"


def zoned(zone: str) -> str:
    """`Europe/Berlin` as people call it: Berlin time. `UTC` and the like are called so already."""
    region, _, city = zone.rpartition("/")
    return zone if region in ("", "Etc") else f"{city.replace('_', ' ')} time"


def spoken_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _token(at: int, shape: str, otherwise: str) -> str:
    return f"<!date^{at}^{shape}|{otherwise}>"
