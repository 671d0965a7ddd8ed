"""What came of one attempt to reach Slack: it stands there, it must wait, or it will never be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    channel: str
    ts: str


@dataclass(frozen=True)
class Later:
    """`in_doubt`: Slack may have taken it all the same, so look before repeating. `limited`: Slack asked us to slow down."""

    seconds: float
    in_doubt: bool
    why: str
    limited: bool = False


@dataclass(frozen=True)
class Refused:
    error: str


@dataclass(frozen=True)
class Dropped:
    """Its reason is gone: nobody needs to be told any more."""

    why: str


Outcome = Sent | Later | Refused
