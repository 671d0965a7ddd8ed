"""Texts, options, confirmations: what elements and blocks are composed of."""

from __future__ import annotations

from typing import Any

from playground.block_kit.rules import Problems, Rule, anything, both, flag, listed, one_of, record, string

PLAIN_FIELDS = {"type": anything, "text": anything, "emoji": flag}
MRKDWN_FIELDS = {"type": anything, "text": anything, "verbatim": flag}


def plain(longest: int) -> Rule:
    """A `plain_text` object."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, dict) and value.get("type") != "plain_text":
            _wrong_type(value, at, problems)
            return
        record({**PLAIN_FIELDS, "text": string(longest)}, "type", "text")(value, at, problems)

    return check


def mrkdwn(longest: int) -> Rule:
    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, dict) and value.get("type") != "mrkdwn":
            _wrong_type(value, at, problems)
            return
        record({**MRKDWN_FIELDS, "text": string(longest)}, "type", "text")(value, at, problems)

    return check


def text(longest: int) -> Rule:
    """Either kind. Slack says first that neither schema fits, then what is wrong with the one that was meant."""

    def check(value: Any, at: str, problems: Problems) -> None:
        own = Problems()
        kind = value.get("type") if isinstance(value, dict) else None
        rule = {"plain_text": plain(longest), "mrkdwn": mrkdwn(longest)}.get(str(kind))
        if rule is None:
            problems.add("failed to match all allowed schemas", at)
            _wrong_type(value, at, problems)
            return
        rule(value, at, own)
        if own.found:
            problems.add("failed to match all allowed schemas", at)
            problems.found += own.found

    return check


def _wrong_type(value: Any, at: str, problems: Problems) -> None:
    if not isinstance(value, dict):
        problems.add("must provide an object", at)
    elif "type" not in value:
        problems.add("missing required field: type", at)
    else:
        problems.add(f"unsupported type: {value['type']}", f"{at}/type")


URL = string(3000)
CONFIRM = record(
    {
        "title": plain(100),
        "text": text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
    "title",
    "text",
    "confirm",
    "deny",
)


def option(label: Rule) -> Rule:
    fields = {"text": label, "value": string(150), "description": text(75), "url": URL}
    return record(fields, "text", "value")


PLAIN_OPTION = option(plain(75))
RICH_OPTION = option(text(75))
GROUP = record({"label": plain(75), "options": listed(PLAIN_OPTION, 100)}, "label", "options")


def choices(option_rule: Rule, most: int) -> Rule:
    return both(listed(option_rule, most), _different_values)


def _different_values(options: Any, at: str, problems: Problems) -> None:
    if not isinstance(options, list):
        return
    seen: set[str] = set()
    for place, each in enumerate(options):
        value = each.get("value") if isinstance(each, dict) else None
        if isinstance(value, str) and value in seen:
            problems.add("duplicate value", f"{at}/{place}/value")
        elif isinstance(value, str):
            seen.add(value)


DISPATCH = record({"trigger_actions_on": listed(one_of("on_enter_pressed", "on_character_entered"))})
FILTER = record(
    {
        "include": listed(one_of("im", "mpim", "private", "public")),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    }
)
SLACK_FILE = record({"id": string(255), "url": URL})
WORKFLOW = record({"trigger": record({"url": URL, "customizable_input_parameters": anything}, "url")}, "trigger")
FEEDBACK = record(
    {"text": plain(75), "value": string(2000), "accessibility_label": string(75)},
    "text",
    "value",
)
