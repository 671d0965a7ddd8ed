"""What Slack adds to blocks it takes: ids where there are none, and its defaults."""

from __future__ import annotations

from typing import Any

from playground.block_kit.check import interactive
from playground.ids import Ids, named
from playground.values import JSON


def completed(blocks: list[JSON], ids: Ids) -> list[JSON]:
    full = [_filled(block) for block in blocks]
    for block in full:
        _identify(block, ids)
    for _, _, element in interactive(full):
        element.setdefault("action_id", short_id(ids))
    return full


def short_id(ids: Ids) -> str:
    return named("", "block", str(ids.number()), length=6)


def _identify(block: JSON, ids: Ids) -> None:
    if not block.get("block_id"):
        block["block_id"] = short_id(ids)
    for inner in block.get("child_blocks") or []:
        _identify(inner, ids)


def _filled(value: Any) -> Any:
    if isinstance(value, list):
        return [_filled(each) for each in value]
    if not isinstance(value, dict):
        return value
    full = {key: _filled(each) for key, each in value.items() if each is not None}
    if full.get("type") == "plain_text":
        full.setdefault("emoji", True)
    elif full.get("type") == "mrkdwn":
        full.setdefault("verbatim", False)
    return full
