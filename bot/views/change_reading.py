"""What comes, what was announced about something, what a question finds: a private list, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.card import Block, Card
from bot.carried import packed
from bot.neutral import neutral
from bot.views.blocks import actions, button, context, section, sentence
from bot.views.change_card import whom
from bot.views.change_follow import when
from bot.views.paging import Paged, paged
from bot.views.words import begun, code, counted, sorted_by
from changes.model import Change

TURN, SHARE, PICTURE = (f"reading:{name}" for name in ("turn", "share", "picture"))
ASK = "reading:ask:"
A_PAGE = 6
What = Literal["upcoming", "history", "search"]
STATES = {"done": "done", "withdrawn": "withdrawn", "in effect": "in effect"}


@dataclass(frozen=True)
class Wanted:
    """What was asked for, and which page of it."""

    what: str
    words: str = ""
    page: int = 0


def listing(found: Sequence[Change], wanted: Wanted, foot: str = "") -> Card:
    here = paged(found, wanted.page, A_PAGE)
    head = title(wanted, len(found))
    bold = head if "`" in head else f"*{head}*"  # a name set as code would end the bold, and show its asterisks
    items: list[Block] = [section(bold), *(block for change in here.shown for block in _item(change))]
    text = f"{head} {'; '.join(neutral(one.title, 80) for one in here.shown)}".strip()
    notes = ([begun(here.place)] if here.pages > 1 else []) + ([foot] if foot else [])
    more = (context(*notes),) if notes else ()
    return Card(text, (*items, *more, *((actions(*_can(wanted, here)),) if found else ())))


def title(wanted: Wanted, count: int) -> str:
    changes = counted(count, "change")
    if wanted.what == "upcoming":
        days = counted(int(wanted.words or 30), "day")
        return f"{changes} in the next {days}." if count else f"Nothing takes effect in the next {days}."
    if wanted.what == "history":
        return f"{changes} of {code(wanted.words)}{sorted_by(count, 'newest')}."
    return f"{changes} about “{neutral(wanted.words, 120)}”{sorted_by(count, 'nearest')}."


def shared(card: Card, person: str) -> Card:
    """Whom to ask is left out: a list that somebody shares calls nobody by name."""
    kept = tuple(block for block in card.blocks if block["type"] != "actions" and not _asks(block))
    return replace(card, blocks=(*kept, context(f"Shared by <@{person}>. `/change` finds such lists, for you alone.")))


def none_of(asset: str, near: Sequence[str], *, known: bool) -> Card:
    guess = f" Did you mean {' or '.join(code(one) for one in near)}?" if near else ""
    return sentence(f"No change of {code(asset)} was announced yet.{'' if known else guess}")


def nothing(words: str) -> Card:
    return sentence(f"No change that was announced comes near “{neutral(words, 150)}”. Other words may find it.")


def how(what: str) -> Card:
    example = {"history": "/change history warehouse.orders", "search": "/change search payments get slower"}
    return sentence(f"Say what about, for example `{example.get(what, '/change upcoming 30 days')}`.")


def sent() -> Card:
    return sentence("I have sent you the timeline as a direct message.")


def undrawable() -> Card:
    return sentence("None of these has a date, so there is nothing to draw.")


def _can(wanted: Wanted, here: Paged[Change]) -> list[Block]:
    turns = here.turns(TURN, lambda to: packed(replace(wanted, page=to)))
    carried = packed(replace(wanted, page=here.at))
    return [*turns, button("Share", SHARE, carried), button("Timeline picture", PICTURE, carried)]


def _asks(block: Block) -> bool:
    return str(block.get("block_id", "")).startswith(ASK)


def _item(change: Change) -> tuple[Block, Block]:
    content = change.content
    breaking = ":warning: *Breaking*, " if content.breaking else ""
    state = f"  _{STATES[change.state]}_" if change.state in STATES else ""
    assets = ", ".join(code(name) for name in content.assets[:4]) + (" …" if len(content.assets) > 4 else "")
    kind = content.kind if content.breaking else begun(content.kind)
    told = f"*{neutral(change.title, 160)}*{state}\n{breaking}{kind}, {when(change)}  {assets}"
    return section(told), context(whom(change), block_id=f"{ASK}{change.id}")
