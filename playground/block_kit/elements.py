"""Every element: its fields, what it needs, how long it may be."""

from __future__ import annotations

import re
from typing import Any

from playground.block_kit.objects import (
    CONFIRM,
    DISPATCH,
    FEEDBACK,
    FILTER,
    GROUP,
    PLAIN_OPTION,
    RICH_OPTION,
    SLACK_FILE,
    URL,
    WORKFLOW,
    choices,
    plain,
)
from playground.block_kit.rules import (
    Problems,
    Rule,
    anything,
    both,
    flag,
    listed,
    one_of,
    pattern,
    record,
    string,
    whole,
)
from playground.values import JSON

ID = string(255)
ACTION = {"type": anything, "action_id": ID, "confirm": CONFIRM, "focus_on_load": flag}
FIELD = {**ACTION, "placeholder": plain(150)}
TYPED = {"type": anything, "action_id": ID, "placeholder": plain(150), "focus_on_load": flag}
TYPED = {**TYPED, "dispatch_action_config": DISPATCH}
STYLE = one_of("primary", "danger")
DATE = pattern(lambda value: bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)), "must match date format YYYY-MM-DD")
TIME = pattern(lambda value: bool(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value)), "must match time format HH:mm")
NUMBER = pattern(lambda value: bool(re.fullmatch(r"-?\d+(\.\d+)?", value)), "must be a number")
MANY = {"max_selected_items": whole(1)}
SELECTABLE = {"options": choices(PLAIN_OPTION, 100), "option_groups": listed(GROUP, 100)}
PICTURE = {"type": anything, "image_url": URL, "slack_file": SLACK_FILE, "alt_text": string(2000)}


def one_source(value: Any, at: str, problems: Problems) -> None:
    """A picture comes from a URL or from a file of Slack's."""
    if isinstance(value, dict) and not value.get("image_url") and not value.get("slack_file"):
        problems.add("missing required field: image_url", at)


def _some_options(value: Any, at: str, problems: Problems) -> None:
    if isinstance(value, dict) and not value.get("options") and not value.get("option_groups"):
        if "options" not in value and "option_groups" not in value:
            problems.add("must define either `options` or `option_groups`", at)
    elif isinstance(value, dict) and value.get("options") and value.get("option_groups"):
        problems.add("must define either `options` or `option_groups`, not both", at)


def _known_choice(value: Any, at: str, problems: Problems) -> None:
    """What is chosen beforehand must be one of the options."""
    offered = offered_values(value)
    chosen = value.get("initial_options") or [value.get("initial_option")]
    for each in chosen if isinstance(chosen, list) else []:
        if isinstance(each, dict) and offered and str(each.get("value")) not in offered:
            name = "initial_options" if value.get("initial_options") else "initial_option"
            problems.add("must be one of the provided options", f"{at}/{name}")


def offered_values(element: Any) -> set[str]:
    if not isinstance(element, dict):
        return set()
    options = [each for holder in (element, *_dicts(element, "option_groups")) for each in _dicts(holder, "options")]
    return {str(each["value"]) for each in options if "value" in each}


def _dicts(holder: JSON, name: str) -> list[JSON]:
    listing = holder.get(name)
    return [each for each in listing if isinstance(each, dict)] if isinstance(listing, list) else []


def _static(extra: dict[str, Rule]) -> Rule:
    return both(record({**FIELD, **SELECTABLE, **extra}, "type"), _some_options, _known_choice)


