"""What a person says, corrects, marks and shares."""

from __future__ import annotations

import base64
import uuid

from playground.control.ask import Ask
from playground.deeds import files, messages, reactions
from playground.deeds.audience import audience
from playground.refusal import Refusal
from playground.shapes.file import file_shape
from playground.shapes.message import message_shape
from playground.text.rich_text import rich_text
from playground.text.typed import encoded
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.message import Message


def message(ask: Ask) -> JSON:
    channel = ask.writable()
    text = typed(ask)
    attached = [ask.workspace.file(str(id)).id for id in ask.listing("files")]
    if not text.strip() and not attached and not ask.listing("blocks"):
        raise Refusal("no_text", "There is nothing to say.")
    said = _message(ask, channel, text, attached)
    messages.post(ask.slack, ask.workspace, said)
    for id in attached:
        files.shared(ask.slack, ask.workspace, ask.workspace.files[id], channel, said.ts)
    return {"channel": channel.id, "ts": said.ts, "message": message_shape(said, ask.workspace)}


def _message(ask: Ask, channel: Channel, text: str, attached: list[str]) -> Message:
    blocks = ask.listing("blocks")
    if text and not blocks:
        blocks = [rich_text(text, block_id(ask))]
    thread: JSON = {}
    if ask.has("thread_ts"):
        parent = channel.get(ask.text("thread_ts"), "thread_not_found")
        thread = {"thread_ts": parent.thread_ts or parent.ts, "broadcast": ask.flag("reply_broadcast")}
    return Message(
        channel.id, ask.slack.stamp(ask.workspace), text, user=ask.me.id, blocks=blocks, files=attached,
        client_msg_id=str(uuid.uuid4()), **thread,
    )  # fmt: skip


def typed(ask: Ask) -> str:
    text = ask.text("text").replace("\r\n", "\n")
    if len(text) > 40_000:
        raise Refusal("msg_too_long", "A message has at most 40,000 characters.")
    return text if ask.flag("raw") else encoded(text, ask.workspace)


def block_id(ask: Ask) -> str:
    return ask.workspace.ids.new("", 6)


def edit(ask: Ask) -> JSON:
    channel = ask.own_channel()
    said = channel.get(ask.needed("ts"))
    if said.user != ask.me.id or said.bot_id:
        raise Refusal("cant_update_message", "Only its author may edit a message.")
    text = typed(ask)
    blocks = [rich_text(text, block_id(ask))]
    messages.change(ask.slack, ask.workspace, said, ask.me.id, text=text, blocks=blocks)
    return {"message": message_shape(said, ask.workspace)}


def delete(ask: Ask) -> JSON:
    channel = ask.own_channel()
    said = channel.any(ask.needed("ts"))
    if said.only_for == ask.me.id:
        messages.dismiss(ask.slack, ask.workspace, said)
        return {}
    if said.user != ask.me.id and not ask.me.is_admin:
        raise Refusal("cant_delete_message", "Only its author or an admin may delete a message.")
    messages.delete(ask.slack, ask.workspace, said)
    return {}


def dismiss(ask: Ask) -> JSON:
    said = ask.channel().ephemeral.get(ask.needed("ts"))
    if said is None or said.only_for != ask.me.id:
        raise Refusal("message_not_found", f"{ask.me.name} has no such message to dismiss.")
    messages.dismiss(ask.slack, ask.workspace, said)
    return {}


def reaction(ask: Ask) -> JSON:
    said = ask.own_channel().get(ask.needed("ts"))
    deed = reactions.unreact if ask.flag("remove") else reactions.react
    deed(ask.slack, ask.workspace, said, ask.me.id, ask.needed("name").strip(":"))
    return {}


def pin(ask: Ask) -> JSON:
    deed = reactions.unpin if ask.flag("remove") else reactions.pin
    deed(ask.slack, ask.workspace, ask.own_channel(), ask.needed("ts"), ask.me.id)
    return {}


def upload(ask: Ask) -> JSON:
    content = _content(ask)
    file = files.new_file(ask.slack, ask.workspace, ask.needed("name"), ask.me.id, content, ask.text("title"))
    files.created(ask.slack, ask.workspace, file)
    answer: JSON = {}
    if ask.has("channel"):
        said = message(Ask(ask.slack, ask.workspace, {**ask.args, "files": [file.id]}))
        answer = {"message": said["message"], "channel": said["channel"], "ts": said["ts"]}
    return {"file": file_shape(file, ask.workspace), **answer}


def _content(ask: Ask) -> bytes:
    if not ask.has("base64"):
        return ask.text("content").encode()
    try:
        return base64.b64decode(ask.text("base64"))
    except ValueError:
        raise Refusal("invalid_argument", "'base64' is not what it says.") from None


def typing(ask: Ask) -> JSON:
    channel = ask.own_channel()
    ask.slack.hub.tell(
        ask.workspace.id, "typing", audience(channel),
        channel=channel.id, user=ask.me.id, thread_ts=ask.args.get("thread_ts"),
    )  # fmt: skip
    return {}


DEEDS = {
    "message": message,
    "edit-message": edit,
    "delete-message": delete,
    "feedback": dismiss,
    "reaction": reaction,
    "pin": pin,
    "upload": upload,
    "typing": typing,
}
