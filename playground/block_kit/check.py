"""Are these blocks, is this view such as Slack would take? If not: Slack's refusal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from playground.block_kit.blocks import SURFACES
from playground.block_kit.elements import INTERACTIVE
from playground.block_kit.objects import plain
from playground.block_kit.rules import Problems, Rule, anything, flag, listed, record, string
from playground.refusal import Refusal
from playground.text.plain import weight
from playground.values import JSON

HEAVIEST_MESSAGE = 13_200
"""Slack counts all text of a message's blocks: about 12,000 characters and a tenth for the containers."""
HEAVIEST_VIEW = 250_000
TITLE = plain(24)
VIEW_FIELDS: dict[str, Rule] = {
    "type": anything,
    "blocks": anything,
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
MODAL_FIELDS: dict[str, Rule] = {
    **VIEW_FIELDS,
    "title": TITLE,
    "submit": TITLE,
    "close": TITLE,
    "clear_on_close": flag,
    "notify_on_close": flag,
    "submit_disabled": flag,
}


def check_message(blocks: Any, error: str = "invalid_blocks") -> list[JSON]:
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    problems = Problems()
    _blocks(blocks, "message", "/blocks", problems)
    _refuse(error, problems)
    if weight(blocks) > HEAVIEST_MESSAGE:
        raise Refusal("msg_blocks_too_long")
    return blocks


def check_view(view: Any, types: tuple[str, ...]) -> JSON:
    problems = Problems()
    if not isinstance(view, dict):
        problems.add("must provide an object", "/view")
    elif view.get("type") not in types:
        problems.add("must be a valid enum value" if "type" in view else "missing required field: type", "/view/type")
    else:
        _view(view, problems)
    _refuse("invalid_arguments", problems)
    if len(json.dumps(view)) > HEAVIEST_VIEW:
        raise Refusal("view_too_large")
    return dict(view)


def interactive(blocks: list[Any], at: str = "") -> Iterator[tuple[str, JSON, JSON]]:
    """Every element a person can use: where it is, its block, itself."""
    for place, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        for name, element in _elements(block):
            if isinstance(element, dict) and str(element.get("type")) in INTERACTIVE:
                yield f"{at}/{place}{name}", block, element
        for key in ("child_blocks", "elements"):
            listing = block.get(key)
            inner = [each for each in listing if isinstance(each, dict)] if isinstance(listing, list) else []
            if key == "child_blocks" or block.get("type") == "carousel":
                yield from interactive(inner, f"{at}/{place}/{key}")


def _elements(block: JSON) -> Iterator[tuple[str, Any]]:
    for name in ("accessory", "element"):
        if name in block:
            yield f"/{name}", block[name]
    for name in ("elements", "actions"):
        listing = block.get(name)
        for place, element in enumerate(listing if isinstance(listing, list) else []):
            yield f"/{name}/{place}", element


def _blocks(blocks: list[Any], surface: str, at: str, problems: Problems) -> None:
    rule, most = SURFACES[surface]
    listed(rule, most, 0)(blocks, at, problems)
    _unique(blocks, at, problems)


def _unique(blocks: list[Any], at: str, problems: Problems) -> None:
    """`block_id` within the surface, `action_id` within the block."""
    seen: set[str] = set()
    for place, block in enumerate(blocks):
        name = block.get("block_id") if isinstance(block, dict) else None
        if isinstance(name, str) and name in seen:
            problems.add(f"duplicate `block_id`: {name}", f"{at}/{place}/block_id")
        elif isinstance(name, str):
            seen.add(name)
    actions: set[tuple[int, str]] = set()
    for pointer, block, element in interactive(blocks):
        key = (id(block), str(element.get("action_id")))
        if "action_id" in element and key in actions:
            problems.add(f"`action_id` already exists: {key[1]}", f"{at}{pointer}/action_id")
        actions.add(key)


def _view(view: JSON, problems: Problems) -> None:
    modal = view["type"] == "modal"
    required = ("type", "title", "blocks") if modal else ("type", "blocks")
    record(MODAL_FIELDS if modal else {**VIEW_FIELDS, "title": anything}, *required)(view, "/view", problems)
    blocks = view.get("blocks")
    if blocks is not None and not isinstance(blocks, list):
        problems.add("must provide an array", "/view/blocks")
    if isinstance(blocks, list):
        _blocks(blocks, "modal" if modal else "home", "/view/blocks", problems)
        if modal and not view.get("submit"):
            _needs_submit(blocks, problems)


def _needs_submit(blocks: list[Any], problems: Problems) -> None:
    for place, block in enumerate(blocks):
        if isinstance(block, dict) and block.get("type") == "input":
            problems.add("must define `submit` to use an `input` block in modals", f"/view/blocks/{place}/input")
            return


def _refuse(error: str, problems: Problems) -> None:
    if not problems.found:
        return
    found = list(dict.fromkeys(problems.found))
    extra: JSON = {"response_metadata": {"messages": [f"[ERROR] {each}" for each in found]}}
    raise Refusal(error, found[0], **({"errors": found} if error == "invalid_blocks" else {}), **extra)
