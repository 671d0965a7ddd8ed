"""All apps, where they are installed, and whose each token is."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground import ids
from playground.apps import manifest as manifests
from playground.apps.app import App, credentials_for
from playground.apps.installation import Installation
from playground.apps.token import Token
from playground.refusal import Refusal
from playground.values import JSON

CONNECT = "connections:write"


@dataclass(slots=True)
class Registry:
    apps: dict[str, App] = field(default_factory=dict)
    installations: dict[tuple[str, str], Installation] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    counter: ids.Ids = field(default_factory=ids.Ids)

    def app(self, ref: str) -> App:
        for app in self.apps.values():
            if ref in (app.id, app.name) or ref.lower() == app.name.lower():
                return app
        raise Refusal("app_not_found", f"There is no app {ref}.")

    def by_client(self, client_id: str) -> App | None:
        return next((app for app in self.apps.values() if app.credentials.client_id == client_id), None)

    def register(self, manifest: JSON, fixed: JSON) -> App:
        """A new app, or the one of that name made anew; its credentials stay."""
        name = manifests.name_in(manifest)
        app = next((app for app in self.apps.values() if app.name == name), None)
        if app is None:
            app = App(
                id=str(fixed.get("app_id") or ids.named("A", name)), name=name, credentials=credentials_for(name, fixed)
            )
        manifests.obey(app, manifest)
        if fixed:
            self.tokens.pop(app.credentials.app_token, None)
            app.credentials = credentials_for(name, fixed)
        self.apps[app.id] = app
        value = app.credentials.app_token
        self.tokens[value] = Token(value=value, kind="app", app_id=app.id, scopes=(CONNECT, "authorizations:read"))
        return app

    def installation(self, app_id: str, team: str) -> Installation | None:
        return self.installations.get((app_id, team))

    def installed_in(self, team: str) -> list[Installation]:
        return [installed for (_, place), installed in self.installations.items() if place == team]

    def move(self, before: str, now: str) -> None:
        """What was installed in one workspace is installed in the other; what was installed elsewhere ends."""
        kept = {app: installed for (app, team), installed in self.installations.items() if team == before}
        for installed in kept.values():
            installed.team = now
        self.installations = {(app, now): installed for app, installed in kept.items()}
        for token in self.tokens.values():
            token.inactive = token.inactive or (bool(token.team) and token.team != before)
            token.team = now if token.team == before else token.team

    def heal(self, team: str) -> None:
        """Tokens that were revoked are good again; those of a removed app make way for new ones of the same value."""
        own = {installed.bot_token for installed in self.installed_in(team)}
        self.tokens = {
            value: token
            for value, token in self.tokens.items()
            if not (token.inactive and token.is_bot and token.team == team and value not in own)
        }
        for value in own:
            self.tokens[value].revoked = False

    def token(self, value: str) -> Token | None:
        return self.tokens.get(value)

    def bot_token(self, app: App, team: str, serial: int) -> str:
        """The first one is known beforehand; a new installation gets a new one."""
        if serial == 0 and app.credentials.bot_token:
            return app.credentials.bot_token
        number = str(int(ids.secret(app.name, team, length=12), 16))[:12]
        return "-".join(("xoxb", number, number[::-1], ids.secret(app.name, team, "bot", str(serial), length=24)))

    def user_token(self, app: App, team: str, user: str) -> str:
        number = str(int(ids.secret(app.name, team, user, length=12), 16))[:12]
        return "-".join(("xoxp", number, number[::-1], ids.secret(app.name, team, user, "user")))
