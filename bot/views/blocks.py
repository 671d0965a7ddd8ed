"""The few Block Kit pieces our views are made of, each within Slack's limits."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.card import Block, Card
from bot.neutral import neutral, neutral_lines, shortened

SECTION, CONTEXT, BUTTON, HEADER, OPTION = 3000, 2000, 75, 150, 75
WORD = re.compile(r"\s*\S{1,500}")  # of which one section holds at least one, however many letters are escaped


def sentence(text: str) -> Card:
    """A message of words alone."""
    return Card(text, (section(text),))


def section(text: str, accessory: Block | None = None, *, block_id: str = "") -> Block:
    shape: dict[str, Any] = {"type": "section", "text": mrkdwn(text, SECTION), "expand": True}
    return _named(shape, block_id) | ({"accessory": dict(accessory)} if accessory else {})


def sections(text: str) -> tuple[Block, ...]:
    """Somebody's words, however many, in as many sections as they take."""
    pieces, weight = [""], 0
    for word in WORD.findall(text):
        more = len(word) - len(word.strip()) + len(neutral(word, len(word))) + 1
        if weight + more > SECTION:
            pieces, weight = [*pieces, ""], 0
        pieces[-1] += word
        weight += more
    return tuple(section(neutral_lines(one, SECTION)) for one in pieces if one)


def context(*texts: str, block_id: str = "") -> Block:
    return _named({"type": "context", "elements": [mrkdwn(text, CONTEXT) for text in texts[:10]]}, block_id)


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block, block_id: str = "") -> Block:
    return _named({"type": "actions", "elements": [dict(element) for element in elements[:25]]}, block_id)


def button(text: str, action: str, value: str = "", *, style: str = "", label: str = "") -> Block:
    shape: dict[str, Any] = {"type": "button", "text": plain(text, BUTTON), "action_id": action}
    optional = {"value": value, "style": style, "accessibility_label": shortened(label, BUTTON)}
    return shape | {key: given for key, given in optional.items() if given}


def field(block_id: str, label: str, element: Mapping[str, Any], *, hint: str = "", optional: bool = False) -> Block:
    """Whatever Slack lets people fill in, with its label."""
    shape: dict[str, Any] = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": dict(element),
    }
    shape |= {"hint": plain(hint, 2000)} if hint else {}
    return shape | ({"optional": True} if optional else {})


def text_input(block_id: str, label: str, action: str, *, hint: str = "", optional: bool = False, **more: Any) -> Block:
    """`more`: placeholder, initial_value, multiline, max_length."""
    element: dict[str, Any] = {"type": "plain_text_input", "action_id": action, **more}
    if "placeholder" in more:
        element["placeholder"] = plain(more["placeholder"], 150)
    return field(block_id, label, element, hint=hint, optional=optional)


def choice(
    block_id: str, label: str, action: str, options: Sequence[Block], chosen: str = "", *, optional: bool = False
) -> Block:
    """One of up to ten, all of them in sight."""
    element = {"type": "radio_buttons", "action_id": action, **_offered(options[:10], chosen)}
    return field(block_id, label, element, optional=optional)


def select(
    block_id: str,
    label: str,
    action: str,
    options: Sequence[Block],
    chosen: str = "",
    *,
    dispatch: bool = False,
    hint: str = "",
    optional: bool = False,
) -> Block:
    """One of up to a hundred. With `dispatch` the form hears of the choice at once."""
    element = {"type": "static_select", "action_id": action, **_offered(options[:100], chosen)}
    shape = field(block_id, label, element, hint=hint, optional=optional)
    return {**shape, "dispatch_action": True} if dispatch else shape


def person(
    block_id: str, label: str, action: str, chosen: str = "", *, hint: str = "", optional: bool = False
) -> Block:
    """Anybody of the workspace, found by name; nobody has to know an id."""
    element = {"type": "users_select", "action_id": action} | ({"initial_user": chosen} if chosen else {})
    return field(block_id, label, element, hint=hint, optional=optional)


def day(block_id: str, label: str, action: str, chosen: str = "", *, hint: str = "") -> Block:
    """`chosen` as 2026-03-09."""
    element = {"type": "datepicker", "action_id": action} | ({"initial_date": chosen} if chosen else {})
    return field(block_id, label, element, hint=hint)


def option(text: str, value: str, description: str = "") -> Block:
    shape: dict[str, Any] = {"text": plain(text, OPTION), "value": value}
    return shape | ({"description": plain(description, OPTION)} if description else {})


def mrkdwn(text: str, most: int = SECTION) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": shortened(text, most), "verbatim": True}


def plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": shortened(text, most), "emoji": True}


def _named(shape: dict[str, Any], block_id: str) -> dict[str, Any]:
    return shape | ({"block_id": block_id} if block_id else {})


def _offered(options: Sequence[Block], chosen: str) -> dict[str, Any]:
    initial = next((dict(one) for one in options if one["value"] == chosen), None)
    return {"options": [dict(one) for one in options]} | ({"initial_option": initial} if initial else {})
