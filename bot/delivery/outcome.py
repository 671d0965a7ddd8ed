"""What came of one attempt to reach Slack: it stands there, it must wait, or it will never be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    channel: str
    ts: str


@dataclass(frozen=True)
class Later:
    """`in_doubt`: Slack may have taken it all the same, so look before repeating. `limited`: Slack asked us to slow down.

    `heard`: Slack did answer, so nothing of ours is on the wire any more.
    """

    seconds: float
    in_doubt: bool
    why: str
    limited: bool = False
    heard: bool = False


@dataclass(frozen=True)
class Missed:
    """Its slot had passed before we came to it: it was not sent."""


@dataclass(frozen=True)
class NotThere:
    """We looked, and it does not stand there."""


@dataclass(frozen=True)
class Refused:
    error: str


@dataclass(frozen=True)
class Dropped:
    """Its reason is gone: nobody needs to be told any more."""

    why: str


@dataclass(frozen=True)
class HandedOn:
    """A group is told by telling each of its members."""

    members: tuple[str, ...]


Outcome = Sent | Later | Missed | NotThere | Refused | Dropped | HandedOn
