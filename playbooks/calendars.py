"""Which calendar a channel's runs follow: its own, else the workspace's, else Monday to Friday in UTC."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from playbooks.store import calendars
from playbooks.workdays import Calendar
from store.workspace import Workspace

EVERYWHERE = "*"


@dataclass(frozen=True)
class Calendars:
    ours: Workspace

    def of(self, channel: str) -> Calendar:
        return self.known(channel) or Calendar()

    def known(self, channel: str) -> Calendar | None:
        """None where nobody has said it yet."""
        wish = self.ours.select(calendars).where(calendars.c.channel.in_([channel, EVERYWHERE]))
        with self.ours.database.read() as connection:
            rows = {row["channel"]: row for row in connection.execute(wish).mappings()}
        row = rows.get(channel) or rows.get(EVERYWHERE)
        return _calendar(row) if row else None

    def put(self, calendar: Calendar, channel: str = EVERYWHERE) -> None:
        values = {
            "zone": calendar.zone,
            "weekend": json.dumps(sorted(calendar.weekend)),
            "holidays": json.dumps(sorted(day.isoformat() for day in calendar.holidays)),
            "hours": json.dumps(calendar.hours),
        }
        with self.ours.database.begin() as connection:
            self.ours.put(connection, calendars, {"channel": channel}, **values)


def _calendar(row: Mapping[Any, Any]) -> Calendar:
    first, last = json.loads(row["hours"])
    return Calendar(
        row["zone"],
        frozenset(json.loads(row["weekend"])),
        frozenset(date.fromisoformat(day) for day in json.loads(row["holidays"])),
        (first, last),
    )
