"""A message, as history, events and interactive payloads write it."""

from __future__ import annotations

from playground.shapes.file import file_shape
from playground.shapes.user import bot_profile
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.message import Message
from playground.workspace.workspace import Workspace


def message_shape(message: Message, workspace: Workspace, *, metadata: bool = True, thread: bool = True) -> JSON:
    shape: JSON = {"type": "message"}
    if message.subtype:
        shape["subtype"] = message.subtype
    shape |= _author(message, workspace)
    shape |= {"ts": message.ts, "text": message.text}
    if message.client_msg_id:
        shape["client_msg_id"] = message.client_msg_id
    shape |= _content(message, workspace, metadata=metadata)
    shape |= message.extra
    channel = workspace.channels.get(message.channel)
    if channel is not None:
        shape |= _surroundings(message, channel, workspace, thread=thread)
    return shape


def permalink(workspace: Workspace, message: Message) -> str:
    link = f"{workspace.url}archives/{message.channel}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={message.channel}"
    return link


def _author(message: Message, workspace: Workspace) -> JSON:
    """A classic bot message has a name of its own and no user; every other one has a user."""
    shape: JSON = {}
    if message.user and message.subtype != "bot_message":
        shape["user"] = message.user
    if message.username:
        shape["username"] = message.username
    if message.icons:
        shape["icons"] = message.icons
    if message.bot_id:
        shape["bot_id"] = message.bot_id
    if message.app_id:
        shape["app_id"] = message.app_id
    if message.bot_id in workspace.bots and message.subtype != "bot_message":
        shape["bot_profile"] = bot_profile(workspace.bots[message.bot_id], workspace)
    if message.subtype != "bot_message":
        shape["team"] = workspace.id
    return shape


def _content(message: Message, workspace: Workspace, *, metadata: bool) -> JSON:
    shape: JSON = {}
    if message.blocks:
        shape["blocks"] = message.blocks
    if message.attachments:
        shape["attachments"] = message.attachments
    files = [workspace.files[id] for id in message.files if id in workspace.files]
    if message.files:
        shape["files"] = [file_shape(file, workspace) for file in files]
        shape["upload"] = False
        shape["display_as_bot"] = False
    if message.edited_ts:
        shape["edited"] = {"user": message.edited_by, "ts": message.edited_ts}
    if message.metadata and metadata:
        shape["metadata"] = message.metadata
    if message.is_ephemeral:
        shape["is_ephemeral"] = True
    return shape


def _surroundings(message: Message, channel: Channel, workspace: Workspace, *, thread: bool) -> JSON:
    shape: JSON = {}
    if message.thread_ts:
        shape["thread_ts"] = message.thread_ts
    if message.is_reply:
        parent = channel.find(message.thread_ts or "")
        if parent is not None and parent.user:
            shape["parent_user_id"] = parent.user
        if message.broadcast and parent is not None and thread:
            shape["root"] = message_shape(parent, workspace)
    if message.replies:
        shape |= thread_summary(message, channel)
    if message.reactions:
        shape["reactions"] = reactions_shape(message)
    if any(pin.ts == message.ts for pin in channel.pins):
        shape["pinned_to"] = [channel.id]
    return shape


def thread_summary(message: Message, channel: Channel) -> JSON:
    replies = [reply for ts in message.replies if (reply := channel.find(ts)) is not None]
    authors = list(dict.fromkeys(reply.user or reply.bot_id or "" for reply in replies))
    return {
        "reply_count": len(replies),
        "reply_users_count": len(authors),
        "latest_reply": message.replies[-1],
        "reply_users": authors[:5],
        "is_locked": False,
        "subscribed": False,
    }


def reactions_shape(message: Message) -> list[JSON]:
    return [{"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()]
