"""The Slack app manifest, made from what the features say they need and nothing else."""

from collections.abc import Iterable
from typing import Any

from bot.feature import About

SUMMARY = "Helps a team agree on words, find advice and hear of changes in time."
STORY = (
    "Parlance sits where people of many disciplines already talk. It keeps one glossary in which a word may have several "
    "meanings, notices when a word will be read differently in a thread, finds and runs playbooks, and tells everyone "
    "concerned, once and in time, when something will change. The language model runs inside the app: no message text "
    "leaves your workspace, and none is stored beyond what a feature needs."
)


def manifest(abouts: Iterable[About], url: str = "") -> dict[str, Any]:
    """With `url` (https://parlance.example.com) for HTTP and installation; without, for Socket Mode."""
    all_of = list(abouts)
    return {
        "display_information": _display(),
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Parlance", "always_online": True},
            "slash_commands": [_command(one, url) for about in all_of for one in about.commands],
            "shortcuts": [_shortcut(one) for about in all_of for one in about.shortcuts],
        },
        "oauth_config": _oauth(all_of, url),
        "settings": _settings(all_of, url),
    }


def scopes(abouts: Iterable[About]) -> dict[str, list[str]]:
    """Each scope with every reason for it."""
    reasons: dict[str, list[str]] = {}
    for about in abouts:
        for scope in about.scopes:
            reasons.setdefault(scope.name, []).append(f"{about.name}: {scope.why}")
    return dict(sorted(reasons.items()))


def _display() -> dict[str, Any]:
    return {
        "name": "Parlance",
        "description": SUMMARY,
        "long_description": STORY,
        "background_color": "#2f3e46",
    }


def _command(one: Any, url: str) -> dict[str, Any]:
    shape = {"command": one.name, "description": one.description, "should_escape": True}
    return shape | ({"usage_hint": one.hint} if one.hint else {}) | ({"url": f"{url}/slack/events"} if url else {})


def _shortcut(one: Any) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.kind,
        "callback_id": one.callback_id,
        "description": one.description,
    }


def _oauth(abouts: list[About], url: str) -> dict[str, Any]:
    shape: dict[str, Any] = {"scopes": {"bot": list(scopes(abouts))}}
    return shape | ({"redirect_urls": [f"{url}/slack/oauth_redirect"]} if url else {})


def _settings(abouts: list[About], url: str) -> dict[str, Any]:
    events: dict[str, Any] = {"bot_events": sorted({event for about in abouts for event in about.events})}
    door = {"request_url": f"{url}/slack/events"} if url else {}
    return {
        "event_subscriptions": events | door,
        "interactivity": {"is_enabled": True} | door,
        "org_deploy_enabled": False,
        "socket_mode_enabled": not url,
        "token_rotation_enabled": bool(url),
    }
