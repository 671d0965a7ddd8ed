"""Manifests for the apps of these tests."""

from __future__ import annotations

from typing import Any

from playground.seed.default_app import EVENTS, SCOPES

SHORTCUTS = [
    {"name": "Explain this", "type": "message", "callback_id": "explain", "description": "Explain a message"},
    {"name": "New thing", "type": "global", "callback_id": "new_thing", "description": "Make a new thing"},
]
COMMANDS = [
    {"command": "/define", "description": "Say what a word means", "usage_hint": "[word]", "should_escape": False},
    {"command": "/escaped", "description": "Gets ids", "should_escape": True},
]


def manifest(name: str = "Tester", **settings: Any) -> dict[str, Any]:
    return {
        "display_information": {"name": name},
        "features": {
            "bot_user": {"display_name": name},
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "slash_commands": COMMANDS,
            "shortcuts": SHORTCUTS,
            "unfurl_domains": ["wiki.example.com"],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}, "redirect_urls": ["http://127.0.0.1/back"]},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
            **settings,
        },
    }
