"""The app that is there from the start: it may do and hears everything, until its own manifest is posted."""

from __future__ import annotations

from playground.values import JSON

NAME = "Parlance"
SCOPES = (
    "app_mentions:read", "assistant:write", "bookmarks:read", "bookmarks:write", "canvases:read", "canvases:write",
    "channels:history", "channels:join", "channels:manage", "channels:read", "channels:write.invites",
    "channels:write.topic", "chat:write", "chat:write.customize", "chat:write.public", "commands", "dnd:read",
    "emoji:read", "files:read", "files:write", "groups:history", "groups:read", "groups:write", "im:history",
    "im:read", "im:write", "links:read", "links:write", "links.embed:write", "metadata.message:read", "mpim:history",
    "mpim:read", "mpim:write", "pins:read", "pins:write", "reactions:read", "reactions:write", "team:read",
    "usergroups:read", "usergroups:write", "users.profile:read", "users:read", "users:read.email", "users:write",
)  # fmt: skip
EVENTS = (
    "app_home_opened", "app_mention", "app_uninstalled", "channel_archive", "channel_created", "channel_left",
    "channel_rename", "channel_unarchive", "file_shared", "link_shared", "member_joined_channel",
    "member_left_channel", "message.channels", "message.groups", "message.im", "message.mpim", "pin_added",
    "pin_removed", "reaction_added", "reaction_removed", "team_join", "tokens_revoked", "user_change",
)  # fmt: skip


def manifest(name: str = NAME) -> JSON:
    return {
        "display_information": {"name": name, "description": "The app under test"},
        "features": {
            "bot_user": {"display_name": name, "always_online": True},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }
