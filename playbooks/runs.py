"""Pages at work: everything people do to a run goes through here, and two at once lose nothing."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from playbooks.compare import Subject, change
from playbooks.model import Page
from playbooks.run import (
    NEEDS_A_REASON,
    AlreadyRunning,
    Change,
    ReasonMissing,
    Retrospective,
    Run,
    RunEnded,
    Start,
    State,
    Status,
    Touch,
    UnknownRun,
    Wish,
)
from playbooks.run_rows import add_steps, first_row, first_steps, read_history, read_runs, slot
from playbooks.store import notes, runs, steps
from playbooks.workdays import Calendar
from store.workspace import Workspace


def new_id() -> str:
    return secrets.token_hex(6)


@dataclass(frozen=True)
class Runs:
    """The runs of one workspace."""

    ours: Workspace
    new_id: Callable[[], str] = new_id

    def start(self, page: Page, start: Start, calendar: Calendar) -> Run:
        """Two who press Start at the same moment start one run."""
        row = first_row(page, start, self.new_id())
        with self.ours.database.begin() as connection:
            if self.ours.claim(connection, runs, **row):
                add_steps(self.ours, connection, row["id"], first_steps(page, start.at, calendar))
                return self._read(connection, row["id"])
            there = read_runs(self.ours, connection, runs.c.slot == row["slot"])
        raise AlreadyRunning(there[0])

    def get(self, run: str) -> Run:
        with self.ours.database.read() as connection:
            return self._read(connection, run)

    def history(self, run: str) -> list[Change]:
        with self.ours.database.read() as connection:
            return read_history(self.ours, connection, run)

    def running(self) -> list[Run]:
        return self._where(runs.c.status == "running")

    def in_channel(self, channel: str) -> list[Run]:
        return self._where(runs.c.channel == channel)

    def concerning(self, person: str) -> list[Run]:
        """Running ones in which this person owns something open, or the run itself."""
        theirs = sa.select(steps.c.run).where(steps.c.workspace == self.ours.id, steps.c.assignee == person)
        return self._where(runs.c.status == "running", sa.or_(runs.c.owner == person, runs.c.id.in_(theirs)))

    def assign(self, touch: Touch, person: str) -> Run:
        """An empty person gives the step back to all."""
        return self.grant(touch, Wish(assignee=person))

    def settle(self, touch: Touch, state: State, reason: str = "") -> Run:
        return self.grant(touch, Wish(state=state, reason=reason))

    def note(self, touch: Touch, text: str) -> Run:
        """Notes are only ever added: they need no version."""
        if not text.strip():
            raise ReasonMissing
        with self.ours.database.begin() as connection:
            run = self._open(connection, touch.run)
            if touch.step:
                run.step(touch.step)
            self._note(connection, touch, text)
            return self._read(connection, touch.run)

    def grant(self, touch: Touch, wish: Wish) -> Run:
        """Several aspects of a step in one go: when one of them was changed by somebody else, none is."""
        if wish.state in NEEDS_A_REASON and not wish.reason.strip():
            raise ReasonMissing
        with self.ours.database.begin() as connection:
            self._open(connection, touch.run).step(touch.step)
            for aspect, values in _aspects(touch, wish):
                change(self.ours, connection, Subject(steps, touch), aspect, values)
            if wish.note.strip():
                self._note(connection, touch, wish.note)
            return self._read(connection, touch.run)

    def posted(self, run: str, card: str) -> Run:
        """Where it can be seen."""
        with self.ours.database.begin() as connection:
            connection.execute(self.ours.update(runs).where(runs.c.id == run).values(card=card))
            return self._read(connection, run)

    def hand_over(self, touch: Touch, person: str) -> Run:
        return self._change_run(touch, "owner", {"owner": person})

    def finish(self, touch: Touch, status: Status, said: Retrospective) -> Run:
        """`status` is finished or abandoned; the place is free for another run of the page."""
        values = {"status": status, "ended_at": touch.at, "slot": touch.run}
        values |= {"helped": said.helped, "hindered": said.hindered, "next_time": said.next_time}
        return self._change_run(touch, "status", values)

    def restart(self, run: str, page: Page, start: Start, calendar: Calendar) -> Run:
        """A fresh run of the page in the same place, which remembers the one before."""
        before = self.get(run)
        again = Start(before.channel, start.by, start.at, before.thread, before.team, start.owner, follows=run)
        return self.start(page, again, calendar)

    def reopen(self, touch: Touch) -> Run:
        """Go on with a run that was ended too early."""
        run = self.get(touch.run)
        values = {"status": "running", "ended_at": 0.0, "slot": slot(run.channel, run.thread, run.page)}
        with self.ours.database.begin() as connection:
            taken = read_runs(self.ours, connection, runs.c.slot == values["slot"], runs.c.id != run.id)
            if taken:
                raise AlreadyRunning(taken[0])
            change(self.ours, connection, Subject(runs, touch), "status", values)
            return self._read(connection, touch.run)

    def _note(self, connection: sa.Connection, touch: Touch, text: str) -> None:
        row = {"id": self.new_id(), "step": touch.step, "author": touch.by, "text": text.strip(), "at": touch.at}
        self.ours.add(connection, notes, run=touch.run, **row)

    def _change_run(self, touch: Touch, aspect: str, values: dict[str, Any]) -> Run:
        with self.ours.database.begin() as connection:
            self._open(connection, touch.run)
            change(self.ours, connection, Subject(runs, touch), aspect, values)
            return self._read(connection, touch.run)

    def _open(self, connection: sa.Connection, run: str) -> Run:
        found = self._read(connection, run)
        if not found.is_running:
            raise RunEnded(found)
        return found

    def _read(self, connection: sa.Connection, run: str) -> Run:
        found = read_runs(self.ours, connection, runs.c.id == run)
        if not found:
            raise UnknownRun(run)
        return found[0]

    def _where(self, *where: sa.ColumnElement[bool]) -> list[Run]:
        with self.ours.database.read() as connection:
            return read_runs(self.ours, connection, *where)


def _aspects(touch: Touch, wish: Wish) -> Iterator[tuple[str, dict[str, Any]]]:
    """Who did it and when is about what became of the step, not about its date or its owner."""
    if wish.assignee is not None:
        yield "assignee", {"assignee": wish.assignee}
    if wish.due is not None:
        yield "due", {"due": wish.due.isoformat()}
    if wish.state is not None:
        yield "state", {"state": wish.state, "reason": wish.reason.strip(), "by": touch.by, "at": touch.at}
