"""Who may see what happens in a conversation."""

from __future__ import annotations

from playground.workspace.channel import Channel


def audience(channel: Channel) -> list[str] | None:
    """`None`: everybody of the workspace."""
    return None if channel.kind == "public" else list(channel.members)
