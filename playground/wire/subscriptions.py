"""Who hears of an event: subscribed to it, granted the scope for it, and present where it happened."""

from __future__ import annotations

from dataclasses import dataclass

from playground.apps.app import App
from playground.apps.installation import Installation
from playground.apps.registry import Registry
from playground.values import JSON
from playground.workspace.channel import Channel

MESSAGES = {
    "public": ("message.channels", "channels:history"),
    "private": ("message.groups", "groups:history"),
    "im": ("message.im", "im:history"),
    "mpim": ("message.mpim", "mpim:history"),
}
READS = {"public": "channels:read", "private": "groups:read", "im": "im:read", "mpim": "mpim:read"}
SCOPES = {
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "pin_added": "pins:read",
    "pin_removed": "pins:read",
    "link_shared": "links:read",
    "file_created": "files:read",
    "file_shared": "files:read",
    "file_public": "files:read",
    "file_change": "files:read",
    "file_deleted": "files:read",
    "team_join": "users:read",
    "user_change": "users:read",
    "user_status_changed": "users:read",
    "user_profile_changed": "users.profile:read",
    "dnd_updated_user": "dnd:read",
    "emoji_changed": "emoji:read",
    "subteam_created": "usergroups:read",
    "subteam_updated": "usergroups:read",
    "subteam_members_changed": "usergroups:read",
    "team_rename": "team:read",
    "message_metadata_posted": "metadata.message:read",
    "assistant_thread_started": "assistant:write",
    "assistant_thread_context_changed": "assistant:write",
}
FREE = {"app_home_opened", "app_uninstalled", "tokens_revoked", "app_mention", "link_shared"}
"""These reach an app wherever they happen; what may be read of them is settled elsewhere."""
PUBLIC = {
    "channel_created",
    "channel_rename",
    "channel_archive",
    "channel_unarchive",
    "channel_deleted",
    "file_created",
}
"""Told of every public channel, joined or not."""
CHANNEL_READS = PUBLIC | {"member_joined_channel", "member_left_channel", "channel_left", "channel_id_changed"}


@dataclass(frozen=True, slots=True)
class Ear:
    """Somebody through whom an app hears: its bot, or a person who gave it a token."""

    user: str
    scopes: tuple[str, ...]
    events: tuple[str, ...]


def listeners(
    event: JSON, app: App, installed: Installation, registry: Registry, channel: Channel | None
) -> str | None:
    """The user through whom this app hears the event; `None` when it does not."""
    ears = [Ear(installed.bot_user, installed.scopes, app.bot_events)]
    for user, value in installed.user_tokens.items():
        ears.append(Ear(user, registry.tokens[value].scopes, app.user_events))
    return next((ear.user for ear in ears if hears(event, ear, channel)), None)


def hears(event: JSON, ear: Ear, channel: Channel | None) -> bool:
    subscription, scope = wanted(event, channel)
    if subscription not in ear.events or (scope and scope not in ear.scopes):
        return False
    return channel is None or _present(event["type"], ear, channel)


def wanted(event: JSON, channel: Channel | None) -> tuple[str, str]:
    """The subscription an event falls under, and the scope it needs."""
    kind = str(event["type"])
    if kind == "message" and channel is not None:
        return MESSAGES[channel.kind]
    if kind in CHANNEL_READS and kind not in SCOPES:
        return kind, READS[channel.kind] if channel is not None else "channels:read"
    return kind, SCOPES.get(kind, "")


def _present(kind: str, ear: Ear, channel: Channel) -> bool:
    if kind in FREE or (kind in PUBLIC and channel.kind == "public"):
        return True
    return channel.has(ear.user)
