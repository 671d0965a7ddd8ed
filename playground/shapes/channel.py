"""A conversation, as `conversations.info` and the channel events write it."""

from __future__ import annotations

from playground.values import JSON
from playground.workspace.channel import Bookmark, Channel, Saying
from playground.workspace.workspace import Workspace


def channel_shape(channel: Channel, workspace: Workspace, viewer: str, *, members: bool = False) -> JSON:
    """What `viewer` is told of it."""
    shape = _direct(channel, workspace, viewer) if channel.kind == "im" else _room(channel, workspace, viewer)
    if members:
        shape["num_members"] = len(channel.members)
    return shape


def listed_shape(channel: Channel, workspace: Workspace, viewer: str, *hidden: str, members: bool = False) -> JSON:
    """The same, without what Slack keeps back in lists."""
    shape = channel_shape(channel, workspace, viewer, members=members)
    return {key: value for key, value in shape.items() if key not in hidden}


def event_shape(channel: Channel, workspace: Workspace) -> JSON:
    """What `channel_created` tells everybody."""
    return listed_shape(channel, workspace, "", "is_member", "last_read")


def _direct(channel: Channel, workspace: Workspace, viewer: str) -> JSON:
    other = channel.other(viewer)
    return {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": workspace.id,
        "updated": _milliseconds(channel),
        "user": other,
        "last_read": channel.last_read.get(viewer, "0000000000.000000"),
        "is_open": viewer in channel.open_for,
        "is_user_deleted": other in workspace.users and workspace.users[other].deleted,
        "priority": 0,
    }


def _room(channel: Channel, workspace: Workspace, viewer: str) -> JSON:
    shape: JSON = {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "public",
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_general": channel.is_general,
        "unlinked": 0,
        "name_normalized": channel.name,
        "is_shared": False,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "context_team_id": workspace.id,
        "updated": _milliseconds(channel),
        "creator": channel.creator,
        "is_ext_shared": False,
        "shared_team_ids": [workspace.id],
        "pending_connected_team_ids": [],
        "is_member": channel.has(viewer),
        "topic": saying_shape(channel.topic),
        "purpose": saying_shape(channel.purpose),
        "previous_names": list(channel.previous_names),
    }
    if channel.has(viewer):
        shape["last_read"] = channel.last_read.get(viewer, "0000000000.000000")
    if channel.canvas:
        shape["properties"] = {"canvas": {"file_id": channel.canvas, "is_empty": False}}
    return shape


def _milliseconds(channel: Channel) -> int:
    return (channel.updated or channel.created) * 1000


def saying_shape(saying: Saying) -> JSON:
    return {"value": saying.value, "creator": saying.creator, "last_set": saying.last_set}


def bookmark_shape(bookmark: Bookmark, channel: Channel) -> JSON:
    return {
        "id": bookmark.id,
        "channel_id": channel.id,
        "title": bookmark.title,
        "link": bookmark.link,
        "emoji": bookmark.emoji,
        "icon_url": None,
        "type": bookmark.type,
        "entity_id": bookmark.entity_id,
        "date_created": bookmark.created,
        "date_updated": bookmark.updated,
        "rank": "",
        "last_updated_by_user_id": bookmark.by,
        "last_updated_by_team_id": "",
        "shortcut_id": None,
        "app_id": bookmark.app_id,
    }
