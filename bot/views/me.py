"""Who I think you are, and how to correct me: your discipline, the words you know, whether you want notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Block, Card, Modal
from bot.home import Section
from bot.neutral import neutral
from bot.people import Group, OwnTeam, Placed, TeamKind
from bot.views.blocks import actions, button, context, field, option, section, select, sentence, text_input
from bot.views.words import begun, discipline
from glossary.model import DISCIPLINES

FORM, OPEN = "me:form", "me:open"
GUESS, YES, NO = "-", "yes", "no"


@dataclass(frozen=True)
class Teams:
    """What a person may choose from, and what they have chosen."""

    groups: tuple[Group, ...] = ()
    mine: tuple[OwnTeam, ...] = ()

    def of(self, kind: TeamKind) -> list[str]:
        return [one.id for one in self.mine if one.kind == kind]


def form(placed: Placed, guessed: Placed, known: Sequence[str], teams: Teams, *, opted_out: bool) -> Modal:
    """`guessed` is what I would take without a choice of theirs."""
    guess = f"{discipline(guessed.discipline)}, from {guessed.because}" if guessed.discipline else "I cannot tell"
    whose = [option(f"My guess: {guess}", GUESS), *(option(begun(discipline(one)), one) for one in DISCIPLINES)]
    notes = [
        option("Yes", YES, "where people may read my words differently"),
        option("No", NO, "never about what I write, in any channel"),
    ]
    words = ", ".join(known)
    initial = {"initial_value": words[:3000]} if words else {}
    blocks: tuple[Block, ...] = (
        section(_told(placed)),
        select(
            "discipline",
            "My discipline",
            "value",
            whose,
            placed.discipline if placed.because == "your choice" else GUESS,
            hint="It decides which meaning of a word I show you first, and when a word may be misread.",
        ),
        *_teams(teams),
        select("notes", "Notes about what I write", "value", notes, NO if opted_out else YES),
        text_input(
            "known",
            "Words I know",
            "value",
            optional=True,
            multiline=True,
            max_length=3000,
            placeholder="PSI, churn, feature store",
            hint="Separated by commas. I do not explain these to you unasked.",
            **initial,
        ),
        context(
            "I keep this, your job title as Slack shows it, and what you answered. `/parlance forget me` removes it."
        ),
    )
    return Modal(FORM, "Me", blocks, submit="Save", close="Cancel")


def card(placed: Placed, *, opted_out: bool) -> Card:
    quiet = " You get no notes about what you write." if opted_out else ""
    return Card(_told(placed) + quiet, (section(_told(placed) + quiet), actions(button("Change", OPEN))))


def saved(placed: Placed) -> Card:
    return sentence(f"Saved. {_told(placed)}")


def of_home(placed: Placed, *, opted_out: bool) -> Section:
    said = card(placed, opted_out=opted_out)
    return Section.of("me", "You", section(said.text, button("Change", OPEN)))


def unknown(words: Sequence[str]) -> dict[str, str]:
    named = ", ".join(neutral(word, 40) for word in words[:5])
    return {"known": f"Not in the dictionary: {named}. Leave them out, or write them as the dictionary does."}


def _teams(teams: Teams) -> tuple[Block, ...]:
    return (*_groups(teams), _channels(teams))


def _groups(teams: Teams) -> tuple[Block, ...]:
    if not teams.groups:
        return ()
    offered = [option(f"@{neutral(one.handle, 70)}", one.id) for one in teams.groups[:100]]
    chosen = [one for one in offered if one["value"] in teams.of("group")]
    element = {"type": "multi_static_select", "action_id": "value", "options": offered}
    label = "My teams, as user groups"
    return (field("groups", label, element | ({"initial_options": chosen} if chosen else {}), optional=True),)


def _channels(teams: Teams) -> Block:
    element = {
        "type": "multi_conversations_select",
        "action_id": "value",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    chosen = teams.of("channel")
    label = "My teams, as the channels where they talk"
    hint = "When a change or a playbook asks one of your teams, you can answer for it."
    initial = {"initial_conversations": chosen} if chosen else {}
    return field("channels", label, element | initial, hint=hint, optional=True)


def _told(placed: Placed) -> str:
    if not placed.discipline:
        return "I do not know your discipline yet, so I show you all meanings of a word alike."
    return f"You are in *{discipline(placed.discipline)}*, going by {placed.because}."
