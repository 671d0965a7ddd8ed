"""Who may announce what, as it is said in Slack."""

from collections.abc import Sequence

from bot.card import Card
from bot.errors import Refusal
from bot.neutral import neutral
from bot.places import shown
from bot.views.blocks import sentence
from changes.model import Change
from changes.roles import ANYTHING, Grant


class WhoIsMeant(Refusal):
    def __init__(self) -> None:
        super().__init__("Say who, and optionally what: `/change allow @tomas weather.*`.")


def listed(grants: Sequence[Grant]) -> Card:
    rule = "Admins may announce everything, owners what is theirs (`/change owns`)."
    if not grants:
        return sentence(f"{rule} Nobody else may yet: `/change allow @somebody` lets them.")
    lines = "\n".join(f"• {shown(one.who)}: {_what(one)}" for one in grants[:40])
    return sentence(f"{rule} Besides them:\n{lines}")


def allowed(grants: Sequence[Grant]) -> Card:
    what = " and ".join(_what(one) for one in grants[:5])
    return sentence(f"{shown(grants[0].who)} may announce changes of {what} now. `/change disallow` takes it back.")


def disallowed(grants: Sequence[Grant]) -> Card:
    return sentence(
        f"{shown(grants[0].who)} may not announce changes of {' and '.join(_what(one) for one in grants[:5])} any more."
    )


def approved(change: Change, reach: str) -> Card:
    return sentence(f"You announced “{neutral(change.title)}” for <@{change.announcer}>, to {reach}.")


def settled_before() -> Card:
    return sentence("That is settled already; nothing was sent twice.")


def you_declined(change: Change) -> Card:
    return sentence(f"You declined “{neutral(change.title)}”; <@{change.announcer}> is told, and keeps the draft.")


def declined(change: Change, by: str) -> Card:
    text = f"<@{by}> would rather not announce “{neutral(change.title)}”. Your draft is kept: `/change drafts`. Talk to them?"
    return sentence(text)


def _what(grant: Grant) -> str:
    return "anything" if grant.pattern == ANYTHING else f"`{neutral(grant.pattern, 80)}`"