BUTTON = record(
    {
        **ACTION,
        "text": plain(75),
        "url": URL,
        "value": string(2000, 0),
        "style": STYLE,
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
        "agent_prompt_display": anything,
        "visible_to_user_ids": listed(ID),
    },
    "type",
    "text",
)
IMAGE = both(record(PICTURE, "type", "alt_text"), one_source)
CHECKBOXES = both(
    record(
        {**ACTION, "options": choices(RICH_OPTION, 10), "initial_options": listed(RICH_OPTION, 10)}, "type", "options"
    ),
    _known_choice,
)
RADIO = both(
    record({**ACTION, "options": choices(RICH_OPTION, 10), "initial_option": RICH_OPTION}, "type", "options"),
    _known_choice,
)
OVERFLOW = record({**ACTION, "options": choices(PLAIN_OPTION, 5)}, "type", "options")
SELECTS: dict[str, Rule] = {
    "static_select": _static({"initial_option": PLAIN_OPTION}),
    "external_select": record({**FIELD, "initial_option": PLAIN_OPTION, "min_query_length": whole(0)}, "type"),
    "users_select": record({**FIELD, "initial_user": ID}, "type"),
    "conversations_select": record(
        {
            **FIELD,
            "initial_conversation": ID,
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": FILTER,
        },
        "type",
    ),
    "channels_select": record({**FIELD, "initial_channel": ID, "response_url_enabled": flag}, "type"),
    "multi_static_select": _static({"initial_options": listed(PLAIN_OPTION, 100), **MANY}),
    "multi_external_select": record(
        {**FIELD, "initial_options": listed(PLAIN_OPTION, 100), "min_query_length": whole(0), **MANY}, "type"
    ),
    "multi_users_select": record({**FIELD, "initial_users": listed(ID, least=0), **MANY}, "type"),
    "multi_conversations_select": record(
        {
            **FIELD,
            "initial_conversations": listed(ID, least=0),
            "default_to_current_conversation": flag,
            "filter": FILTER,
            **MANY,
        },
        "type",
    ),
    "multi_channels_select": record({**FIELD, "initial_channels": listed(ID, least=0), **MANY}, "type"),
}
PICKERS: dict[str, Rule] = {
    "datepicker": record({**FIELD, "initial_date": DATE}, "type"),
    "timepicker": record({**FIELD, "initial_time": TIME, "timezone": string(100)}, "type"),
    "datetimepicker": record({**ACTION, "initial_date_time": whole(1_000_000_000, 9_999_999_999)}, "type"),
}
TEXTS: dict[str, Rule] = {
    "plain_text_input": record(
        {
            **TYPED,
            "initial_value": string(3000, 0),
            "multiline": flag,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        "type",
    ),
    "email_text_input": record({**TYPED, "initial_value": string()}, "type"),
    "url_text_input": record({**TYPED, "initial_value": string()}, "type"),
    "number_input": record(
        {**TYPED, "is_decimal_allowed": flag, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
        "type",
        "is_decimal_allowed",
    ),
    "rich_text_input": record(
        {**TYPED, "initial_value": anything, "min_lines": whole(1), "max_lines": whole(1)}, "type"
    ),
    "file_input": record(
        {"type": anything, "action_id": ID, "filetypes": listed(string()), "max_files": whole(1, 10)}, "type"
    ),
}
WORKFLOW_BUTTON = record(
    {
        "type": anything,
        "action_id": ID,
        "text": plain(75),
        "workflow": WORKFLOW,
        "style": STYLE,
        "accessibility_label": string(75),
    },
    "type",
    "text",
    "workflow",
)
FEEDBACK_BUTTONS = record(
    {"type": anything, "action_id": ID, "positive_button": FEEDBACK, "negative_button": FEEDBACK},
    "type",
    "positive_button",
    "negative_button",
)
ICON_BUTTON = record(
    {
        **ACTION,
        "icon": string(100),
        "text": plain(75),
        "value": string(2000, 0),
        "accessibility_label": string(75),
        "visible_to_user_ids": listed(ID),
    },
    "type",
    "icon",
    "text",
)
CHOICES: dict[str, Rule] = {"checkboxes": CHECKBOXES, "radio_buttons": RADIO}
PRESSED: dict[str, Rule] = {"button": BUTTON, "overflow": OVERFLOW, "workflow_button": WORKFLOW_BUTTON}
ACCESSORIES: dict[str, Rule] = {**SELECTS, **PICKERS, **CHOICES, **PRESSED, "image": IMAGE}
IN_ACTIONS: dict[str, Rule] = {**SELECTS, **PICKERS, **CHOICES, **PRESSED, **TEXTS}
IN_INPUT: dict[str, Rule] = {**SELECTS, **PICKERS, **CHOICES, **TEXTS}
INTERACTIVE = {*IN_ACTIONS, *IN_INPUT, "feedback_buttons", "icon_button"}
