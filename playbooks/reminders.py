"""Which reminders are due: a pure answer. A reminder comes in working hours, gets rarer, and stops by itself."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from playbooks.run import Run, RunStep
from playbooks.store import reminders
from playbooks.workdays import Calendar
from store.workspace import Workspace

LATE_AFTER = (1, 3, 8)  # working days past the due date on which we ask again; then no more

Kind = Literal["due", "late"]


@dataclass(frozen=True)
class Reminder:
    """`key` is the same whoever works it out, so that it is sent once."""

    key: str
    run: Run
    step: RunStep
    to: str
    kind: Kind
    days_late: int


@dataclass(frozen=True)
class Sent:
    """Which reminders went out; of many processes one gets to send each."""

    ours: Workspace

    def claim(self, reminder: Reminder, at: float) -> bool:
        with self.ours.database.begin() as connection:
            return self.ours.claim(connection, reminders, key=reminder.key, run=reminder.run.id, at=at)

    def keys(self, run: str) -> set[str]:
        with self.ours.database.read() as connection:
            wish = self.ours.select(reminders, reminders.c.key).where(reminders.c.run == run)
            return set(connection.execute(wish).scalars())


def due(runs: Iterable[Run], now: datetime, calendar: Calendar, sent: Container[str] = frozenset()) -> list[Reminder]:
    """At most one for each open step: on its due day, then when it is late. What was missed is not made up for."""
    if not calendar.at_work(now):
        return []
    today = calendar.today(now)
    found = [
        _reminder(run, step, today, calendar) for run in runs if run.is_running for step in run.steps if step.is_open
    ]
    return [one for one in found if one is not None and one.key not in sent]


def _reminder(run: Run, step: RunStep, today: date, calendar: Calendar) -> Reminder | None:
    to = step.assignee or run.owner
    if step.due == today:
        return Reminder(_key(run, step, "due"), run, step, to, "due", 0)
    late = calendar.between(step.due, today)
    rung = max((days for days in LATE_AFTER if days <= late), default=None)
    if rung is None or late > LATE_AFTER[-1] + 1:  # a machine that slept for weeks does not wake with old reproaches
        return None
    return Reminder(_key(run, step, f"late-{rung}"), run, step, to, "late", late)


def _key(run: Run, step: RunStep, kind: str) -> str:
    """A moved date or a new owner is reminded anew."""
    return f"{run.id}/{step.id}/{step.due.isoformat()}/{step.assignee}/{kind}"
