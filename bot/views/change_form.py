"""The form that announces or revises a change; whatever is known already stands in it."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.card import Block, Modal
from bot.carried import packed
from bot.ids import mentioned
from bot.neutral import escaped, neutral, shortened
from bot.views.blocks import choice, context, field, option, section, select, text_input
from bot.views.dates import zoned
from bot.views.words import alone
from changes.checking import LONGEST_TITLE
from changes.model import KINDS, SEVERITIES, Change, Destination, Draft

FORM, ACTION = "change:form", "value"
LONGEST = 3000  # what Slack lets people type into one field
LONG_FIELDS = ("what", "why", "to_do")
BREAKING, HARMLESS, UNSURE = "yes", "no", "unsure"
SPOKEN_KINDS = {
    "schema": "Schema: columns, types, names",
    "semantics": "Semantics: the same name means something else",
    "distribution": "Distribution: other values, other shares",
    "quality": "Quality: better, worse, checked differently",
    "api": "API: requests or answers",
    "deprecation": "Deprecation: it will go away",
    "model": "Model: a new version, other scores",
    "infrastructure": "Infrastructure: where and how it runs",
    "access": "Access: who may see or do what",
    "schedule": "Schedule: when it comes, how often",
    "definition": "Definition: how a term is defined",
}
HARM = {
    BREAKING: "Yes: whoever does nothing will be broken",
    HARMLESS: "No: everything keeps working",
    UNSURE: "I cannot tell",
}


@dataclass(frozen=True)
class AboutForm:
    """The draft or live change that is written, the message it was said in, and the zone in which times are meant.

    `revision` is the one of a live change whose words stood in the form.
    """

    draft: str = ""
    change: str = ""
    channel: str = ""
    ts: str = ""
    zone: str = "UTC"
    revision: int = 0


def form(
    content: Draft,
    named: Iterable[Destination],
    about: AboutForm,
    notes: Iterable[str] = (),
    *,
    kind_known: bool = True,
) -> Modal:
    """`notes` are said above the fields: what could not be read, what was cut off. A kind not known is left to choose."""
    title = "Revise the change" if about.change else "Announce a change"
    blocks = (
        *(context(one) for one in notes),
        *_what(content, content.kind if kind_known else ""),
        *_when(content, about.zone),
        *_more(content),
    )
    told = () if about.change else _also(tuple(named))
    return Modal(FORM, title, (*blocks, *told), "Preview", "Cancel", packed(about))


def announced_before(change: Change) -> str:
    """Said above the form that would announce the same message once more."""
    title = neutral(change.title)
    return (
        f":information_source: “{title}” was announced from this message already; *Revise* in its summary changes it."
    )


def no_date_in(written: str) -> str:
    return f":calendar: I could not tell a date from “{html.escape(written, quote=False)}”: choose one."


def cut_off(letters: int) -> str:
    return f":scissors: Those were {letters:,} letters; the first {LONGEST:,} stand here, the message says the rest."


def reading() -> Modal:
    text = "One moment: I am reading the message, so that you need not write it again."
    return Modal("change:reading", "Announce a change", (section(text),), close="Cancel")


def fetching() -> Modal:
    return Modal(
        "change:fetching", "Announce a change", (section("One moment: I am fetching the form."),), close="Cancel"
    )


def refused(why: str) -> Modal:
    """`why` is a sentence of ours."""
    return Modal("change:refused", "Announce a change", (section(escaped(alone(why))),))


def _what(content: Draft, kind: str) -> tuple[Block, ...]:
    kinds = [option(told, kind) for kind, told in SPOKEN_KINDS.items() if kind in KINDS]
    harm = {True: BREAKING, False: HARMLESS, None: UNSURE}[content.breaking]
    assets = "\n".join(content.assets)
    return (
        _text("title", "What changes, in one line", content.title, max_length=LONGEST_TITLE),
        select("kind", "What kind of change is it?", ACTION, kinds, kind),
        _text(
            "assets",
            "What does it touch?",
            assets,
            multiline=True,
            optional=True,
            placeholder="warehouse.orders.amount, api:payments/v2/*, model:fraud",
            hint="Put commas or line breaks between names; * stands for everything below.",
        ),
        choice("breaking", "Does it break what others have built?", ACTION, _options(HARM), harm),
        select(
            "severity",
            "How much does it matter?",
            ACTION,
            [option(one.capitalize(), one) for one in SEVERITIES],
            content.severity,
        ),
    )


def _when(content: Draft, zone: str) -> tuple[Block, ...]:
    when = content.when
    start = when.start.astimezone(ZoneInfo(zone)) if when else None
    end = when.end.astimezone(ZoneInfo(zone)) if when and when.end else None
    return (
        _picker(
            "day",
            "From which day?",
            "datepicker",
            f"{start:%Y-%m-%d}" if start else "",
            "Leave it empty if it is not known yet.",
        ),
        _picker("hour", f"At what time? ({zoned(zone)})", "timepicker", f"{start:%H:%M}" if start else "", "", zone),
        _picker(
            "last_day", "Until which day?", "datepicker", f"{end:%Y-%m-%d}" if end else "", "Only if it ends again."
        ),
        _picker(
            "last_hour", f"Until what time? ({zoned(zone)})", "timepicker", f"{end:%H:%M}" if end else "", "", zone
        ),
    )


def _more(content: Draft) -> tuple[Block, ...]:
    labels = {"what": "In more detail", "why": "Why?", "to_do": "What must others do, and by when?"}
    texts = [
        _text(name, labels[name], getattr(content, name), multiline=True, optional=True, max_length=LONGEST)
        for name in LONG_FIELDS
    ]
    known = mentioned(content.contact)
    contact: dict[str, object] = {"type": "users_select", "action_id": ACTION}
    contact |= {"initial_user": known} if known else {}
    hint = f"Now: {content.contact}" if content.contact and not known else "Teams that are blocked talk to them."
    link = _text("link", "Where is more to read?", content.link, optional=True, placeholder="https://", max_length=1000)
    return (*texts, field("contact", "Who can answer questions?", contact, hint=hint, optional=True), link)


def _also(named: tuple[Destination, ...]) -> tuple[Block, ...]:
    rooms = [one.id for one in named if one.kind == "channel"]
    people = [one.id for one in named if one.kind == "person"]
    channels: dict[str, object] = {"type": "multi_conversations_select", "action_id": ACTION}
    channels |= {"filter": {"include": ["public", "private"], "exclude_bot_users": True}}
    channels |= {"initial_conversations": rooms} if rooms else {}
    persons: dict[str, object] = {"type": "multi_users_select", "action_id": ACTION}
    persons |= {"initial_users": people} if people else {}
    told = "Whoever follows what it touches is told anyway."
    return (
        field("channels", "Also tell these channels", channels, hint=told, optional=True),
        field("people", "Also tell these people", persons, optional=True),
    )


def _text(block: str, label: str, value: str, **more: Any) -> Block:
    most = int(str(more.get("max_length") or LONGEST))
    initial: dict[str, Any] = {"initial_value": shortened(value, most)} if value else {}
    return text_input(block, label, ACTION, **initial, **more)


def _picker(block: str, label: str, sort: str, value: str, hint: str, zone: str = "") -> Block:
    name = "initial_date" if sort == "datepicker" else "initial_time"
    element = {"type": sort, "action_id": ACTION} | ({name: value} if value else {})
    return field(block, label, element | ({"timezone": zone} if zone else {}), hint=hint, optional=True)


def _options(named: dict[str, str]) -> list[Block]:
    return [option(told, value) for value, told in named.items()]
