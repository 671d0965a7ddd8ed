"""Playbooks at work, looked at once a minute: whose step is due, which channel hears how it goes; each told once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa

from bot import workdays
from bot.card import Card
from bot.delivery.fairly import fairly
from bot.manners import Manner, Manners
from bot.views import run_told as views
from changes.deliveries import Deliveries, Delivery, Wanted
from changes.model import Destination
from playbooks.overview import digest
from playbooks.reminders import Reminder, Sent, due
from playbooks.run import Run, UnknownRun
from playbooks.runs import Runs
from playbooks.store import runs as rows
from playbooks.workdays import Calendar
from store.database import Database
from store.workspace import Workspace

STEP, OVERVIEW = "playbook step", "playbook overview"
WEEKLY = "playbook_digest"  # a channel's wish; "off" is the one that counts
WEEK = timedelta(7)
SETTLED_IN = 86_400.0  # a run younger than a day has nothing to tell yet


@dataclass(frozen=True)
class Checklists:
    database: Database

    def tick(self, now: datetime) -> None:
        fairly(self._workspaces(), lambda here: self._look(here, now))

    def told(self, here: Workspace, one: Delivery, now: datetime) -> Card | None:
        """As it stands at the moment of sending; None when nobody needs to hear it any more."""
        if one.wanted.payload["about"] == OVERVIEW:
            return self._told_overview(here, str(one.wanted.payload["channel"]), now)
        try:
            run = Runs(here).get(str(one.wanted.payload["run"]))
        except UnknownRun:
            return None
        step = run.step(str(one.wanted.payload["step"]))
        waits = run.is_running and step.is_open and step.due.isoformat() == one.wanted.payload["due"]
        if not waits or (step.assignee or run.owner) != one.wanted.destination.id:
            return None
        return views.reminder(run, step, workdays.calendar(here, run.channel).today(now))

    def _look(self, here: Workspace, now: datetime) -> None:
        running = sorted(Runs(here).running(), key=attrgetter("channel"))
        for channel, group in groupby(running, key=attrgetter("channel")):
            calendar, those = workdays.calendar(here, channel), list(group)
            if calendar.at_work(now):
                self._remind(here, those, calendar, now)
                self._overview(here, channel, those, calendar, now)

    def _remind(self, here: Workspace, running: list[Run], calendar: Calendar, now: datetime) -> None:
        """Stored under a name that says what it is: whoever comes between storing and noting finds it there."""
        sent = Sent(here)
        known = {key for run in running for key in sent.keys(run.id)}
        for one in due(running, now, calendar, known):
            if one.to:
                self._store(here, _reminder(one), now)
            sent.claim(one, now.timestamp())

    def _overview(self, here: Workspace, channel: str, running: list[Run], calendar: Calendar, now: datetime) -> None:
        """On the first working day of a week, where nobody has asked for quiet."""
        today, manners = calendar.today(now), Manners(here, Manner())
        young = all(now.timestamp() - run.started_at < SETTLED_IN for run in running)
        quiet = manners.muted(channel, "") or manners.wishes(channel).get(WEEKLY) == "off"
        if young or quiet or not _begins_week(today, calendar):
            return
        year, week, _ = today.isocalendar()
        payload = {"about": OVERVIEW, "channel": channel}
        name = f"{OVERVIEW}:{channel}:{year}-{week}"
        self._store(here, Wanted(name, "message", Destination("channel", channel), payload=payload), now)

    def _told_overview(self, here: Workspace, channel: str, now: datetime) -> Card | None:
        today = workdays.calendar(here, channel).today(now)
        found = digest(channel, Runs(here).in_channel(channel), today, (now - WEEK).timestamp())
        return None if found.is_empty else views.digest(found)

    def _store(self, here: Workspace, wanted: Wanted, now: datetime) -> None:
        with self.database.begin() as connection:
            Deliveries(here).enqueue(connection, [wanted], now)

    def _workspaces(self) -> Iterator[Workspace]:
        with self.database.read() as connection:
            wish = sa.select(rows.c.workspace).where(rows.c.status == "running").distinct()
            found = list(connection.execute(wish).scalars())
        return (Workspace(self.database, id_) for id_ in found)


def _reminder(one: Reminder) -> Wanted:
    payload = {"about": STEP, "run": one.run.id, "step": one.step.id, "due": one.step.due.isoformat()}
    return Wanted(f"{STEP}:{one.key}", "message", Destination("person", one.to), payload=payload)


def _begins_week(today: date, calendar: Calendar) -> bool:
    before = [today - timedelta(days) for days in range(1, today.weekday() + 1)]
    return not any(calendar.works_on(day) for day in before)
