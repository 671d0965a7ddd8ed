"""The past, written down afterwards and told to nobody."""

from __future__ import annotations

from playground.control.ask import Ask
from playground.refusal import Refusal
from playground.shapes.message import message_shape
from playground.text.rich_text import rich_text
from playground.text.typed import encoded
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.message import Message
from playground.workspace.workspace import Workspace, stamp_of


def write(ask: Ask) -> JSON:
    channel = ask.workspace.channel(ask.needed("channel"))
    said: list[Message] = []
    for raw in ask.listing("messages"):
        if not isinstance(raw, dict):
            raise Refusal("invalid_argument", "Each message is an object.")
        said.append(told(ask.workspace, channel, raw, said, ask.slack.clock.now()))
    return {"messages": [message_shape(message, ask.workspace) for message in said]}


def told(workspace: Workspace, channel: Channel, raw: JSON, before: list[Message], now: float) -> Message:
    """`thread` is the place of the parent among the messages told with it."""
    author = workspace.user(str(raw.get("as")))
    text = str(raw.get("text", ""))
    words = text if raw.get("raw") else encoded(text, workspace)
    message = Message(
        channel.id, _moment(workspace, channel, raw, now), words, user=author.id, bot_id=author.bot_id,
        app_id=author.app_id, thread_ts=_thread(raw, before),
        blocks=[rich_text(words, workspace.ids.new("", 6))] if words else [],
    )  # fmt: skip
    for name, people in (raw.get("reactions") or {}).items():
        message.reactions[name] = [workspace.user(str(person)).id for person in people]
    if raw.get("edited"):
        message.edited_by, message.edited_ts = author.id, message.ts
    channel.add(message)
    return message


def _thread(raw: JSON, before: list[Message]) -> str | None:
    if raw.get("thread_ts"):
        return str(raw["thread_ts"])
    place = raw.get("thread")
    if place is None:
        return None
    if not isinstance(place, int) or not 0 <= place < len(before):
        raise Refusal("invalid_argument", f"There is no message {place} to reply to.")
    return before[place].ts


def _moment(workspace: Workspace, channel: Channel, raw: JSON, now: float) -> str:
    if raw.get("ts"):
        return str(raw["ts"])
    at = int((now - float(raw["ago"])) * 1_000_000) if "ago" in raw else int(now * 1_000_000)
    while channel.find(stamp_of(at)) is not None:
        at += 1
    workspace.last_ts = max(workspace.last_ts, at) if "ago" not in raw else workspace.last_ts
    return stamp_of(at)


DEEDS = {"history": write}
