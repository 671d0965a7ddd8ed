"""People, channels and apps as the page draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.live.badges import badge, waiting
from playground.shapes.channel import bookmark_shape
from playground.shapes.user import zone
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.user import User
from playground.workspace.workspace import Workspace

if TYPE_CHECKING:
    from playground.apps.app import App
    from playground.slack import Slack


def channel_row(channel: Channel, viewer: str | None) -> JSON:
    me = viewer or channel.creator
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic.value,
        "purpose": channel.purpose.value,
        "is_member": channel.has(me),
        "is_open": not channel.is_direct or me in channel.open_for,
        "is_archived": channel.is_archived,
        "is_general": channel.is_general,
        "members": list(channel.members),
        "num_members": len(channel.members),
        "creator": channel.creator,
        "created": channel.created,
        **waiting(channel, me),
        "last_read": channel.last_read.get(me, "0"),
        "latest": channel.latest(),
        "user": channel.other(me) if channel.kind == "im" else None,
        "pins": [pin.ts for pin in channel.pins],
        "bookmarks": [bookmark_shape(bookmark, channel) for bookmark in channel.bookmarks],
        "canvas": channel.canvas,
    }


def person_row(user: User, workspace: Workspace, now: float) -> JSON:
    return {
        "id": user.id,
        "name": user.name,
        "display_name": user.display_name or user.real_name,
        "real_name": user.real_name,
        "title": user.title,
        "discipline": user.discipline,
        "squad": user.squad,
        **zone(user, now),
        "presence": user.presence,
        "dnd": user.dnd_until > now,
        "status_text": user.status_text,
        "status_emoji": user.status_emoji,
        "is_bot": user.is_bot,
        "is_admin": user.is_admin,
        "is_restricted": user.is_restricted,
        "app_id": user.app_id,
        "deleted": user.deleted,
        "avatar": f"/avatars/{user.id}.svg",
        "colour": user.colour,
        **({} if user.is_bot else badge(workspace, user.id)),
    }


def app_row(app: App, slack: Slack, workspace: Workspace) -> JSON:
    installed = slack.registry.installation(app.id, workspace.id)
    return {
        "id": app.id,
        "name": app.name,
        "description": app.description,
        "bot_user": installed.bot_user if installed else None,
        "bot_id": installed.bot_id if installed else None,
        "installed": installed is not None,
        "transport": app.transport,
        "connected": is_connected(app, slack),
        "connections": slack.sockets.count(app.id),
        "request_url": app.events_url,
        "home_tab": app.home_tab,
        "messages_tab": app.messages_tab,
        "messages_tab_read_only": app.messages_tab_read_only,
        "commands": [
            {"command": each.command, "description": each.description, "usage_hint": each.usage_hint}
            for each in app.commands
        ],
        "shortcuts": [
            {"type": each.type, "name": each.name, "callback_id": each.callback_id, "description": each.description}
            for each in app.shortcuts
        ],
    }


def is_connected(app: App, slack: Slack) -> bool:
    if app.transport == "socket":
        return slack.sockets.count(app.id) > 0
    return app.transport == "hand" or bool(app.events_url or app.interactivity_url)
