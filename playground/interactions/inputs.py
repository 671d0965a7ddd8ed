"""What stands in the inputs: at first, after an update, and as somebody fills them in."""

from __future__ import annotations

from typing import Any

from playground.block_kit.check import interactive
from playground.block_kit.elements import offered_values
from playground.refusal import Refusal
from playground.shapes.file import file_shape
from playground.text.rich_text import rich_text
from playground.text.typed import encoded
from playground.values import JSON
from playground.workspace.workspace import Workspace

STATELESS = {"button", "overflow", "workflow_button", "feedback_buttons", "icon_button"}
TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
ONE = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
}
MANY = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
}
Values = dict[str, JSON]


def initial_values(blocks: list[JSON]) -> Values:
    values: Values = {}
    for _, block, element in interactive(blocks):
        if element["type"] not in STATELESS:
            values.setdefault(block["block_id"], {})[element["action_id"]] = _initial(element)
    return values


def kept_values(blocks: list[JSON], before: Values) -> Values:
    """A new version of a view keeps what was typed where block, action and kind are the same."""
    values = initial_values(blocks)
    for block_id, actions in values.items():
        for action_id, state in actions.items():
            known = before.get(block_id, {}).get(action_id)
            if known is not None and known["type"] == state["type"]:
                actions[action_id] = known
    return values


def filled(blocks: list[JSON], before: Values, given: JSON, workspace: Workspace) -> Values:
    """`given` holds simple values: `{block_id: {action_id: value}}`."""
    values = {block_id: dict(actions) for block_id, actions in kept_values(blocks, before).items()}
    for _, block, element in interactive(blocks):
        told = given.get(block["block_id"])
        if isinstance(told, dict) and element["action_id"] in told and element["type"] not in STATELESS:
            state = state_of(element, told[element["action_id"]], workspace)
            values[block["block_id"]][element["action_id"]] = state
    return values


def state_of(element: JSON, value: Any, workspace: Workspace) -> JSON:
    """The state of an element that somebody has given this value."""
    kind = element["type"]
    if kind in TEXTS:
        return {"type": kind, "value": None if value in (None, "") else str(value)}
    if kind == "rich_text_input":
        return {"type": kind, "rich_text_value": _rich(value, workspace)}
    if kind == "file_input":
        return {"type": kind, "files": [_file(each, workspace) for each in value or []]}
    if kind in MANY:
        return {"type": kind, MANY[kind][0]: [_one(element, each, workspace) for each in value or []]}
    if kind in ONE:
        return {"type": kind, ONE[kind][0]: None if value in (None, "") else _one(element, value, workspace)}
    raise Refusal("invalid_element", f"A {kind} has no value.")


def _initial(element: JSON) -> JSON:
    kind = element["type"]
    if kind in TEXTS:
        return {"type": kind, "value": element.get("initial_value")}
    if kind == "rich_text_input":
        return {"type": kind, "rich_text_value": element.get("initial_value")}
    if kind == "file_input":
        return {"type": kind, "files": []}
    if kind in MANY:
        name, initial = MANY[kind]
        return {"type": kind, name: element.get(initial) or []}
    name, initial = ONE[kind]
    return {"type": kind, name: element.get(initial)}


def _one(element: JSON, value: Any, workspace: Workspace) -> Any:
    kind = element["type"].removeprefix("multi_")
    if kind == "users_select":
        return workspace.user(str(value)).id
    if kind in ("conversations_select", "channels_select"):
        return workspace.channel(str(value)).id
    if kind == "datetimepicker":
        return int(value)
    if kind in ("datepicker", "timepicker"):
        return str(value)
    return chosen(element, value)


def chosen(element: JSON, value: Any) -> JSON:
    """The option with that value; an external one is whatever the app had offered."""
    if isinstance(value, dict):
        return value
    groups = element.get("option_groups") or []
    lists = [element.get("options") or [], *(group["options"] for group in groups)]
    for option in (each for options in lists for each in options):
        if option["value"] == value:
            return dict(option)
    offered = ", ".join(sorted(offered_values(element))) or "none"
    raise Refusal("invalid_option", f"There is no option {value!r}; there are: {offered}.")


def _rich(value: Any, workspace: Workspace) -> JSON | None:
    if not value:
        return None
    if isinstance(value, dict):
        return value
    return {key: each for key, each in rich_text(encoded(str(value), workspace), "").items() if key != "block_id"}


def _file(id: Any, workspace: Workspace) -> JSON:
    return file_shape(workspace.file(str(id)), workspace)
