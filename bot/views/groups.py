"""Which discipline a user group stands for: a form for admins, with one line for each group."""

from collections.abc import Mapping, Sequence

from bot.card import Block, Card, Modal
from bot.home import Section
from bot.neutral import neutral
from bot.people import Group
from bot.views.blocks import actions, button, context, option, section, select, sentence
from bot.views.words import begun, discipline
from glossary.model import DISCIPLINES

FORM, OPEN = "groups:form", "groups:open"
NONE = "-"
MOST = 40


def form(groups: Sequence[Group], mapped: Mapping[str, str]) -> Modal:
    """Mapped groups come first, so that what is set can always be changed."""
    ordered = sorted(groups, key=lambda one: (one.id not in mapped, one.handle))
    rest = len(ordered) - MOST
    more = (context(f"And {rest} more, of which none stands for a discipline."),) if rest > 0 else ()
    head = section(
        "People of a group get its discipline, unless they choose another in `/parlance me`. "
        "It decides which meaning of a word they see first, and when a word may be misread."
    )
    blocks: tuple[Block, ...] = (head, *(_line(one, mapped.get(one.id, NONE)) for one in ordered[:MOST]), *more)
    return Modal(FORM, "User groups", blocks, submit="Save", close="Cancel")


def at_home() -> Section:
    blocks = actions(button("User groups and disciplines", OPEN), block_id="groups-home")
    return Section.of("me", "Who is who", blocks)


def pointer() -> Card:
    text = "Which discipline does a user group stand for?"
    return Card(text, (section(text), actions(button("User groups", OPEN))))


def saved(mapped: Mapping[str, str]) -> Card:
    if not mapped:
        text = "Saved: no user group stands for a discipline."
    else:
        told = [f"<!subteam^{id_}> is {discipline(whose)}" for id_, whose in sorted(mapped.items())]
        text = f"Saved: {'; '.join(told)}."
    return sentence(text)


def _line(group: Group, chosen: str) -> Block:
    whose = [option("Of several disciplines", NONE), *(option(begun(discipline(one)), one) for one in DISCIPLINES)]
    name = f" ({neutral(group.name, 60)})" if group.name else ""
    return select(f"group:{group.id}", f"@{neutral(group.handle, 60)}{name}", "value", whose, chosen, optional=True)
