"""Keys for programs: shown once to the admin who makes them, listed without their secret, taken back by a press."""

from collections.abc import Sequence

from bot.card import Card
from bot.carried import Chosen, packed
from bot.neutral import neutral
from bot.views.blocks import button, context, section
from bot.views.change_follow import code
from changes.tokens import Token

REVOKE = "keys:revoke"
MOST = 20


def how() -> Card:
    text = "Say what the key is for, for example `/change key payments-ci api:payments/*`."
    foot = "Behind the name stand the assets whose changes it may announce; without them, all."
    return Card(text, (section(text), context(foot)))


def made(one: Token, secret: str, address: str) -> Card:
    text = f"The key *{neutral(one.name, 60)}* may announce changes of {_opens(one)}. I show it this once:"
    where = (
        f"`POST {address or 'https://your.parlance'}/api/changes` with `Authorization: Bearer …` announces a change."
    )
    foot = f"{where} Keep it where your CI keeps its secrets. `/change keys` takes it back."
    return Card(text, (section(text), section(f"```{secret}```"), context(foot)))


def listing(standing: Sequence[Token]) -> Card:
    if not standing:
        text = "No program has a key. `/change key` and a name makes one."
        return Card(text, (section(text),))
    text = f"{len(standing)} key{'s' * (len(standing) != 1)}: {', '.join(neutral(one.name, 60) for one in standing[:MOST])}"
    lines = [
        section(_line(one), button("Take it back", f"{REVOKE}:{n}", packed(Chosen(one.id)), style="danger"))
        for n, one in enumerate(standing[:MOST])
    ]
    return Card(text, (*lines,))


def revoked(one: Token) -> Card:
    text = f"The key *{neutral(one.name, 60)}* opens nothing any more."
    return Card(text, (section(text),))


def _line(one: Token) -> str:
    used = f"last used {one.used:%Y-%m-%d %H:%M} UTC" if one.used else "never used"
    return f"*{neutral(one.name, 60)}*  {_opens(one)}\nmade by <@{one.by}> on {one.made:%Y-%m-%d}, {used}"


def _opens(one: Token) -> str:
    return "everything" if one.opens == "*" else code(one.opens)
