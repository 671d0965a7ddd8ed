"""One quiet line about a change that is near, or about following what a channel talks of; easily sent away."""

from dataclasses import dataclass

from bot.card import Block, Card
from bot.carried import packed
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, section, sentence
from bot.views.change_card import contact
from bot.views.change_follow import CONFIRM, Wanted, when
from bot.views.words import code
from changes.hints import Hint
from changes.model import Change

MORE, NOT_NOW, NEVER = "hint:more", "hint:not-now", "hint:never"


@dataclass(frozen=True)
class OnHint:
    """About which message it was said, which change, and what switches such hints off here."""

    channel: str
    ts: str
    change: str = ""
    switch: str = ""


def hint(of: Hint, place: OnHint) -> Card:
    breaking = ", and it breaks whatever reads it" if of.change.content.breaking else ""
    text = f":calendar: {code(of.asset)} is about to change, {when(of.change)}: *{neutral(of.change.title, 160)}*{breaking}."
    return Card(text, (section(text), _answers(place, button("Tell me more", MORE, packed(place)))))


def suggestion(wanted: Wanted, times: int, place: OnHint) -> Card:
    times_ = f"This channel talks of {code(wanted.wish)} now and then ({times} times lately)."
    text = f"{times_} Shall I tell this channel when that changes?"
    yes = button("Subscribe", CONFIRM, packed(wanted), style="primary")
    return Card(text, (section(text), _answers(place, yes), context("Only you see this.")))


def more(change: Change) -> Card:
    content = change.content
    lines = [
        f"*{neutral(change.title)}*, {content.kind}, {when(change)}",
        neutral(content.what, 600),
        f"*What to do:* {neutral(content.to_do, 600)}" if content.to_do else "",
        f"*Contact:* {contact(content.contact)}" if content.contact else "",
    ]
    text = "\n".join(line for line in lines if line)
    return Card(text, (section(text), context(f"`/change history` tells what else happened to {_first(change)}.")))


def not_now() -> Card:
    return sentence("All right. I will be slower with such hints here.")


def never() -> Card:
    return sentence("Such hints will not come in this channel any more. `/change hints on` brings them back.")


def which() -> Card:
    return sentence("Say `/change hints on` or `/change hints off`; it holds for this channel.")


def switched(*, on: bool) -> Card:
    return sentence(
        "I will say here, rarely, when something you name is about to change."
        if on
        else "I will not hint at changes in this channel."
    )


def _answers(place: OnHint, first: Block) -> Block:
    carried = packed(place)
    return actions(first, button("Not now", NOT_NOW, carried), button("Never here", NEVER, carried))


def _first(change: Change) -> str:
    return code(change.content.assets[0]) if change.content.assets else "it"
