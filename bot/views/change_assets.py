"""Whose an asset is, whom to ask, who builds on it, who would be told; and the question whether that is still right."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.card import Block, Card
from bot.carried import packed
from bot.ids import is_person, mentioned
from bot.neutral import neutral
from bot.places import shown
from bot.views.blocks import actions, button, context, section, sentence
from bot.views.dates import date_token
from bot.views.words import code, counted
from changes.model import Destination, Incident, Owner

STILL, GONE, SHARE = (f"assets:{name}" for name in ("still", "gone", "share"))
CALLS = re.compile(r"<!subteam\^(\w+)>")
MOST = 20
MOST_ASKED = 10


@dataclass(frozen=True)
class OnAsset:
    pattern: str


@dataclass(frozen=True)
class Shared:
    """What was asked, so that it can be shown to all."""

    what: str
    asset: str


def how() -> Card:
    text = "Say whose it is, for example `/change owns @data-platform warehouse.orders`."
    more = (
        "You may add `contact @Ana`, `contract https://…` and `consumers #checkout @fraud-team`. "
        "Consumers are told of its changes without subscribing."
    )
    return Card(text, (section(text), context(more)))


def not_that(said: str) -> Card:
    return sentence(f"I could not read “{neutral(said, 120)}”. {how().text}")


def kept(owner: Owner, before: Owner | None) -> Card:
    was = f" Before, it was {shown(before.team)}." if before and before.team != owner.team else ""
    text = f"{shown(owner.team)} owns {code(owner.pattern)} now.{was}"
    foot = "Owners may announce its changes, are told of those of others, and are asked twice a year whether this is right."
    return Card(text, (section(text), *_details(owner), context(foot)))


def refused(owner: Owner) -> Card:
    return sentence(
        f"{code(owner.pattern)} belongs to {shown(owner.team)}. Ask them, a steward or an admin to hand it over."
    )


def who(asset: str, owner: Owner | None, parts: Sequence[Owner], past: Sequence[Incident], viewer: str) -> Card:
    if owner is None and not parts:
        text = f"Nobody has said yet that {code(asset)} is theirs. `/change owns @team {neutral(asset, 80)}` says so."
        return Card(text, (section(text), *_past(past)))
    head = f"{code(asset)} belongs to {shown(owner.team, viewer)}." if owner else f"Parts of {code(asset)} have owners."
    via = f"Through {code(owner.pattern)}. {_confirmed(owner)}" if owner else ""
    inner = [f"• {code(one.pattern)}: {shown(one.team)}" for one in parts[:MOST]]
    return Card(
        head,
        (
            section(head),
            *(_details(owner) if owner else ()),
            *((section("*Its parts*\n" + "\n".join(inner)),) if inner else ()),
            *_past(past),
            *((context(via),) if via else ()),
            actions(button("Share", SHARE, packed(Shared("who", asset)))),
        ),
    )


def impact(asset: str, told: Sequence[Destination], viewer: str) -> Card:
    if not told:
        return sentence(
            f"A change of {code(asset)} would reach nobody: nobody follows it, owns it or is named as its consumer."
        )
    text = f"A change of {code(asset)} would reach {counted(len(told), 'place')}, if it is breaking and severe."
    named = ", ".join(shown(one, viewer) for one in told[:MOST])
    more = f" and {len(told) - MOST} more" if len(told) > MOST else ""
    return Card(
        f"{text} {named}{more}",
        (section(f"{text}\n{named}{more}"), actions(button("Share", SHARE, packed(Shared("impact", asset))))),
    )


def shared(card: Card, handles: Mapping[str, str]) -> Card:
    """For all to see: teams are named, and nobody is called."""
    kept = [block for block in card.blocks if block["type"] != "actions"]
    quiet = CALLS.sub(lambda call: f"*{neutral(handles.get(call[1], 'a team'), 80)}*", json.dumps([card.text, kept]))
    text, blocks = json.loads(quiet)
    return Card(text, tuple(blocks))


def unknown(asset: str, near: Sequence[str]) -> Card:
    guess = f" Did you mean {' or '.join(code(one) for one in near)}?" if near else ""
    return sentence(f"Nothing here was ever named {code(asset)}.{guess}")


def ask(owners: Sequence[Owner]) -> Card:
    """Twice a year; whoever is in the team may answer."""
    text = f"Is this still yours? {', '.join(one.pattern for one in owners[:MOST_ASKED])}"
    lines: list[Block] = []
    for n, one in enumerate(owners[:MOST_ASKED]):
        carried = packed(OnAsset(one.pattern))
        still = button(
            "Still right", f"{STILL}:{n}", carried, style="primary", label=f"Still right: {one.pattern} is ours"
        )
        gone = button("No longer ours", f"{GONE}:{n}", carried, label=f"No longer ours: {one.pattern}")
        lines += [section(_line(one)), actions(still, gone)]
    foot = "Asked twice a year, so that people find the right team. `/change owns` mends it."
    return Card(text, (section("*Is this still yours?*"), *lines, context(foot)))


def confirmed(pattern: str) -> Card:
    return sentence(f"Thank you. {code(pattern)} stays as it is for half a year.")


def left(pattern: str) -> Card:
    return sentence(
        f"{code(pattern)} has no owner now. Whoever knows whose it is writes `/change owns @team {neutral(pattern, 80)}`."
    )


def _details(owner: Owner) -> tuple[Block, ...]:
    lines = [
        f"*Contact:* {_said(owner.contact)}" if owner.contact else "",
        f"*Contract:* {_said(owner.contract)}" if owner.contract else "",
        f"*Built upon by:* {', '.join(shown(one) for one in owner.consumers[:MOST])}" if owner.consumers else "",
    ]
    told = "\n".join(line for line in lines if line)
    return (section(told),) if told else ()


def _said(text: str) -> str:
    """A person is shown as one, an address as one; anything else as it was written."""
    person = text if is_person(text) else mentioned(text)
    if person:
        return f"<@{person}>"
    plain = text.startswith("https://") and not any(sign in text for sign in "<>| \n")
    return f"<{text}>" if plain else neutral(text, 200)


def _past(past: Sequence[Incident]) -> tuple[Block, ...]:
    lines = [f"• {date_token(one.at.timestamp())}  {neutral(one.title, 160)}" for one in past]
    return (section("*What broke there before*\n" + "\n".join(lines)),) if lines else ()


def _line(one: Owner) -> str:
    consumers = f", built upon by {', '.join(shown(to) for to in one.consumers[:5])}" if one.consumers else ""
    contact = f", contact {_said(one.contact)}" if one.contact else ""
    return f"{code(one.pattern)}{contact}{consumers}"


def _confirmed(owner: Owner) -> str:
    at = owner.confirmed
    return f"Confirmed {date_token(at.timestamp())}." if at else "Not confirmed yet."
