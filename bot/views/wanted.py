"""Words people look for or use and nobody has explained: how often, never by whom; suggestions and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Block, Card
from bot.carried import AboutTerm, packed
from bot.home import Section
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, section, sentence
from bot.views.dates import date_token
from bot.views.define import ADD
from bot.views.words import counted

LEAVE = "wanted:leave"
MOST = 10


@dataclass(frozen=True)
class Missing:
    """`looked_up`: somebody asked for it; otherwise it was read in messages."""

    word: str
    times: int
    last_at: float
    looked_up: bool


def card(missing: Sequence[Missing]) -> Card:
    if not missing:
        return sentence("Nothing is missing: every word that was looked up lately is in the dictionary.")
    text = "Words that people look for or use, and that nobody has explained:"
    items = [block for one in missing[:MOST] for block in item(one)]
    rest = (context(f"And {len(missing) - MOST} more."),) if len(missing) > MOST else ()
    foot = context("I count words, not who used them. Acronyms are counted in public channels only.")
    return Card(
        f"{text} {', '.join(neutral(one.word, 40) for one in missing[:MOST])}", (section(text), *items, *rest, foot)
    )


def of_home(missing: Sequence[Missing]) -> Section | None:
    return Section("waiting", "Words nobody has explained", tuple(item(one) for one in missing)) if missing else None


def item(one: Missing) -> tuple[Block, ...]:
    carried = packed(AboutTerm(one.word))
    how = f"looked up {counted(one.times, 'time')}" if one.looked_up else f"read in {counted(one.times, 'message')}"
    buttons = (
        button("Define it", ADD, carried, label=f"Define it: {one.word}"),
        button("Leave it", LEAVE, carried, label=f"Leave it: {one.word} needs no entry"),
    )
    return (section(f"*{neutral(one.word, 80)}*  {how}, last {date_token(one.last_at)}"), actions(*buttons))


def left(word: str) -> Card:
    return sentence(f"*{neutral(word, 80)}* is left alone; I won't bring it up again.")
