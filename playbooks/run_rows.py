"""Rows ↔ runs: what the database holds becomes values, and a page becomes the rows of a new run."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from playbooks.model import Page
from playbooks.run import Change, Note, Retrospective, Run, RunStep, Start
from playbooks.store import history, notes, runs, steps
from playbooks.workdays import Calendar
from store.workspace import Workspace

Row = sa.RowMapping
RETROSPECTIVE = ("helped", "hindered", "next_time")


def first_steps(page: Page, at: float, calendar: Calendar) -> tuple[RunStep, ...]:
    """Relative due dates become days on which this team works."""
    start = calendar.today(datetime.fromtimestamp(at, UTC))
    names = ("id", "do", "role", "effort", "output", "origin", "recommendation", "horizon")
    return tuple(
        RunStep(**{name: getattr(step, name) for name in names}, due=calendar.after(start, step.due), at=at)
        for step in page.steps
    )


def first_row(page: Page, start: Start, id_: str) -> dict[str, Any]:
    owner = start.owner or start.by
    row: dict[str, Any] = {
        "id": id_,
        "slot": slot(start.channel, start.thread, page.id),
        "page": page.id,
        "title": page.title,
    }
    row |= {"channel": start.channel, "thread": start.thread, "team": start.team, "owner": owner}
    row |= {"started_by": start.by, "started_at": start.at, "artefact": page.artefact, "status": "running"}
    return row | {"follows": start.follows}


def slot(channel: str, thread: str, page: str) -> str:
    return f"{channel}/{thread}/{page}"


def add_steps(ours: Workspace, connection: sa.Connection, run: str, new: Iterable[RunStep]) -> None:
    rows = [
        {**asdict(step), "workspace": ours.id, "run": run, "place": place, "due": step.due.isoformat()}
        for place, step in enumerate(new, start=1)
    ]
    if rows:
        connection.execute(sa.insert(steps), rows)


def read_runs(ours: Workspace, connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Run]:
    """Whole runs, oldest first, in three statements however many there are."""
    heads = connection.execute(ours.select(runs).where(*where).order_by(runs.c.started_at, runs.c.id)).mappings().all()
    ids = [head["id"] for head in heads]
    its_steps = _by_run(connection, ours.select(steps).where(steps.c.run.in_(ids)).order_by(steps.c.run, steps.c.place))
    its_notes = _by_run(connection, ours.select(notes).where(notes.c.run.in_(ids)).order_by(notes.c.run, notes.c.at))
    return [
        replace(
            _run(head),
            steps=tuple(_step(row) for row in its_steps.get(head["id"], ())),
            notes=tuple(_note(row) for row in its_notes.get(head["id"], ())),
        )
        for head in heads
    ]


def read_history(ours: Workspace, connection: sa.Connection, run: str) -> list[Change]:
    wish = ours.select(history).where(history.c.run == run).order_by(history.c.at, history.c.version)
    return [_change(row) for row in connection.execute(wish).mappings()]


def _by_run(connection: sa.Connection, wish: sa.Select[Any]) -> dict[str, list[Row]]:
    rows: Iterator[Any] = iter(connection.execute(wish).mappings())
    return {run: list(group) for run, group in groupby(rows, key=lambda row: row["run"])}


def _run(row: Row) -> Run:
    plain = {name: row[name] for name in row if name not in (*RETROSPECTIVE, "workspace", "slot")}
    return Run(**plain, retrospective=Retrospective(*(row[name] for name in RETROSPECTIVE)))


def _step(row: Row) -> RunStep:
    plain = {name: row[name] for name in row if name not in ("workspace", "run", "place", "due")}
    return RunStep(**plain, due=date.fromisoformat(row["due"]))


def _note(row: Row) -> Note:
    return Note(row["step"], row["author"], row["text"], row["at"])


def _change(row: Row) -> Change:
    return Change(row["step"], row["version"], row["aspect"], row["before"], row["after"], row["by"], row["at"])
