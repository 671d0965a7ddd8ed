"""An offer to the one who announced something: small, private, easily declined."""

from dataclasses import dataclass

from bot.card import Card
from bot.carried import Chosen, packed
from bot.neutral import neutral
from bot.views.blocks import actions, button, section, sentence
from bot.views.change_summary import REVISE, WITHDRAW
from changes.model import Change

ANNOUNCE, LATER, NEVER = (f"change-offer:{name}" for name in ("announce", "later", "never"))


@dataclass(frozen=True)
class AboutMessage:
    channel: str
    ts: str


def offer(about: AboutMessage) -> Card:
    text = "That sounds like a change others may depend on. Shall I tell everyone concerned, and collect their answers?"
    carried = packed(about)
    buttons = actions(
        button("Announce it", ANNOUNCE, carried, style="primary", label="Announce it: the change in your message"),
        button("Not now", LATER, carried),
        button("Never here", NEVER, carried, label="Never here: no such offer in this channel"),
    )
    return Card(text, (section(text), buttons))


def said_otherwise(change: Change, *, deleted: bool) -> Card:
    """The message from which something was announced is not what it was."""
    what = "You took back" if deleted else "You changed"
    text = f"{what} the words with which “{neutral(change.title)}” was announced. Its cards still say what they said."
    carried = packed(Chosen(change.id))
    return Card(
        text, (section(text), actions(button("Revise", REVISE, carried), button("Withdraw", WITHDRAW, carried)))
    )


def opened() -> Card:
    return sentence("The form is open. Nothing is sent before you press *Announce* in it.")


def gone() -> Card:
    return sentence("You took that back, so I leave it. `/change announce` opens an empty form.")


def later() -> Card:
    return sentence("All right. *Announce this change* in the message's menu does the same, whenever you like.")


def never() -> Card:
    return sentence(
        "Understood: I will not offer that in this channel. *Announce this change* in a message's menu still does it."
    )
