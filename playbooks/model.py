"""The playbooks' values: a page for each problem, its steps, its evidence, and the advice that depends on the organisation."""

from dataclasses import dataclass
from typing import Literal

ROLES = (
    "data-science",
    "software-engineering",
    "product",
    "data-engineering",
    "operations",
    "legal",
    "business",
    "statistics",
    "research",
    "management",
    "customer",
    "domain-expert",
    "ux",
    "qa",
    "everyone",
)
Horizon = Literal["now", "this_week", "this_quarter"]
Origin = Literal["paper", "practice"]
HORIZONS: tuple[Horizon, ...] = ("now", "this_week", "this_quarter")
SPOKEN: dict[str, str] = {"now": "Now", "this_week": "This week", "this_quarter": "This quarter"}


@dataclass(frozen=True)
class Evidence:
    """What a paper counted, and in which of its sections."""

    source: str
    section: str
    count: str


@dataclass(frozen=True)
class Step:
    """Something one person can do and tick off. `due` counts working days after the start."""

    id: str
    do: str
    role: str
    effort: str
    output: str
    origin: Origin
    recommendation: str
    due: int
    horizon: Horizon


@dataclass(frozen=True)
class Advice:
    """How the page's advice changes where the work is organised by this pattern."""

    pattern: str
    advice: str


@dataclass(frozen=True)
class Question:
    """To be put to the other side, to start a good conversation."""

    to: str
    question: str


@dataclass(frozen=True)
class Page:
    """One problem. `open_when` tells it as people do; `sayings` are more such tellings, for the finder alone."""

    id: str
    title: str
    point: str
    open_when: tuple[str, ...]
    summary: str
    why: str
    evidence: tuple[Evidence, ...]
    steps: tuple[Step, ...]
    patterns: tuple[Advice, ...] = ()
    ask: tuple[Question, ...] = ()
    artefact: str = ""
    terms: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sayings: tuple[str, ...] = ()

    @property
    def recommendations(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step.recommendation for step in self.steps))

    def step(self, id_: str) -> Step | None:
        return next((step for step in self.steps if step.id == id_), None)

    def at(self, horizon: Horizon) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.horizon == horizon)
