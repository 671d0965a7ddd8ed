"""canvases.*: documents beside the talk, section by section."""

from __future__ import annotations

import re
from typing import Any

from playground.deeds import files
from playground.deeds.channels import show
from playground.refusal import Refusal
from playground.values import JSON
from playground.web_api.call import Call, invalid
from playground.web_api.method import Method
from playground.wire.limits import Tier
from playground.workspace.canvas import Canvas, Section
from playground.workspace.channel import Channel

LARGEST = 100_000
KINDS = {"h1": (1,), "h2": (2,), "h3": (3,), "any_header": (1, 2, 3)}


def create(call: Call) -> JSON:
    canvas = _new(call, call.text("title") or "Untitled")
    if call.has("channel_id"):
        _attach(call, canvas, call.channel("channel_id"))
    return {"canvas_id": canvas.id}


def create_in_channel(call: Call) -> JSON:
    channel = call.member_channel("channel_id")
    if channel.canvas:
        raise Refusal("channel_canvas_already_exists")
    canvas = _new(call, channel.name)
    _attach(call, canvas, channel)
    return {"canvas_id": canvas.id}


def edit(call: Call) -> JSON:
    canvas = _canvas(call)
    changes = call.structure("changes", "invalid_arguments")
    if not isinstance(changes, list) or not changes:
        raise invalid("must provide at least 1 items [json-pointer:/changes]")
    if len(changes) > 1:
        raise invalid("no more than 1 items allowed [json-pointer:/changes]")
    _change(call, canvas, changes[0])
    _store(call, canvas)
    return {}


def delete(call: Call) -> JSON:
    canvas = _canvas(call)
    del call.workspace.canvases[canvas.id]
    files.deleted(call.slack, call.workspace, call.workspace.files[canvas.id])
    for channel in call.workspace.channels.values():
        if channel.canvas == canvas.id:
            channel.canvas = None
    return {}


def set_access(call: Call) -> JSON:
    canvas = _canvas(call)
    if call.text("access_level") not in ("read", "write", "owner"):
        raise Refusal("invalid_access_level")
    for who in call.listing("user_ids") + call.listing("channel_ids"):
        canvas.access[who] = call.text("access_level")
    return {}


def delete_access(call: Call) -> JSON:
    canvas = _canvas(call)
    for who in call.listing("user_ids") + call.listing("channel_ids"):
        canvas.access.pop(who, None)
    return {}


def look_up(call: Call) -> JSON:
    canvas = _canvas(call)
    criteria = call.structure("criteria", "invalid_arguments") or {}
    levels = [level for kind in criteria.get("section_types", []) for level in KINDS.get(kind, ())]
    words = str(criteria.get("contains_text", "")).lower()
    found = [
        section
        for section in canvas.sections
        if (not levels or section.heading in levels) and words in section.markdown.lower()
    ]
    return {"sections": [{"id": section.id} for section in found]}


def _new(call: Call, title: str) -> Canvas:
    file = files.new_file(call.slack, call.workspace, title, call.user, title=title)
    file.is_canvas, file.filetype, file.mimetype = True, "quip", "application/vnd.slack-docs"
    canvas = Canvas(
        file.id, title, call.user, sections=_sections(call, call.structure("document_content", "invalid_arguments"))
    )
    call.workspace.canvases[canvas.id] = canvas
    _store(call, canvas)
    return canvas


def _attach(call: Call, canvas: Canvas, channel: Channel) -> None:
    channel.canvas, canvas.channel = canvas.id, channel.id
    call.workspace.files[canvas.id].shares.setdefault(channel.id, [])
    show(call.slack, call.workspace, channel)


def _canvas(call: Call) -> Canvas:
    canvas = call.workspace.canvases.get(call.text("canvas_id"))
    if canvas is None:
        raise Refusal("canvas_not_found")
    return canvas


def _sections(call: Call, content: Any) -> list[Section]:
    """Each heading, paragraph or list item is a section of its own."""
    if not content:
        return []
    if not isinstance(content, dict) or content.get("type") != "markdown":
        raise invalid("must be a valid enum value [json-pointer:/document_content/type]")
    markdown = str(content.get("markdown", ""))
    if len(markdown) > LARGEST:
        raise Refusal("canvas_too_large")
    parts = re.split(r"\n{2,}|\n(?=#{1,3} |[-*] |\d+\. )", markdown.strip())
    return [Section(call.workspace.ids.new("temp:C:", 24), part) for part in parts if part.strip()]


def _change(call: Call, canvas: Canvas, change: JSON) -> None:
    operation = change.get("operation")
    place = canvas.find(str(change.get("section_id"))) if change.get("section_id") else None
    if change.get("section_id") and place is None:
        raise Refusal("section_not_found")
    if operation == "rename":
        canvas.title = str(change.get("title_content", {}).get("markdown", canvas.title))
        return
    if operation == "delete":
        if place is None:
            raise invalid("missing required field: section_id [json-pointer:/changes/0]")
        del canvas.sections[place]
        return
    new = _sections(call, change.get("document_content"))
    count = len(canvas.sections)
    at = 0 if place is None else place
    spans = {
        "insert_at_start": (0, 0),
        "insert_at_end": (count, count),
        "insert_before": (at, at),
        "insert_after": (at + 1, at + 1),
        "replace": (0, count) if place is None else (at, at + 1),
    }
    if operation not in spans:
        raise invalid("must be a valid enum value [json-pointer:/changes/0/operation]")
    start, end = spans[operation]
    canvas.sections[start:end] = new


def _store(call: Call, canvas: Canvas) -> None:
    """The file shows what the canvas holds."""
    file = call.workspace.files[canvas.id]
    file.content, file.title = canvas.markdown().encode(), canvas.title
    files.changed(call.slack, call.workspace, file)


WRITE = ("canvases:write",)
METHODS = (
    Method("canvases.create", create, WRITE, Tier.TWO),
    Method("conversations.canvases.create", create_in_channel, WRITE, Tier.TWO, ("channel_id",)),
    Method("canvases.edit", edit, WRITE, Tier.THREE, ("canvas_id", "changes")),
    Method("canvases.delete", delete, WRITE, Tier.THREE, ("canvas_id",)),
    Method("canvases.access.set", set_access, WRITE, Tier.THREE, ("canvas_id", "access_level")),
    Method("canvases.access.delete", delete_access, WRITE, Tier.THREE, ("canvas_id",)),
    Method("canvases.sections.lookup", look_up, ("canvases:read",), Tier.THREE, ("canvas_id", "criteria")),
)
