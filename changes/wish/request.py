"""What somebody types after `subscribe`: a wish, and how often: `warehouse.orders.* breaking weekly on friday at 16:00`."""

import re
from dataclasses import dataclass
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from changes.model import Cadence, Rhythm
from changes.wish.grammar import BadWish, Wish
from changes.wish.parser import understand

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFTEN = re.compile(
    r"(?:^|\s)(?P<cadence>instantly|instant|daily|weekly)"
    r"(?:\s+(?:on\s+)?(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?)?"
    r"(?:\s+(?:at\s+)?(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>am|pm)?)?\s*$",
    re.IGNORECASE,
)


class UnknownZone(ValueError):
    def __init__(self, zone: str) -> None:
        super().__init__(f"there is no time zone `{zone}`; zones are named like Europe/Berlin")


@dataclass(frozen=True)
class Request:
    wish: Wish
    rhythm: Rhythm


def understand_request(text: str, zone: str = "UTC") -> Request:
    match = OFTEN.search(text)
    if match is None:
        return Request(understand(text), Rhythm(zone=checked_zone(zone)))
    rhythm = _rhythm(text, match, checked_zone(zone))
    return Request(understand(text[: match.start()]), rhythm)


def checked_zone(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(zone) from error
    return zone


def spoken(rhythm: Rhythm) -> str:
    """As it may be typed again."""
    if rhythm.cadence == "instant":
        return "instant"
    day = f" on {DAYS[rhythm.weekday]}" if rhythm.cadence == "weekly" else ""
    return f"{rhythm.cadence}{day} at {rhythm.hour}:{rhythm.minute:02d}"


def _rhythm(text: str, match: re.Match[str], zone: str) -> Rhythm:
    cadence = cast(
        Cadence,
        match["cadence"].lower().removesuffix("ly")
        if match["cadence"].lower() == "instantly"
        else match["cadence"].lower(),
    )
    hour, minute = int(match["hour"] or 9), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    if hour > 23 or minute > 59:
        raise BadWish(text, match.start("hour"), "this is no time of day", f"{match['cadence'].lower()} at 9:00")
    if match["day"] and cadence != "weekly":
        raise BadWish(
            text, match.start("day"), "a day of the week goes with weekly", f"weekly on {match['day'].lower()}"
        )
    weekday = next(
        (place for place, day in enumerate(DAYS) if match["day"] and day.startswith(match["day"].lower()[:3])), 0
    )
    return Rhythm(cadence, hour, minute, weekday, zone)
