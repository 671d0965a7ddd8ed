"""Cursors: opaque, and refused when they are not ours."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TypeVar

from playground.refusal import Refusal
from playground.values import JSON
from playground.web_api.call import Call

T = TypeVar("T")


def page(call: Call, items: Sequence[T], default: int = 100, most: int = 1000) -> tuple[Sequence[T], JSON]:
    """The wanted part, and `response_metadata` with the way to the next one."""
    limit = call.number("limit", default)
    if limit < 1 or limit > most:
        limit = most if limit > most else default
    start = offset(call.text("cursor"))
    part = items[start : start + limit]
    more = start + limit < len(items)
    return part, {"next_cursor": cursor(start + limit) if more else ""}


def cursor(place: int) -> str:
    return base64.b64encode(f"next:{place}".encode()).decode()


def offset(value: str) -> int:
    if not value:
        return 0
    try:
        kind, _, place = base64.b64decode(value.encode(), validate=True).decode().partition(":")
        if kind == "next":
            return int(place)
    except ValueError:
        pass
    raise Refusal("invalid_cursor")
