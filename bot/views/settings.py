"""How I behave, for one channel or for the whole workspace: what is not set for a channel is as in the workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import holidays
from bot.card import Block, Card, Modal
from bot.carried import packed
from bot.home import Section
from bot.hours import UnreadableHours, hours
from bot.ids import is_group
from bot.manners import Manner
from bot.neutral import neutral
from bot.roles import Role
from bot.views.blocks import actions, button, context, divider, field, option, section, select, sentence, text_input
from bot.views.refusals import EXAMPLES
from bot.views.why import STYLES, behaviour, most
from bot.views.words import begun, counted, discipline
from glossary.model import DISCIPLINES

FORM, OPEN, EVERYWHERE = "settings:form", "settings:open", "settings:everywhere"
INHERIT = "-"
NOW = " (now: "
CARE = {
    "0.0": "Usual: when a misunderstanding is likelier than not",
    "0.15": "Careful: fewer notes",
    "0.3": "Very careful: few notes",
}
DUTIES = {
    Role.MEMBER: "reads, answers, proposes",
    Role.CURATOR: "decides about proposals for the dictionary",
    Role.STEWARD: "also looks after playbooks and changes",
    Role.ADMIN: "also gives roles and sets how I behave in the workspace",
}
LIVE, WATCH = "live", "watch"


@dataclass(frozen=True)
class Wishes:
    """What is set at one place, as it stands in the form; `INHERIT` where nothing is."""

    style: str = INHERIT
    notes_an_hour: str = ""
    caution: str = INHERIT
    trial: str = LIVE
    discipline: str = INHERIT
    review: str = "open"
    keep_days: str = ""
    hours: str = ""
    holidays: str = ""


@dataclass(frozen=True)
class Place:
    """What the form remembers: for which channel or user group (none: the workspace), and what it was opened with."""

    channel: str = ""
    seen: str = ""


@dataclass(frozen=True)
class In:
    """A button that opens the settings of a channel."""

    channel: str


def form(place: Place, wishes: Wishes, manner: Manner, curators: Sequence[str], changed: Mapping[str, str]) -> Modal:
    """`changed`: what somebody else has set since the form was opened."""
    known = " What you leave empty is as in the workspace." if place.channel else ""
    fields = _work(wishes, manner) if is_group(place.channel) else _fields(place, wishes, manner, curators)
    blocks = (section(f"*For {named(place.channel)}.*{known}"), *_warning(changed, fields), *fields)
    return Modal(FORM, "Settings", blocks, submit="Save", close="Cancel", metadata=packed(place))


def at_home() -> Section:
    blocks = actions(button("Settings of the workspace", EVERYWHERE), block_id="settings-home")
    return Section.of("me", "For admins", blocks)


def pointer(channel: str, manner: Manner, *, admin: bool) -> Card:
    """Where there is no form to open: what is set, and a button that opens it."""
    text = behaviour(manner)
    more = (button("Settings of the workspace", EVERYWHERE),) if admin else ()
    return Card(text, (section(text), actions(button("Settings of this channel", OPEN, packed(In(channel))), *more)))


def saved(place: str, manner: Manner) -> Card:
    notes = STYLES[manner.style] + most(manner)
    works = f"reminders come {manner.hours}" if manner.hours else "reminders come in the usual working hours"
    more = "" if place else f" {_everywhere(manner)}"
    return sentence(f"Saved for {named(place)}: {works if is_group(place) else f'{notes}; {works}'}.{more}")


def made(person: str, role: Role) -> Card:
    return sentence(f"<@{person}> is now {'an' if role is Role.ADMIN else 'a'} {role.value}, who {DUTIES[role]}.")


def roles(given: Sequence[tuple[str, Role]]) -> Card:
    """Who was given a role here, and how to give one."""
    lines = [f"• <@{person}>: {one.value}" for person, one in given] or ["• nobody yet"]
    duties = "  ·  ".join(f"*{one.value}*: {DUTIES[one]}" for one in Role)
    text = "Roles given here, besides the admins of the Slack workspace:"
    how = (
        "`/parlance role @somebody curator` gives one, `/parlance role @somebody member` takes it back. Admins do this."
    )
    return Card(f"{text} {' '.join(lines)} {how}", (section("\n".join((text, *lines))), context(duties), context(how)))


def how_to_grant() -> Card:
    return sentence("Write `/parlance role @somebody curator`. There are: member, curator, steward, admin.")


def named(place: str) -> str:
    if is_group(place):
        return f"<!subteam^{place}>"
    return f"<#{place}>" if place else "the whole workspace"


def wrong_in(wishes: Wishes) -> dict[str, str]:
    """What cannot be read, by field; shown inside the form."""
    wrong = {}
    try:
        hours(wishes.hours)
    except UnreadableHours as error:
        wrong["hours"] = str(error)
    try:
        holidays.holidays(wishes.holidays)
    except holidays.UnreadableHolidays as error:
        wrong["holidays"] = str(error)
    if wishes.notes_an_hour and not _between(wishes.notes_an_hour, 0, 60):
        wrong["notes_an_hour"] = "A whole number from 0 to 60, please, or nothing."
    if wishes.keep_days and not _between(wishes.keep_days, 7, 3650):
        wrong["keep_days"] = "A whole number of days from 7 to 3650, please, or nothing."
    return wrong


def _everywhere(manner: Manner) -> str:
    edits = "wait for a curator" if manner.review == "curated" else "count at once"
    kept = f"forgotten after {counted(manner.keep_days, 'day')}" if manner.keep_days else "kept for ever"
    return f"Edits of the dictionary {edits}; notes and answers are {kept}."


def _between(text: str, least: int, most: int) -> bool:
    return text.strip().isdecimal() and least <= int(text) <= most


def _fields(place: Place, wishes: Wishes, manner: Manner, curators: Sequence[str]) -> tuple[Block, ...]:
    return (
        _style(wishes, manner),
        text_input(
            "notes_an_hour",
            "Notes an hour, at most",
            "value",
            optional=True,
            placeholder=str(manner.notes_an_hour),
            hint="A number from 0 to 60. Dismissed notes make it fewer by themselves.",
            **_initial(wishes.notes_an_hour),
        ),
        select("caution", "How sure before I write", "value", _inherit(_options(CARE)), wishes.caution),
        *_work(wishes, manner),
        *(_of_channel(wishes) if place.channel else _of_workspace(wishes, curators)),
    )


def _work(wishes: Wishes, manner: Manner) -> tuple[Block, ...]:
    return (
        text_input(
            "hours",
            "When people here work",
            "value",
            optional=True,
            placeholder=manner.hours or EXAMPLES["working hours"],
            hint="Reminders come only then. You may leave out the days, the hours or the time zone.",
            **_initial(wishes.hours),
        ),
        text_input(
            "holidays",
            "Days off",
            "value",
            optional=True,
            max_length=2000,
            placeholder=manner.holidays[:150] or EXAMPLES["days off"],
            hint="Public holidays and the like. No reminder comes and no step falls due on them.",
            **_initial(wishes.holidays),
        ),
    )


def _style(wishes: Wishes, manner: Manner) -> Block:
    options = [option(text.capitalize(), style) for style, text in STYLES.items()]
    return select("style", f"Notes{NOW}{STYLES[manner.style]})", "value", _inherit(options), wishes.style)


def _of_channel(wishes: Wishes) -> tuple[Block, ...]:
    live = [
        option("Live", LIVE, "I write notes"),
        option("Watch only, for a week", WATCH, "I write nothing; /parlance shadow reports"),
    ]
    whose = [
        option("People of several disciplines", INHERIT),
        *(option(begun(discipline(one)), one) for one in DISCIPLINES),
    ]
    return (
        select("trial", "Live, or only watching", "value", live, wishes.trial),
        select("discipline", "Discipline of people whose profile does not say", "value", whose, wishes.discipline),
        divider(),
        context("`/parlance shadow` shows what I would have written here."),
    )


def _of_workspace(wishes: Wishes, curators: Sequence[str]) -> tuple[Block, ...]:
    modes = [
        option("Open", "open", "Everybody's edit counts at once, and can be undone"),
        option("Curated", "curated", "An edit waits for a curator"),
    ]
    return (
        select("review", "Edits of the dictionary", "value", modes, wishes.review),
        _people(curators),
        text_input(
            "keep_days",
            "Days after which notes and answers are forgotten",
            "value",
            optional=True,
            placeholder="365",
            hint="7 to 3650. The text of messages is never kept.",
            **_initial(wishes.keep_days),
        ),
    )


def _people(curators: Sequence[str]) -> Block:
    element = {"type": "multi_users_select", "action_id": "value"}
    chosen: dict[str, object] = {"initial_users": list(curators)} if curators else {}
    return field("curators", "Curators (they decide about proposals)", element | chosen, optional=True)


def _warning(changed: Mapping[str, str], fields: Sequence[Block]) -> tuple[Block, ...]:
    """In the words of the form itself."""
    theirs = [f"• {_read(one, changed[one['block_id']])}" for one in fields if one.get("block_id") in changed]
    told = ("*Somebody changed this while you had it open:*", *theirs, "Yours is below; *Save* keeps yours.")
    return (section("\n".join(told)),) if theirs else ()


def _read(asked: Block, value: str) -> str:
    """A field and what is chosen or written in it, as a person reads it."""
    offered = {one["value"]: one["text"]["text"] for one in asked["element"].get("options", ())}
    label = asked["label"]["text"].partition(NOW)[0]
    return f"{label}: {neutral(offered.get(value, value) or 'nothing', 100)}"


def _options(named: Mapping[str, str]) -> list[Block]:
    return [option(text, value) for value, text in named.items()]


def _inherit(options: Sequence[Block]) -> list[Block]:
    return [option("Default (not set here)", INHERIT), *options]


def _initial(value: str) -> dict[str, str]:
    return {"initial_value": value} if value else {}
