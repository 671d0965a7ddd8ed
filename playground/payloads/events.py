"""The events of the Events API, each the same over HTTP and Socket Mode."""

from __future__ import annotations

from playground.apps.app import App
from playground.apps.installation import Installation
from playground.shapes.message import message_shape, permalink
from playground.shapes.view import view_shape
from playground.values import JSON
from playground.workspace.channel import Channel, Pin
from playground.workspace.message import Message
from playground.workspace.view import View
from playground.workspace.workspace import Workspace

LETTER = {"public": "C", "private": "G"}


def callback(event: JSON, app: App, installed: Installation, event_id: str, now: float, *, as_user: str | None) -> JSON:
    """The envelope around every event."""
    channel = event.get("channel", "")
    place = channel if isinstance(channel, str) else channel.get("id", "")
    return {
        "token": app.credentials.verification_token,
        "team_id": installed.team,
        "context_team_id": installed.team,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(now),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": installed.team,
                "user_id": as_user or installed.bot_user,
                "is_bot": as_user is None,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event['type']}-{installed.team}-{app.id}-{place}",
    }


def posted(message: Message, channel: Channel, workspace: Workspace) -> JSON:
    shape = message_shape(message, workspace)
    if message.files and not message.subtype:
        shape["subtype"] = "file_share"
    for later in ("reactions", "pinned_to", "is_ephemeral"):
        shape.pop(later, None)
    return {**shape, "channel": channel.id, "event_ts": message.ts, "channel_type": channel.type}


def mentioned(message: Message, channel: Channel, workspace: Workspace) -> JSON:
    kept = (
        "user", "type", "ts", "client_msg_id", "text", "team", "thread_ts", "parent_user_id", "blocks", "attachments",
        "files", "upload", "display_as_bot", "edited", "bot_id", "app_id", "bot_profile", "username", "subtype",
    )  # fmt: skip
    shape = message_shape(message, workspace)
    event = {key: shape[key] for key in kept if key in shape}
    return {**event, "type": "app_mention", "channel": channel.id, "event_ts": message.ts}


def changed(message: Message, previous: JSON, channel: Channel, workspace: Workspace, ts: str) -> JSON:
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": message_shape(message, workspace),
        "previous_message": previous,
        "channel": channel.id,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        "channel_type": channel.type,
    }


def deleted(ts: str, previous: JSON, channel: Channel, now_ts: str) -> JSON:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": previous,
        "channel": channel.id,
        "hidden": True,
        "deleted_ts": ts,
        "event_ts": now_ts,
        "ts": now_ts,
        "channel_type": channel.type,
    }


def reaction(kind: str, user: str, name: str, message: Message, ts: str) -> JSON:
    event: JSON = {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "event_ts": ts,
    }
    if message.user:
        event["item_user"] = message.user
    return event


def membership(
    kind: str, user: str, channel: Channel, workspace: Workspace, ts: str, inviter: str | None = None
) -> JSON:
    event: JSON = {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": LETTER.get(channel.kind, "G"),
        "team": workspace.id,
        "event_ts": ts,
    }
    if inviter:
        event["inviter"] = inviter
    return event


def pin(kind: str, user: str, pinned: Pin, channel: Channel, workspace: Workspace, ts: str) -> JSON:
    message = channel.find(pinned.ts)
    shape = message_shape(message, workspace) if message else {}
    link = {"permalink": permalink(workspace, message)} if message else {}
    return {
        "type": kind,
        "user": user,
        "channel_id": channel.id,
        "item": {
            "type": "message",
            "channel": channel.id,
            "message": {**shape, **link},
            "created": pinned.at,
            "created_by": pinned.by,
        },
        "item_user": message.user if message else "",
        "pin_count": len(channel.pins),
        "event_ts": ts,
    }


def link_shared(message: Message, links: list[JSON], channel: Channel, *, is_member: bool, unfurl_id: str) -> JSON:
    event: JSON = {
        "type": "link_shared",
        "user": message.user,
        "channel": channel.id,
        "message_ts": message.ts,
        "links": links,
        "source": "conversations_history",
        "unfurl_id": unfurl_id,
        "is_bot_user_member": is_member,
        "event_ts": message.ts,
    }
    if message.thread_ts:
        event["thread_ts"] = message.thread_ts
    return event


def metadata_posted(message: Message, channel: Channel, workspace: Workspace, ts: str) -> JSON:
    return {
        "type": "message_metadata_posted",
        "app_id": message.app_id,
        "bot_id": message.bot_id,
        "user_id": message.user,
        "team_id": workspace.id,
        "channel_id": channel.id,
        "metadata": message.metadata,
        "message_ts": message.ts,
        "event_ts": ts,
    }


def home_opened(user: str, channel: Channel, tab: str, view: View | None, ts: str) -> JSON:
    event: JSON = {
        "type": "app_home_opened",
        "user": user,
        "channel": channel.id,
        "tab": tab,
        "event_ts": ts,
    }
    if view is not None and tab == "home":
        event["view"] = view_shape(view)
    return event


def about_channel(kind: str, channel: Channel, actor: str, ts: str) -> JSON:
    """Archived, unarchived, deleted, left."""
    return {"type": kind, "channel": channel.id, "user": actor, "event_ts": ts}


def file_event(kind: str, file_id: str, user: str, ts: str, channel: str | None = None) -> JSON:
    event: JSON = {"type": kind, "file_id": file_id, "user_id": user, "file": {"id": file_id}, "event_ts": ts}
    if kind == "file_deleted":
        del event["file"], event["user_id"]
        event["channel_ids"] = [channel] if channel else []
    elif channel:
        event["channel_id"] = channel
    return event
