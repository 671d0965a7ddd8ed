"""A workspace as JSON that can be imported again."""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import Any

from playground.interchange.said import OWN
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.message import Message
from playground.workspace.usergroup import UserGroup
from playground.workspace.workspace import Workspace

EMPTY: tuple[Any, ...] = (None, "", [], {}, False, 0)


def exported(workspace: Workspace) -> JSON:
    team = {
        "id": workspace.id,
        "name": workspace.name,
        "domain": workspace.domain,
        "email_domain": workspace.email_domain,
    }
    return {
        "playground": 1,
        "team": {**team, "ids": workspace.ids.number()},
        "squads": [asdict(squad) for squad in workspace.squads],
        "people": [brief(asdict(user)) for user in workspace.users.values()],
        "bots": [asdict(bot) for bot in workspace.bots.values()],
        "usergroups": [_group(group) for group in workspace.usergroups.values()],
        "emoji": dict(workspace.emoji),
        "files": [_file(asdict(file)) for file in workspace.files.values() if file.is_complete],
        "channels": [_channel(channel) for channel in workspace.channels.values()],
    }


def _channel(channel: Channel) -> JSON:
    told = brief(
        {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "creator": channel.creator,
            "created": channel.created,
            "members": list(channel.members),
            "open_for": list(channel.open_for),
            "topic": asdict(channel.topic),
            "purpose": asdict(channel.purpose),
            "is_archived": channel.is_archived,
            "is_general": channel.is_general,
            "previous_names": list(channel.previous_names),
            "pins": [asdict(pin) for pin in channel.pins],
            "bookmarks": [asdict(bookmark) for bookmark in channel.bookmarks],
            "last_read": {user: ts for user, ts in channel.last_read.items() if "." in ts},
        }
    )
    return {**told, "messages": [_message(message) for message in channel.messages()]}


def _message(message: Message) -> JSON:
    told = {name: getattr(message, name) for name in sorted(OWN)}
    return {"user": message.user, **brief(told)}


def _group(group: UserGroup) -> JSON:
    return brief(asdict(group))


def _file(file: JSON) -> JSON:
    return {**brief(file), "content": base64.b64encode(file["content"]).decode()}


def brief(told: JSON) -> JSON:
    """Without what is empty anyway."""
    return {key: value for key, value in told.items() if not any(value is each or value == each for each in EMPTY)}
