"""A message as a call describes it, checked as Slack checks it."""

from __future__ import annotations

import json
import re
from typing import Any

from playground.block_kit.check import check_message
from playground.block_kit.complete import completed, short_id
from playground.refusal import Refusal
from playground.text.rich_text import rich_text
from playground.text.typed import CODE, encoded
from playground.values import JSON
from playground.web_api.call import Call
from playground.workspace.message import Message

LONGEST_POST, LONGEST_UPDATE = 40_000, 4_000
MOST_ATTACHMENTS = 100
LARGEST_METADATA = 16_000
BARE_URL = re.compile(r"(?<![<|\w])(https?://[^\s<>|]+[^\s<>|.,;:!?)\]}'\"*_~])")


def content(call: Call, longest: int = LONGEST_POST) -> JSON:
    """Text, blocks, attachments and metadata of the call; at least one of them must be there."""
    text = linked(call)
    if len(text) > longest:
        raise Refusal("msg_too_long")
    blocks, attachments = blocks_in(call), attachments_in(call)
    if call.has("markdown_text"):
        if text or blocks:
            raise Refusal("markdown_text_conflict")
        text = call.text("markdown_text")
        blocks = [{"type": "markdown", "block_id": short_id(call.workspace.ids), "text": text}]
    if not text.strip() and not blocks and not attachments:
        raise Refusal("no_text")
    if text and not blocks:
        blocks = [rich_text(text, short_id(call.workspace.ids))]
    return {"text": text, "blocks": blocks, "attachments": attachments, "metadata": metadata_in(call)}


def linked(call: Call) -> str:
    """Slack makes links of bare URLs, and mentions of names when asked to."""
    text = call.text("text").replace("\r\n", "\n")
    if call.flag("link_names") or call.text("parse") == "full":
        return encoded(text, call.workspace)
    parts = CODE.split(text)
    return "".join(part if place % 2 else BARE_URL.sub(r"<\1>", part) for place, part in enumerate(parts))


def blocks_in(call: Call) -> list[JSON]:
    if not call.has("blocks"):
        return []
    blocks = call.structure("blocks", "invalid_blocks_format")
    return completed(check_message(blocks), call.workspace.ids)


def attachments_in(call: Call) -> list[JSON]:
    attachments = call.structure("attachments", "invalid_attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        raise Refusal("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise Refusal("too_many_attachments")
    return [attachment_of(call, each, number) for number, each in enumerate(attachments, 1)]


def attachment_of(call: Call, attachment: JSON, number: int) -> JSON:
    full = {"id": number, "fallback": attachment.get("text") or "[no preview available]", **attachment}
    if "color" in full:
        full["color"] = str(full["color"]).removeprefix("#")
    if "blocks" in attachment:
        full["blocks"] = completed(check_message(attachment["blocks"], "invalid_attachments"), call.workspace.ids)
    return full


def metadata_in(call: Call) -> JSON | None:
    metadata = call.structure("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise Refusal("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise Refusal("invalid_metadata_format")
    if len(json.dumps(metadata)) > LARGEST_METADATA:
        raise Refusal("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def message_of(call: Call, channel: str, fields: JSON) -> Message:
    """The message of this app, with its own name or the one it chose."""
    message = Message(channel, call.slack.stamp(call.workspace), user=call.user, app_id=call.app.id, **fields)
    message.bot_id = call.token.bot_id or _bot_of(call)
    if "chat:write.customize" in call.token.scopes and call.token.is_bot:
        _disguise(call, message)
    return message


def _bot_of(call: Call) -> str | None:
    installed = call.slack.registry.installation(call.app.id, call.workspace.id)
    return installed.bot_id if installed else None


def _disguise(call: Call, message: Message) -> None:
    icons: dict[str, Any] = {}
    if call.has("icon_emoji"):
        icons["emoji"] = f":{call.text('icon_emoji').strip(':')}:"
    elif call.has("icon_url"):
        icons = {f"image_{size}": call.text("icon_url") for size in (36, 48, 72)}
    if call.has("username") or icons:
        message.subtype = "bot_message"
        message.username = call.text("username") or call.app.bot_name
        message.icons = icons or None
