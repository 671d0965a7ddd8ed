"""A letter to somebody new in a channel: the words most used there that they are least likely to know; sent once."""

from collections.abc import Sequence

from bot.card import Block, Card
from bot.carried import AboutTerm, packed
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, section
from bot.views.define import ordered
from bot.views.words import discipline, label
from glossary.model import Term

KNOWN, KNOW_ALL = "newcomers:known", "newcomers:all"
MOST = 10


def letter(channel: str, terms: Sequence[Term], known: frozenset[str], mine: str) -> Card:
    """What they say they know shrinks to its name."""
    text = f"Welcome to <#{channel}>. These words are used there a lot; some may be new to you."
    items = [
        _known(term) if term.name in known else _word(term, channel, mine, n) for n, term in enumerate(terms[:MOST])
    ]
    unknown = [term for term in terms[:MOST] if term.name not in known]
    carried = packed(AboutTerm("", channel))
    everything = (actions(button("I know them all", KNOW_ALL, carried)),) if len(unknown) > 1 else ()
    foot = context(
        "Only you got this, once for each channel. `/define` looks up any word, `/parlance me` sets the rest."
    )
    names = ", ".join(neutral(term.name) for term in terms[:MOST])
    return Card(f"{text} {names}.", (section(text), *items, *everything, foot))


def _word(term: Term, channel: str, mine: str, number: int) -> Block:
    first = ordered(term, mine)[0]
    others = [label(sense) for sense in ordered(term, mine)[1:4]]
    also = f"\n_Elsewhere also: {', '.join(others)}._" if others else ""
    meaning = f"{neutral(first.definition, 300)}  ·  {discipline(first.discipline)}"
    know = button(
        "I know it", f"{KNOWN}:{number}", packed(AboutTerm(term.name, channel)), label=f"I know it: {term.name}"
    )
    return section(f"*{neutral(term.name)}*  {meaning}{also}", know)


def _known(term: Term) -> Block:
    return context(f":white_check_mark: {neutral(term.name)}")
