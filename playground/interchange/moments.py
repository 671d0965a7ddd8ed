"""When something was said: a `ts`, so many seconds ago, or a time of a working day gone by."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playground.refusal import Refusal
from playground.values import JSON

AT = re.compile(r"(-?\d+)d? +(\d{1,2}):(\d{2})(?::(\d{2}))?")


def moment(raw: JSON, now: float, zone: str, otherwise: int) -> int:
    """Microseconds. `at: "-3 09:14"` is 09:14 three working days ago, in the workspace's own time zone."""
    if raw.get("ts"):
        whole, _, part = str(raw["ts"]).partition(".")
        return int(whole) * 1_000_000 + int((part + "000000")[:6])
    if "ago" in raw:
        return int((now - float(raw["ago"])) * 1_000_000)
    if "at" in raw:
        return int(_at(str(raw["at"]), now, zone) * 1_000_000)
    return otherwise


def _at(words: str, now: float, zone: str) -> float:
    found = AT.fullmatch(words.strip())
    if found is None:
        raise Refusal("invalid_workspace", f"{words!r} is no time such as '-3 09:14'.")
    days, hour, minute, second = (int(part or 0) for part in found.groups())
    day = datetime.fromtimestamp(now, ZoneInfo(zone))
    while days < 0:
        day -= timedelta(days=1)
        days += day.weekday() < 5
    return day.replace(hour=hour, minute=minute, second=second, microsecond=0).timestamp()
