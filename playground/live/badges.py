"""How much waits for somebody: what they have not read, and how much of it calls them."""

from __future__ import annotations

from playground.text.mentions import calls_everybody, mentions
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.workspace import Workspace


def waiting(channel: Channel, user: str) -> JSON:
    """In one conversation; in a direct message everything is meant for oneself."""
    unread = channel.unread(user) if channel.has(user) else []
    if channel.is_direct:
        return {"unread": len(unread), "mentions": len(unread)}
    calls = sum(mentions(message.text, user) or calls_everybody(message.text) for message in unread)
    return {"unread": len(unread), "mentions": calls}


def badge(workspace: Workspace, user: str) -> JSON:
    """In all of them together."""
    each = [waiting(channel, user) for channel in workspace.channels.values() if not channel.is_archived]
    return {name: sum(counts[name] for counts in each) for name in ("unread", "mentions")}


def badges(workspace: Workspace, users: list[str]) -> JSON:
    """Of these people; bots read nothing."""
    return {user: badge(workspace, user) for user in users if not workspace.users[user].is_bot}
