"""The life of an entry: its other names, its owner, its end; and the question whether it is still right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.card import Block, Card, Modal
from bot.carried import AboutTerm, packed
from bot.home import Section
from bot.ids import is_person
from bot.neutral import neutral, shortened
from bot.views.blocks import actions, button, context, divider, person, section, sentence, text_input
from bot.views.define import KEEP, LOOK, WRONG
from bot.views.edit import CURATED
from bot.views.words import label
from glossary.model import Term

FORM, RIGHT = "keep:form", "keep:right"
ALIASES, OWNER, INSTEAD, WHY, INTO, NOTE = "aliases", "owner", "instead", "why", "into", "note"
MOST = 5
NOT_YOURS_TO_JOIN = "Here only a curator joins entries. Ask one, or leave this empty."


@dataclass(frozen=True)
class Keeping:
    """What the form remembers: the entry, the version it began from, and whether a curator looks at it first."""

    term: str
    base: int = 0
    channel: str = ""
    thread: str = ""
    proposes: bool = False


@dataclass(frozen=True)
class Wishes:
    """What stands in the form."""

    aliases: str = ""
    owner: str = ""
    instead: str = ""
    why: str = ""
    into: str = ""
    note: str = ""


def of(term: Term) -> Wishes:
    owner = term.owner if is_person(term.owner) else ""
    gone = term.deprecated
    return Wishes(", ".join(term.aliases), owner, gone.term if gone else "", gone.why if gone else "")


def form(term: Term, wishes: Wishes, about: Keeping, *, moved: bool = False) -> Modal:
    name = neutral(term.name, 80)
    submit = "Propose" if about.proposes else "Save"
    then = "asks a curator to put it in place" if about.proposes else "puts it in place"
    again = f"Somebody changed the entry while you had this open. What you typed is below; *{submit}* {then}."
    blocks: tuple[Block, ...] = (
        *((section(again),) if moved else ()),
        section(f"*{name}*"),
        *((context(CURATED),) if about.proposes else ()),
        _text(ALIASES, "Also called", wishes.aliases, "Separated by commas. Each leads to this entry.", "perf, perfs"),
        person(OWNER, "Who answers for it", "value", wishes.owner, optional=True, hint=_ASKED),
        divider(),
        _text(INSTEAD, "Better not used any more? Then say this instead", wishes.instead, "", "deny list", 80),
        _text(WHY, "Why not", wishes.why, "People read this with the entry.", "It says what it does.", 200),
        divider(),
        *(() if about.proposes else (_text(INTO, _SAME, wishes.into, _JOINED, "latency", 80),)),
        _text(NOTE, "Why? (kept in the history)", wishes.note, "", "", 200),
    )
    title = "Propose a change" if about.proposes else f"More about {name}"
    return Modal(FORM, shortened(title, 24), blocks, submit, "Cancel", packed(about))


_ASKED = "They are asked twice a year whether it is still right."
_SAME = "Is it the same as another entry? Then join it to"
_JOINED = "Its names and meanings go there, and lead there. It can be taken back."


def unknown(name: str, near: Sequence[str]) -> str:
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"“{name}” is not in the dictionary.{hint}"


def itself(name: str) -> str:
    return f"“{name}” is this very entry."


def taken(name: str, entry: str) -> str:
    return f"“{name}” leads to the entry “{entry}” already. Are they the same? Then join them below."


def took_in(name: str) -> str:
    return f"has taken in the names and meanings of {name}"


def saved(term: str, said: Sequence[str]) -> Card:
    told = "; ".join(neutral(one, 200) for one in said) if said else "nothing was changed"
    text = f"*{neutral(term)}*: {told}."
    undo = actions(button("See it", f"{LOOK}:keep", packed(AboutTerm(term)))) if said else None
    return Card(text, (section(text), *((undo,) if undo else ())))


def still_right(terms: Sequence[Term]) -> Card:
    """To one person, about what they answer for."""
    if not terms:
        return sentence("Thank you. All you answer for in the dictionary is confirmed.")
    many = len(terms) > 1
    text = f"Is this still right? Nobody has looked at {'these entries' if many else 'this entry'} for half a year."
    items = [block for term in terms[:MOST] for block in item(term)]
    rest = (context(f"And {len(terms) - MOST} more."),) if len(terms) > MOST else ()
    foot = context("I ask about what you own or wrote last, at most once a week.")
    return Card(text, (section(text), *items, *rest, foot))


def of_home(terms: Sequence[Term]) -> Section | None:
    return Section("waiting", "Still right?", tuple(item(one) for one in terms)) if terms else None


def item(term: Term) -> tuple[Block, ...]:
    name = neutral(term.name, 60)
    told = "\n".join(f"• *{label(one)}*: {neutral(one.definition, 200)}" for one in term.senses[:3])
    carried = packed(AboutTerm(term.name))
    buttons = (
        button("Still right", RIGHT, carried, style="primary", label=f"Still right: {name}"),
        button("Change it", WRONG, carried, label=f"Change it: {name}"),
        button("More", KEEP, carried, label=f"More about {name}"),
    )
    return (section(f"*{name}*\n{told}"), actions(*buttons))


def confirmed(term: str, on: date) -> Card:
    return sentence(f"Thank you. *{neutral(term)}* is confirmed as right, as of {on:%-d %B %Y}.")


def _text(block_id: str, label_: str, value: str, hint: str, placeholder: str, most: int = 500) -> Block:
    more = {"initial_value": value} if value else {}
    shown = {"placeholder": f"e.g. {placeholder}"} if placeholder else {}
    return text_input(block_id, label_, "value", optional=True, max_length=most, hint=hint, **more, **shown)
