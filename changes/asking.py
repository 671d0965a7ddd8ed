"""Whose answer no longer counts is asked once more in so many words, and told why: an edited card wakes nobody."""

from collections.abc import Iterable

from changes.audience import is_asked
from changes.deliveries import Wanted
from changes.ledger import Outcome
from changes.model import Ack, Notice


def asking_anew(outcome: Outcome, told: Iterable[Notice]) -> list[Wanted]:
    """One for each team whose answer a revision ended; who was never asked to answer is not asked now."""
    asked = {one.destination for one in told if is_asked(one)}
    return [_asking(outcome, ack) for ack in outcome.asked_anew if ack.team in asked]


def _asking(outcome: Outcome, ack: Ack) -> Wanted:
    change = outcome.change
    id_ = f"anew:{change.id}:{change.revision}:{ack.team}"
    payload = {"by": ack.by, "meaning": ack.meaning, "because": list(outcome.worse or outcome.said)}
    return Wanted(id_, "anew", ack.team, change.id, change.revision, payload=payload)
