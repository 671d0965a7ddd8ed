"""Where a run stands, what one person has to do, what a channel should hear: pure answers from runs and today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from playbooks.run import Run, RunStep

SOON_DAYS = 7
BAR_CELLS = 12
DONE, SETTLED, OPEN, LATE = "█", "▒", "░", "▓"


@dataclass(frozen=True)
class Progress:
    """Steps by what has become of them; `late` ones are also open."""

    total: int
    done: int
    skipped: int
    not_applicable: int
    late: int

    @property
    def open(self) -> int:
        return self.total - self.done - self.skipped - self.not_applicable

    @property
    def counting(self) -> int:
        """Steps that apply to this team."""
        return self.total - self.not_applicable

    @property
    def share(self) -> float:
        return 1.0 if not self.counting else (self.done + self.skipped) / self.counting


@dataclass(frozen=True)
class Todo:
    """A step that waits for one person."""

    run: Run
    step: RunStep
    late_by: int


@dataclass(frozen=True)
class Digest:
    """What happened in a channel's runs since a day, what is late, and what comes next."""

    channel: str
    runs: tuple[tuple[Run, Progress], ...]
    done: tuple[Todo, ...]
    late: tuple[Todo, ...]
    soon: tuple[Todo, ...]
    ended: tuple[Run, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.runs or self.ended)


def progress(run: Run, today: date) -> Progress:
    states = [step.state for step in run.steps]
    late = sum(step.late(today) for step in run.steps) if run.is_running else 0
    return Progress(len(states), states.count("done"), states.count("skipped"), states.count("not_applicable"), late)


def bar(of: Progress, cells: int = BAR_CELLS) -> str:
    """The progress as a row of blocks, for a message or a terminal: done, skipped, late, open."""
    if not of.counting:
        return DONE * cells
    ends = [round(cells * part / of.counting) for part in _running(of.done, of.skipped, of.late)]
    done, skipped, late = ends[0], ends[1] - ends[0], ends[2] - ends[1]
    return DONE * done + SETTLED * skipped + LATE * late + OPEN * (cells - ends[2])


def in_words(of: Progress) -> str:
    parts = [f"{of.done} of {of.counting} done"]
    parts += [f"{of.skipped} skipped"] if of.skipped else []
    parts += [f"{of.late} late"] if of.late else []
    parts += [f"{of.not_applicable} not for us"] if of.not_applicable else []
    return " · ".join(parts)


def todo(runs: Iterable[Run], person: str, today: date) -> list[Todo]:
    """The most pressing first; steps nobody has taken wait for the owner of the run."""
    waiting = [
        Todo(run, step, (today - step.due).days)
        for run in runs
        if run.is_running
        for step in run.steps
        if step.is_open and (step.assignee or run.owner) == person
    ]
    return sorted(waiting, key=lambda one: (one.step.due, one.run.started_at, one.run.id))


def digest(channel: str, runs: Sequence[Run], today: date, since: float) -> Digest:
    """`since` is the moment of the last digest."""
    running = [run for run in runs if run.is_running]
    waiting = [
        Todo(run, step, (today - step.due).days)
        for run in running
        for step in run.steps
        if step.is_open and step.due <= today + timedelta(SOON_DAYS)
    ]
    waiting.sort(key=lambda one: one.step.due)
    return Digest(
        channel=channel,
        runs=tuple((run, progress(run, today)) for run in running),
        done=tuple(_done(runs, since)),
        late=tuple(one for one in waiting if one.late_by > 0),
        soon=tuple(one for one in waiting if one.late_by <= 0),
        ended=tuple(run for run in runs if not run.is_running and run.ended_at > since),
    )


def _done(runs: Iterable[Run], since: float) -> list[Todo]:
    return [Todo(run, step, 0) for run in runs for step in run.steps if step.state == "done" and step.at > since]


def _running(*parts: int) -> list[int]:
    sums, whole = [], 0
    for part in parts:
        whole += part
        sums.append(whole)
    return sums
