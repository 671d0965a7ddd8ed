"""What Slack itself checks before it bothers the app with a modal."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from playground.values import JSON

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
EMPTY: tuple[Any, ...] = (None, "", [])


def faults(blocks: list[JSON], values: dict[str, JSON]) -> dict[str, str]:
    """`{block_id: sentence}` for each input that will not do."""
    found = {}
    for block in blocks:
        if block.get("type") != "input":
            continue
        element = block["element"]
        state = values.get(block["block_id"], {}).get(element["action_id"], {})
        words = _fault(element, _content(state), required=not block.get("optional", False))
        if words:
            found[block["block_id"]] = words
    return found


def _content(state: JSON) -> Any:
    return next((value for name, value in state.items() if name != "type"), None)


def _fault(element: JSON, value: Any, *, required: bool) -> str:
    if value in EMPTY:
        return "Please complete this required field." if required else ""
    kind = element["type"]
    if kind == "plain_text_input":
        return _length(element, str(value))
    if kind == "email_text_input" and not EMAIL.fullmatch(str(value)):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not urlsplit(str(value)).netloc:
        return "Please enter a valid URL."
    if kind == "number_input":
        return _number(element, str(value))
    if len(value) > element.get("max_selected_items", len(value)) if isinstance(value, list) else False:
        return f"Please select at most {element['max_selected_items']} items."
    return ""


def _length(element: JSON, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    if len(value) > most:
        return f"Please enter at most {most} characters."
    return ""


def _number(element: JSON, value: str) -> str:
    if not NUMBER.fullmatch(value) or ("." in value and not element.get("is_decimal_allowed")):
        return "Please enter a valid number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""
