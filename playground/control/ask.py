"""One request of the control API: who asks, for what, where."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from playground.apps.app import App
from playground.deeds.channels import open_direct
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON
from playground.workspace.channel import Channel
from playground.workspace.user import User
from playground.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Ask:
    slack: Slack
    workspace: Workspace
    args: JSON

    @property
    def me(self) -> User:
        ref = self.args.get("as")
        if ref in (None, ""):
            return self.workspace.people()[0]
        user = self.workspace.user(str(ref))
        if user.deleted:
            raise Refusal("user_deleted", f"{user.name} has left this workspace.")
        return user

    @property
    def now(self) -> int:
        return int(self.slack.clock.now())

    def has(self, name: str) -> bool:
        return self.args.get(name) not in (None, "")

    def text(self, name: str, otherwise: str = "") -> str:
        value = self.args.get(name)
        return otherwise if value is None else str(value)

    def needed(self, name: str) -> str:
        if not self.has(name):
            raise Refusal("missing_argument", f"Say {name!r}.")
        return self.text(name)

    def flag(self, name: str) -> bool:
        return self.args.get(name) in (True, "true", "1", 1)

    def number(self, name: str, otherwise: float) -> float:
        value = self.args.get(name)
        if value in (None, ""):
            return otherwise
        try:
            number = float(str(value))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise Refusal("invalid_argument", f"{name!r} must be a number.")
        return number

    def listing(self, name: str) -> list[Any]:
        value = self.args.get(name)
        return value if isinstance(value, list) else [value] if value not in (None, "") else []

    def people(self, name: str = "people") -> list[str]:
        return [self._person(str(each)) for each in self.listing(name)]

    def app(self, name: str = "app") -> App:
        if not self.has(name):
            return self._only_app()
        return self.slack.registry.app(self.text(name))

    def channel(self, name: str = "channel") -> Channel:
        """By id or name; a person's name stands for the direct message with them."""
        ref = self.needed(name)
        if ref.startswith("@"):
            return open_direct(self.slack, self.workspace, [self._person(ref)], self.me.id)
        if ref in self.workspace.users:
            return open_direct(self.slack, self.workspace, [ref], self.me.id)
        channel = self.workspace.channel(ref)
        if not channel.visible_to(self.me.id):
            raise Refusal("channel_not_found", f"{self.me.name} does not see {ref}.")
        return channel

    def own_channel(self) -> Channel:
        channel = self.channel()
        if not channel.has(self.me.id):
            raise Refusal("not_in_channel", f"{self.me.name} is not in #{channel.name}.")
        return channel

    def writable(self) -> Channel:
        channel = self.own_channel()
        if channel.is_archived:
            raise Refusal("is_archived", f"#{channel.name} is archived.")
        return channel

    def _person(self, ref: str) -> str:
        """A person, or an app, which is meant by its bot."""
        try:
            return self.workspace.user(ref).id
        except Refusal:
            app = self.slack.registry.app(ref.removeprefix("@"))
            installed = self.slack.registry.installation(app.id, self.workspace.id)
            if installed is None:
                raise Refusal("not_installed", f"{app.name} is not installed here.") from None
            return installed.bot_user

    def _only_app(self) -> App:
        installed = self.slack.registry.installed_in(self.workspace.id)
        if not installed:
            raise Refusal("app_not_found", "No app is installed here.")
        return self.slack.registry.apps[installed[0].app_id]
