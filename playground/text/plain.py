"""The words of Block Kit, for those who only read text: notifications, search, length limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def words(node: Any) -> Iterator[str]:
    """Every text of blocks or attachments, in reading order."""
    if isinstance(node, list):
        for item in node:
            yield from words(item)
    elif isinstance(node, dict):
        yield from _of(node)


def _of(node: dict[str, Any]) -> Iterator[str]:
    for key in ("pretext", "title", "text", "fields", "label", "elements", "fallback", "blocks", "accessory"):
        value = node.get(key)
        if isinstance(value, str):
            yield value
        elif value is not None:
            yield from words(value)


def weight(node: Any) -> int:
    return sum(len(text) for text in words(node))
