"""A change that others must react to, who wants to know, and what they answered: frozen values that decide nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast, get_args
from zoneinfo import ZoneInfo

Kind = Literal[
    "schema",
    "semantics",
    "distribution",
    "quality",
    "api",
    "deprecation",
    "model",
    "infrastructure",
    "access",
    "schedule",
    "definition",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Severity = Literal["low", "medium", "high", "critical"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
State = Literal["draft", "announced", "revised", "in effect", "done", "withdrawn"]
LIVE: tuple[State, ...] = ("announced", "revised", "in effect")
Meaning = Literal["no impact", "adapting", "blocked", "question"]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
Cadence = Literal["instant", "daily", "weekly"]
Where = Literal["channel", "person", "group"]


@dataclass(frozen=True)
class When:
    """When a change takes effect, and until when if it passes; `written` is how somebody put it. Times know their zone."""

    start: datetime
    end: datetime | None = None
    zone: str = "UTC"
    written: str = ""

    @property
    def day(self) -> date:
        """The day in its own zone, whatever zone `start` was written in."""
        return self.start.astimezone(ZoneInfo(self.zone)).date()

    @property
    def span(self) -> tuple[datetime, datetime | None]:
        """What holds however it is written."""
        return self.start, self.end


@dataclass(frozen=True)
class Difference:
    """One thing that a comparison of two contracts found; `rule` is the id of the check that saw it."""

    rule: str
    severity: Severity
    text: str
    asset: str = ""
    breaking: bool = False


@dataclass(frozen=True)
class Draft:
    """What is to be said about a change. `key` names it for whoever sends it again (CI): the same key revises the same change.

    `fingerprint` stays while the substance stays; left empty, it is taken from kind, assets, breaking and differences.
    """

    title: str
    kind: Kind
    assets: tuple[str, ...] = ()
    breaking: bool | None = None
    severity: Severity = "medium"
    when: When | None = None
    what: str = ""
    why: str = ""
    to_do: str = ""
    contact: str = ""
    link: str = ""
    differences: tuple[Difference, ...] = ()
    fingerprint: str = ""
    key: str = ""


@dataclass(frozen=True)
class Change:
    """A draft somebody recorded, with its state; `revision` counts from 1 at the announcement."""

    id: str
    content: Draft
    state: State
    announcer: str
    recorded: datetime
    revision: int = 0
    announced: datetime | None = None
    closed: datetime | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        return self.content.title

    @property
    def live(self) -> bool:
        return self.state in LIVE


@dataclass(frozen=True)
class Revision:
    """One version of a change, who made it, and what became different in plain words."""

    change: str
    number: int
    content: Draft
    by: str
    at: datetime
    said: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Destination:
    """Where news can be sent: a channel, a person, or a user group, by its id."""

    kind: Where
    id: str

    @classmethod
    def of(cls, written: str) -> "Destination":
        """The way back from `str`."""
        kind, id_ = written.split(":", 1)
        return cls(cast(Where, kind), id_)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Rhythm:
    """How often news is wanted; digests come at `hour` local time, weekly ones on `weekday` (Monday is 0)."""

    cadence: Cadence = "instant"
    hour: int = 9
    minute: int = 0
    weekday: int = 0
    zone: str = "UTC"


@dataclass(frozen=True)
class Subscription:
    """Somebody's wish to hear of changes that match `wish`, as text in the grammar of changes.wish.parser."""

    id: str
    destination: Destination
    wish: str
    rhythm: Rhythm = Rhythm()
    by: str = ""
    since: datetime | None = None
    paused: bool = False
    paused_until: datetime | None = None
    source: str = ""


@dataclass(frozen=True)
class Reason:
    """Why a destination is told: the subscription (or ownership) behind it, and what of the change matched."""

    why: Literal["subscription", "consumer", "owner", "named"]
    text: str
    subscription: str = ""


@dataclass(frozen=True)
class Notice:
    """A change told to one destination, with every reason for it."""

    change: str
    destination: Destination
    reasons: tuple[Reason, ...]
    rhythm: Rhythm = Rhythm()


@dataclass(frozen=True)
class Ack:
    """What a team answered to a change, and which version of it they had read."""

    change: str
    team: Destination
    meaning: Meaning
    by: str
    at: datetime
    revision: int
    until: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Owner:
    """Who answers for the assets that match `pattern`; consumers hear of its changes without subscribing."""

    pattern: str
    team: Destination
    contact: str = ""
    contract: str = ""
    consumers: tuple[Destination, ...] = ()
    confirmed: datetime | None = None


@dataclass(frozen=True)
class Incident:
    """Something that broke at an asset, remembered so that the next change to it is made with more care."""

    id: str
    asset: str
    title: str
    at: datetime
    link: str = ""
    change: str = ""
