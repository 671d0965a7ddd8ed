"""A Slack app manifest, read as Slack reads it; what we do not know is named, not swallowed."""

from __future__ import annotations

from typing import Any

from playground.apps.app import App, Command, Shortcut
from playground.refusal import Refusal
from playground.values import JSON

KNOWN = {
    "_metadata": None,
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"app_home", "bot_user", "slash_commands", "shortcuts", "unfurl_domains", "assistant_view"},
    "oauth_config": {"scopes", "redirect_urls", "pkce_enabled"},
    "settings": {
        "event_subscriptions",
        "interactivity",
        "socket_mode_enabled",
        "org_deploy_enabled",
        "token_rotation_enabled",
    },
}


def name_in(manifest: JSON) -> str:
    name = manifest.get("display_information", {}).get("name")
    if not isinstance(name, str) or not name:
        raise Refusal("invalid_manifest", "The manifest needs display_information.name.")
    return name


def ignored(manifest: JSON) -> list[str]:
    found: list[str] = []
    for section, body in manifest.items():
        if section not in KNOWN:
            found.append(section)
        elif (known := KNOWN[section]) is not None and isinstance(body, dict):
            found.extend(f"{section}.{key}" for key in body if key not in known)
    return found


def obey(app: App, manifest: JSON) -> None:
    """Make the app what the manifest says."""
    _refuse_broken(manifest)
    app.manifest = manifest
    app.name = name_in(manifest)
    app.description = str(manifest["display_information"].get("description", ""))
    _features(app, manifest.get("features", {}))
    _oauth(app, manifest.get("oauth_config", {}))
    _settings(app, manifest.get("settings", {}))


def _refuse_broken(manifest: JSON) -> None:
    for section in ("display_information", "features", "oauth_config", "settings"):
        if not isinstance(manifest.get(section, {}), dict):
            raise Refusal("invalid_manifest", f"{section} must be an object.")


def _features(app: App, features: JSON) -> None:
    app.has_bot = "bot_user" in features or not features
    app.bot_name = str(features.get("bot_user", {}).get("display_name") or app.name)
    home = features.get("app_home", {})
    app.home_tab = bool(home.get("home_tab_enabled", False))
    app.messages_tab = bool(home.get("messages_tab_enabled", True))
    app.messages_tab_read_only = bool(home.get("messages_tab_read_only_enabled", False))
    app.commands = tuple(_command(raw) for raw in features.get("slash_commands", []))
    app.shortcuts = tuple(_shortcut(raw) for raw in features.get("shortcuts", []))
    app.unfurl_domains = tuple(features.get("unfurl_domains", []))


def _command(raw: JSON) -> Command:
    return Command(
        command=str(_needed(raw, "command")),
        description=str(raw.get("description", "")),
        usage_hint=str(raw.get("usage_hint", "")),
        url=raw.get("url"),
        should_escape=bool(raw.get("should_escape", False)),
    )


def _shortcut(raw: JSON) -> Shortcut:
    return Shortcut(
        type=str(_needed(raw, "type")),
        name=str(_needed(raw, "name")),
        callback_id=str(_needed(raw, "callback_id")),
        description=str(raw.get("description", "")),
    )


def _needed(raw: JSON, key: str) -> Any:
    if key not in raw:
        raise Refusal("invalid_manifest", f"A command or shortcut of the manifest has no {key}.")
    return raw[key]


def _oauth(app: App, oauth: JSON) -> None:
    scopes = oauth.get("scopes", {})
    app.bot_scopes = tuple(scopes.get("bot", []))
    app.user_scopes = tuple(scopes.get("user", []))
    app.redirect_urls = tuple(oauth.get("redirect_urls", []))


def _settings(app: App, settings: JSON) -> None:
    events = settings.get("event_subscriptions", {})
    interactivity = settings.get("interactivity", {})
    app.bot_events = tuple(events.get("bot_events", []))
    app.user_events = tuple(events.get("user_events", []))
    app.events_url = events.get("request_url")
    app.is_interactive = bool(interactivity.get("is_enabled", False))
    app.interactivity_url = interactivity.get("request_url")
    app.options_url = interactivity.get("message_menu_options_url") or app.interactivity_url
    app.transport = "socket" if settings.get("socket_mode_enabled", False) else "http"
