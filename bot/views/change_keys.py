"""Keys for programs: shown once to the admin who makes them, listed without their secret, taken back by a press."""

from collections.abc import Callable, Sequence

from bot.card import Card
from bot.carried import Chosen, packed
from bot.ids import is_person
from bot.neutral import neutral
from bot.places import shown
from bot.views.blocks import button, context, section, sentence
from bot.views.dates import date_token, timed
from bot.views.words import code, counted
from changes.model import Destination
from changes.roles import ANYTHING
from changes.tokens import Token

REVOKE = "keys:revoke"
MOST = 20
Written = Callable[[str], str]


def how() -> Card:
    text = "Say what the key is for, for example `/change key payments-ci api:payments/*`."
    foot = (
        "After the name come the assets whose changes it may announce; without any, all. "
        "`/change key orders-ci for #orders @data-team` makes a key that announces nothing and declares what those follow."
    )
    return Card(text, (section(text), context(foot)))


def made(one: Token, secret: str, address: str) -> Card:
    text = f"The key *{neutral(one.name, 60)}* may {rights(one)}. I show it this once:"
    home = address or "https://your.parlance"
    announces = f"`POST {home}/api/changes` with `Authorization: Bearer …` announces a change."
    declares = f"`PUT {home}/api/subscriptions` with `Authorization: Bearer …` declares what is followed."
    where = announces if one.opens else declares
    foot = f"{where} Keep it where your CI keeps its secrets. `/change keys` takes it back."
    return Card(text, (section(text), section(f"```{secret}```"), context(foot)))


def listing(standing: Sequence[Token]) -> Card:
    if not standing:
        return sentence("No program has a key. `/change key` with a name makes one.")
    text = f"{counted(len(standing), 'key')}: {', '.join(neutral(one.name, 60) for one in standing[:MOST])}"
    lines = [
        section(_line(one), button("Take it back", f"{REVOKE}:{n}", packed(Chosen(one.id)), style="danger"))
        for n, one in enumerate(standing[:MOST])
    ]
    return Card(text, (*lines,))


def revoked(one: Token) -> Card:
    return sentence(f"The key *{neutral(one.name, 60)}* opens nothing any more.")


def _line(one: Token) -> str:
    used = f"last used {timed(one.used, 'UTC')}" if one.used else "never used"
    maker = f"<@{one.by}>" if is_person(one.by) else neutral(one.by, 60)
    return f"*{neutral(one.name, 60)}*  may {rights(one)}\nMade by {maker} {date_token(one.made.timestamp())}, {used}."


def rights(one: Token, asset: Written = code, place: Written = lambda to: shown(Destination.of(to))) -> str:
    """`announce changes of `api:payments/*` and declare what #orders follows`; names as they are written there."""
    opens = "everything" if one.opens == ANYTHING else asset(one.opens)
    announces = [f"announce changes of {opens}"] if one.opens else []
    declares = [f"declare what {_whom(one, place)}"] if one.declares else []
    return " and ".join([*announces, *declares]) or "do nothing"


def _whom(one: Token, place: Written) -> str:
    if ANYTHING in one.declares:
        return "everyone follows"
    named = [place(to) for to in one.declares]
    return f"{' and '.join(named)} follow{'s' * (len(named) == 1)}"
