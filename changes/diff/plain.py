"""Parsed data met with suspicion: what is of another kind than expected counts as empty."""

import json
from typing import Any

Node = dict[str, Any]
LONGEST_SHOWN = 120


def mapping(value: Any) -> Node:
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def text_of(value: Any) -> str:
    """Text as it is, nothing as an empty text, everything else as it would be written."""
    if value is None:
        return ""
    return value if isinstance(value, str) else written(value)


def reference_of(value: Any) -> str:
    """Where a schema sends its reader; empty when it speaks for itself."""
    return text if isinstance(text := mapping(value).get("$ref"), str) else ""


def same_value(one: Any, other: Any) -> bool:
    """JSON's idea of the same: 1 is 1.0 but not true."""
    return written(one) == written(other)


def written(value: Any) -> str:
    """A value as a person would write it in JSON, in one order for ever."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def shown(value: Any) -> str:
    """A value inside a sentence; long ones end in dots."""
    text = value if isinstance(value, str) else written(value)
    return f"`{text}`" if len(text) <= LONGEST_SHOWN else f"`{text[: LONGEST_SHOWN - 3]}...`"


def added_removed(old: Any, new: Any) -> tuple[list[str], list[str]]:
    """Names that only the new, and only the old mapping has."""
    before, after = mapping(old), mapping(new)
    return sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
