"""Does a happening contain what somebody waits for?"""

from __future__ import annotations

from typing import Any


def contains(whole: Any, part: Any) -> bool:
    """Everything in `part` is found in `whole`, at any depth; a list matches when each of its items has a match."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and contains(whole[key], part[key]) for key in part)
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(contains(item, wanted) for item in whole) for wanted in part)
    return bool(whole == part)
