"""A run played through in a terminal: the real store in a folder that is thrown away, three people, ten working days."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot import files

if TYPE_CHECKING:
    from playbooks.model import Page
    from playbooks.run import Run, Touch
    from playbooks.runs import Runs

PEOPLE = {"ana": "Ana (data science)", "ben": "Ben (software)", "cem": "Cem (product)"}
START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass
class _Stage:
    """`runs` on a database of its own, and what time it is."""

    runs: "Runs"
    now: datetime = START

    @property
    def today(self) -> date:
        return self.now.date()

    def touch(self, run: "Run", by: str, step: str = "", seen: int | None = None) -> "Touch":
        from playbooks.run import Touch

        version = seen or (run.step(step).version if step else run.version)
        return Touch(run.id, by, self.now.timestamp(), version, step)


def demonstrate(page: "Page", out: Path | None) -> None:
    with _stage() as stage:
        run = _begin(stage, page)
        run = _work(stage, run)
        run = _collide(stage, run)
        _remind(stage, run)
        run = _end(stage, run)
        _keep(stage, run, out)


@contextmanager
def _stage() -> Iterator[_Stage]:
    from playbooks.runs import Runs
    from store.database import Database
    from store.migrate import upgrade
    from store.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="parlance-demo-") as folder:
        database = Database.at(f"sqlite:///{folder}/demo.db")
        upgrade(database)
        yield _Stage(Runs(Workspace(database, "demo")))
        database.close()


def _begin(stage: _Stage, page: "Page") -> "Run":
    from playbooks.run import Start
    from playbooks.workdays import Calendar

    start = Start("#demo", "ana", stage.now.timestamp(), team="demo team")
    run = stage.runs.start(page, start, Calendar())
    _say(stage, f"Ana starts “{run.title}” in #demo. Dates fall on working days:")
    for step in run.steps:
        typer.echo(f"      {step.due:%a %d %b}  {step.do[:88]}")
    return run


def _work(stage: _Stage, run: "Run") -> "Run":
    first, second = run.steps[0], run.steps[1]
    run = stage.runs.assign(stage.touch(run, "ben", first.id), "ben")
    _say(stage, "Ben takes the first step.")
    stage.now += timedelta(hours=5)
    run = stage.runs.settle(stage.touch(run, "ben", first.id), "done")
    run = stage.runs.note(stage.touch(run, "ben", first.id), "Took twenty minutes; the list is in the channel.")
    run = stage.runs.settle(stage.touch(run, "cem", second.id), "not_applicable", "we did this last month")
    _say(stage, "Ben has done it and left a note; Cem says that the second does not apply here, and why.")
    _bar(stage, run)
    return run


def _collide(stage: _Stage, run: "Run") -> "Run":
    from playbooks.run import ChangedMeanwhile

    step = run.steps[2]
    run = stage.runs.settle(stage.touch(run, "ana", step.id), "skipped", "waits for access")
    _say(stage, "Ana skips the third step; Ben still sees it open and presses Done.")
    try:
        stage.runs.settle(stage.touch(run, "ben", step.id, seen=step.version), "done")
    except ChangedMeanwhile as refusal:
        typer.echo(f"      Ben is told: {refusal}")
    return run


def _remind(stage: _Stage, run: "Run") -> None:
    from playbooks.reminders import due
    from playbooks.workdays import Calendar

    sent: set[str] = set()
    for _ in range(8):
        stage.now = (stage.now + timedelta(days=1)).replace(hour=9)
        for reminder in due([run], stage.now, Calendar(), sent):
            sent.add(reminder.key)
            when = "is due today" if reminder.kind == "due" else f"is late by {reminder.days_late} working day(s)"
            _say(stage, f"{PEOPLE[reminder.to]} is reminded: “{reminder.step.do[:60]}…” {when}")


def _end(stage: _Stage, run: "Run") -> "Run":
    from playbooks.run import Retrospective

    run = stage.runs.hand_over(stage.touch(run, "ana"), "cem")
    for step in run.steps:
        if step.is_open:
            run = stage.runs.settle(stage.touch(run, "cem", step.id), "done")
    said = Retrospective("the list of open questions", "access came late", "ask for access on the first day")
    run = stage.runs.finish(stage.touch(run, "cem"), "finished", said)
    _say(stage, "Ana hands over to Cem, who finishes the run and looks back.")
    _bar(stage, run)
    return run


def _keep(stage: _Stage, run: "Run", out: Path | None) -> None:
    from playbooks.artefact import filled
    from playbooks.pictures import progress_picture

    text = filled(run, PEOPLE.__getitem__)
    if out is None:
        typer.echo(f"\nWhat remains is a {run.artefact or 'record'} of {len(text.splitlines())} lines, ending with:\n")
        typer.echo("\n".join(text.splitlines()[-14:]))
        typer.echo("\nWith --out FOLDER you get it whole, and a picture of the progress.")
        return
    files.write_folder(out, {f"{run.page}.md": text, f"{run.page}.png": progress_picture(run, stage.today)})
    typer.echo(f"\nThe filled artefact and the picture are in {out}.")


def _bar(stage: _Stage, run: "Run") -> None:
    from playbooks.overview import bar, in_words, progress

    so_far = progress(run, stage.today)
    typer.echo(f"      {bar(so_far)}  {in_words(so_far)}")


def _say(stage: _Stage, text: str) -> None:
    typer.echo(f"{stage.now:%a %H:%M} {text}")
