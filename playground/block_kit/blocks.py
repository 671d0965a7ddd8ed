"""Every block, and on which surface it may stand."""

from __future__ import annotations

from typing import Any

from playground.block_kit.elements import (
    ACCESSORIES,
    BUTTON,
    FEEDBACK_BUTTONS,
    ICON_BUTTON,
    IMAGE,
    IN_ACTIONS,
    IN_INPUT,
    PICTURE,
    one_source,
)
from playground.block_kit.objects import plain, text
from playground.block_kit.rich_text import RICH_TEXT
from playground.block_kit.rules import (
    Fields,
    Problems,
    Rule,
    anything,
    both,
    flag,
    listed,
    one_of,
    record,
    string,
    typed,
    whole,
)

OF = {"type": anything, "block_id": string(255)}
LONG = string(3000)


def _block(fields: Fields, *required: str) -> Rule:
    return record({**OF, **fields}, "type", *required)


def _text_or_fields(value: Any, at: str, problems: Problems) -> None:
    if isinstance(value, dict) and not value.get("text") and not value.get("fields"):
        problems.add("must define either `text` or `fields`", f"{at}/type")


def _card_content(value: Any, at: str, problems: Problems) -> None:
    if isinstance(value, dict) and not any(value.get(name) for name in ("hero_image", "title", "actions", "body")):
        problems.add("must define at least one of `hero_image`, `title`, `actions` or `body`", at)


def _table_cells(value: Any, at: str, problems: Problems) -> None:
    rows = value.get("rows") if isinstance(value, dict) else None
    cells = sum(len(row) for row in rows if isinstance(row, list)) if isinstance(rows, list) else 0
    if cells > 2000:
        problems.add("no more than 2000 cells allowed", f"{at}/rows")


SECTION = both(
    _block({"text": text(3000), "fields": listed(text(2000), 10), "accessory": typed(ACCESSORIES), "expand": flag}),
    _text_or_fields,
)
IMAGE_BLOCK = both(
    _block({**PICTURE, "title": plain(2000), "is_animated": flag, "image_width": whole(0), "image_height": whole(0),
            "image_bytes": whole(0), "fallback": anything}, "alt_text"),
    one_source,
)  # fmt: skip
CONTEXT = _block(
    {"elements": listed(typed({"image": IMAGE, "plain_text": text(2000), "mrkdwn": text(2000)}), 10)}, "elements"
)
INPUT = _block(
    {
        "label": plain(2000),
        "element": typed(IN_INPUT),
        "dispatch_action": flag,
        "hint": plain(2000),
        "optional": flag,
    },
    "label",
    "element",
)
VIDEO = _block(
    {
        "alt_text": string(2000), "title": plain(200), "title_url": LONG, "video_url": LONG, "thumbnail_url": LONG,
        "description": plain(200), "author_name": string(50), "provider_name": string(), "provider_icon_url": LONG,
    },
    "alt_text", "title", "video_url", "thumbnail_url",
)  # fmt: skip
CELL = typed(
    {
        "raw_text": record({"type": anything, "text": string(least=0)}, "type", "text"),
        "raw_number": record({"type": anything, "value": anything, "text": string()}, "type", "value"),
        "rich_text": RICH_TEXT,
    }
)
TABLE = both(
    _block({"rows": listed(listed(CELL, 20), 100), "column_settings": listed(anything, 20)}, "rows"), _table_cells
)
SOURCE = record({"type": anything, "url": LONG, "text": string()}, "type", "url")
TASK = _block(
    {
        "task_id": string(255),
        "title": string(),
        "status": one_of("pending", "in_progress", "complete", "error"),
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": listed(SOURCE, least=0),
    },
    "task_id",
    "title",
)
CARD = both(
    _block(
        {
            "hero_image": IMAGE,
            "icon": IMAGE,
            "slack_icon": anything,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(200),
            "actions": listed(BUTTON),
        }
    ),
    _card_content,
)
ALERT = _block({"text": text(200), "level": one_of("default", "info", "warning", "error", "success")}, "text")
LAYOUT: dict[str, Rule] = {
    "section": SECTION,
    "divider": _block({}),
    "image": IMAGE_BLOCK,
    "actions": _block({"elements": listed(typed(IN_ACTIONS), 25)}, "elements"),
    "context": CONTEXT,
    "header": _block({"text": plain(150), "level": whole(1, 4)}, "text"),
    "input": INPUT,
    "rich_text": RICH_TEXT,
    "video": VIDEO,
    "context_actions": _block(
        {"elements": listed(typed({"feedback_buttons": FEEDBACK_BUTTONS, "icon_button": ICON_BUTTON}), 5)}, "elements"
    ),
    "table": TABLE,
    "card": CARD,
    "carousel": _block({"elements": listed(typed({"card": CARD}), 10)}, "elements"),
    "alert": ALERT,
}
MESSAGE_ONLY: dict[str, Rule] = {
    "file": _block({"external_id": string(255), "source": string(), "file_id": anything, "file": anything}, "source"),
    "markdown": _block({"text": string(12000)}, "text"),
    "plan": _block({"title": string(), "tasks": listed(typed({"task_card": TASK}), least=0)}, "title"),
    "task_card": TASK,
    "call": _block({"call_id": string(), "api_decoration_available": flag, "call": anything}, "call_id"),
    "data_table": anything,
    "data_visualization": anything,
}
INSIDE = typed({**LAYOUT, "markdown": MESSAGE_ONLY["markdown"]})
CONTAINER = _block(
    {
        "title": plain(150),
        "rich_text_title": RICH_TEXT,
        "subtitle": text(150),
        "child_blocks": listed(INSIDE, 10),
        "width": anything,
        "icon": anything,
        "is_collapsible": flag,
        "default_collapsed": flag,
        "has_header_divider": flag,
    },
    "child_blocks",
)
SURFACES: dict[str, tuple[Rule, int]] = {
    "message": (typed({**LAYOUT, **MESSAGE_ONLY, "container": CONTAINER}), 50),
    "modal": (typed({**LAYOUT, "container": CONTAINER}), 100),
    "home": (typed({**LAYOUT, "container": CONTAINER}), 100),
}
