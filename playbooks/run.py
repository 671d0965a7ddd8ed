"""A page at work in a channel or thread: its steps with owners and dates, its notes, its end."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from playbooks.model import Horizon, Origin

State = Literal["open", "done", "skipped", "not_applicable"]
Status = Literal["running", "finished", "abandoned"]
STATES: tuple[State, ...] = ("open", "done", "skipped", "not_applicable")
NEEDS_A_REASON: frozenset[State] = frozenset(("skipped", "not_applicable"))
SPOKEN_STATE: dict[State, str] = {
    "open": "open",
    "done": "done",
    "skipped": "skipped",
    "not_applicable": "does not apply",
}


class RunRefusal(ValueError):
    """What cannot be done with a run, in a sentence for the person who tried."""


class UnknownRun(RunRefusal):
    def __init__(self, run: str) -> None:
        super().__init__(f"There is no run {run} here (any more).")


class UnknownStep(RunRefusal):
    def __init__(self, step: str) -> None:
        super().__init__(f"This run has no step {step}.")


class RunEnded(RunRefusal):
    def __init__(self, run: "Run") -> None:
        super().__init__(f"This run of “{run.title}” is {run.status}. Restart it to go on.")


class ReasonMissing(RunRefusal):
    def __init__(self) -> None:
        super().__init__("Say in a few words why, so that others need not ask.")


class AlreadyRunning(RunRefusal):
    """The same page is at work in the same place."""

    def __init__(self, run: "Run") -> None:
        super().__init__(f"“{run.title}” is already running here.")
        self.run = run


class ChangedMeanwhile(RunRefusal):
    """Somebody else changed the same thing after this person had looked; nothing was overwritten."""

    def __init__(self, change: "Change") -> None:
        super().__init__("Somebody was faster. Nothing was overwritten; here is how it stands now.")
        self.change = change


@dataclass(frozen=True)
class Note:
    """`step` is empty for a note on the run as a whole."""

    step: str
    author: str
    text: str
    at: float


@dataclass(frozen=True)
class RunStep:
    """A step as it stood on the page when the run began, and what has become of it."""

    id: str
    do: str
    role: str
    effort: str
    output: str
    origin: Origin
    recommendation: str
    horizon: Horizon
    due: date
    state: State = "open"
    assignee: str = ""
    reason: str = ""
    by: str = ""
    at: float = 0.0
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    def late(self, today: date) -> bool:
        return self.is_open and self.due < today


@dataclass(frozen=True)
class Retrospective:
    """What the team takes along: three short answers, each may stay empty."""

    helped: str = ""
    hindered: str = ""
    next_time: str = ""


@dataclass(frozen=True)
class Run:
    """`thread` is empty for a run that belongs to the channel; `follows` is the run this one restarts.

    `card` is the message that shows it there, empty until it is posted.
    """

    id: str
    page: str
    title: str
    channel: str
    thread: str
    team: str
    owner: str
    started_by: str
    started_at: float
    artefact: str = ""
    status: Status = "running"
    ended_at: float = 0.0
    retrospective: Retrospective = Retrospective()
    follows: str = ""
    card: str = ""
    version: int = 1
    steps: tuple[RunStep, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_running(self) -> bool:
        return self.status == "running"

    def step(self, id_: str) -> RunStep:
        found = next((step for step in self.steps if step.id == id_), None)
        if found is None:
            raise UnknownStep(id_)
        return found

    def notes_on(self, step: str) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if note.step == step)


@dataclass(frozen=True)
class Start:
    """Who starts a page where, and when."""

    channel: str
    by: str
    at: float
    thread: str = ""
    team: str = ""
    owner: str = ""
    follows: str = ""


@dataclass(frozen=True)
class Touch:
    """Somebody changes something: what, who, when, and the version they were looking at."""

    run: str
    by: str
    at: float
    seen: int
    step: str = ""


@dataclass(frozen=True)
class Wish:
    """What somebody wants of a step, all of it or nothing; None leaves an aspect as it is."""

    assignee: str | None = None
    due: date | None = None
    state: State | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Change:
    """One line of a run's history; `aspect` is state, assignee, due, owner or status."""

    step: str
    version: int
    aspect: str
    before: str
    after: str
    by: str
    at: float
