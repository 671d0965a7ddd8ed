"""An app as its manifest describes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground import ids
from playground.values import JSON


@dataclass(frozen=True, slots=True)
class Command:
    command: str
    description: str = ""
    usage_hint: str = ""
    url: str | None = None
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    type: str
    name: str
    callback_id: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a developer copies from the app's settings page."""

    client_id: str
    client_secret: str
    signing_secret: str
    verification_token: str
    app_token: str
    bot_token: str = ""


@dataclass(slots=True)
class App:
    id: str
    name: str
    credentials: Credentials
    bot_name: str = ""
    description: str = ""
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    bot_scopes: tuple[str, ...] = ()
    user_scopes: tuple[str, ...] = ()
    bot_events: tuple[str, ...] = ()
    user_events: tuple[str, ...] = ()
    redirect_urls: tuple[str, ...] = ()
    unfurl_domains: tuple[str, ...] = ()
    has_bot: bool = True
    home_tab: bool = False
    messages_tab: bool = True
    messages_tab_read_only: bool = False
    is_interactive: bool = True
    transport: str = "socket"
    events_url: str | None = None
    interactivity_url: str | None = None
    options_url: str | None = None
    manifest: JSON = field(default_factory=dict)

    def command(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((shortcut for shortcut in self.shortcuts if shortcut.callback_id == callback_id), None)


def credentials_for(name: str, fixed: JSON) -> Credentials:
    """Made from the app's name: the same at every start. Built from parts, as real tokens must not look like these."""
    number = str(int(ids.secret(name, "number", length=12), 16))[:12]
    made = {
        "client_id": f"{number}.{number[::-1]}",
        "client_secret": ids.secret(name, "client"),
        "signing_secret": ids.secret(name, "signing"),
        "verification_token": ids.secret(name, "verification", length=24),
        "app_token": "-".join(("xapp", "1", ids.named("A", name, length=11), number, ids.secret(name, "app"))),
        "bot_token": "",
    }
    return Credentials(**{**made, **{key: str(value) for key, value in fixed.items() if key in made and value}})
