"""What an app says back to a command or through a response URL becomes a message."""

from __future__ import annotations

from typing import Any

from playground.block_kit.check import check_message
from playground.block_kit.complete import completed, short_id
from playground.deeds import messages as deeds
from playground.interactions.response_urls import ResponseUrl
from playground.refusal import Refusal
from playground.shapes.message import message_shape
from playground.slack import Slack
from playground.text.rich_text import rich_text
from playground.values import JSON
from playground.workspace.message import Message
from playground.workspace.workspace import Workspace


def answer(slack: Slack, workspace: Workspace, url: ResponseUrl, said: JSON) -> Message | None:
    """Post, replace or delete: what the app asks for."""
    original = _original(workspace, url)
    if said.get("delete_original"):
        if original is None:
            raise Refusal("message_not_found")
        deeds.delete(slack, workspace, original)
        return None
    fields = content(workspace, said)
    if said.get("replace_original") and original is not None:
        return deeds.change(slack, workspace, original, original.user, **fields)
    return _post(slack, workspace, url, said, fields)


def content(workspace: Workspace, said: JSON) -> JSON:
    text = str(said.get("text") or "")
    blocks = completed(check_message(said["blocks"]), workspace.ids) if said.get("blocks") else []
    attachments = said.get("attachments") or []
    if not text and not blocks and not attachments:
        raise Refusal("no_text")
    if not blocks and text:
        blocks = [rich_text(text, short_id(workspace.ids))]
    return {"text": text, "blocks": blocks, "attachments": attachments}


def body_of(ack_body: Any) -> JSON | None:
    """A command may be answered with JSON or with plain words; an empty answer says nothing."""
    if isinstance(ack_body, str) and ack_body.strip():
        return {"text": ack_body}
    if isinstance(ack_body, dict) and any(ack_body.get(key) for key in ("text", "blocks", "attachments")):
        return ack_body
    return None


def _original(workspace: Workspace, url: ResponseUrl) -> Message | None:
    channel = workspace.channels.get(url.channel)
    if channel is None or url.message_ts is None:
        return None
    return channel.ephemeral.get(url.message_ts) or channel.find(url.message_ts)


def _post(slack: Slack, workspace: Workspace, url: ResponseUrl, said: JSON, fields: JSON) -> Message:
    installed = slack.registry.installation(url.app_id, workspace.id)
    public = said.get("response_type") == "in_channel"
    message = Message(
        url.channel, slack.stamp(workspace), user=installed.bot_user if installed else None, app_id=url.app_id,
        bot_id=installed.bot_id if installed else None, thread_ts=said.get("thread_ts"), **fields,
    )  # fmt: skip
    if public:
        return deeds.post(slack, workspace, message)
    message.only_for = url.user
    _show(slack, workspace, message)
    return message


def _show(slack: Slack, workspace: Workspace, message: Message) -> None:
    """Whoever has just used a command is there to read the answer."""
    workspace.channels[message.channel].ephemeral[message.ts] = message
    shape = message_shape(message, workspace)
    slack.hub.tell(workspace.id, "message", [message.only_for or ""], channel=message.channel, message=shape)
