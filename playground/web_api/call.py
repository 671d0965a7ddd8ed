"""One call of the Web API: who calls, with what, and how to read it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playground.apps.app import App
from playground.apps.token import Token
from playground.refusal import Refusal
from playground.slack import Slack
from playground.values import JSON, read_json
from playground.wire.subscriptions import READS
from playground.workspace.channel import Channel
from playground.workspace.workspace import Workspace

TRUE = (True, "true", "1", 1, "True")


@dataclass(slots=True)
class Call:
    slack: Slack
    method: str
    args: JSON
    token: Token
    workspace: Workspace
    authorization: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def app(self) -> App:
        return self.slack.registry.apps[self.token.app_id]

    @property
    def user(self) -> str:
        """The person or bot in whose name this happens."""
        return self.token.user

    @property
    def now(self) -> int:
        return int(self.slack.clock.now())

    def has(self, name: str) -> bool:
        return self.args.get(name) not in (None, "")

    def text(self, name: str, otherwise: str = "") -> str:
        value = self.args.get(name)
        if value is None:
            return otherwise
        if isinstance(value, (dict, list)):
            return json.dumps(value)
        return str(value)

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        value = self.args.get(name)
        return otherwise if value in (None, "") else value in TRUE

    def number(self, name: str, otherwise: int) -> int:
        value = self.args.get(name)
        if value in (None, ""):
            return otherwise
        try:
            return int(float(str(value)))
        except (ValueError, OverflowError):
            raise Refusal(
                "invalid_arguments", response_metadata=_said(f"must provide an integer [json-pointer:/{name}]")
            ) from None

    def listing(self, name: str) -> list[str]:
        value = self.args.get(name)
        if isinstance(value, list):
            return [str(each) for each in value]
        return [each.strip() for each in str(value or "").split(",") if each.strip()]

    def structure(self, name: str, error: str) -> Any:
        """JSON, or JSON in a string."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return read_json(value)
        except ValueError:
            raise Refusal(error) from None

    def need_scope(self, *anyone: str) -> None:
        if not set(anyone) & set(self.token.scopes):
            raise Refusal("missing_scope", needed=",".join(anyone), provided=",".join(self.token.scopes))

    def channel(self, name: str = "channel", error: str = "channel_not_found") -> Channel:
        """A conversation the caller may know of."""
        ref = self.text(name)
        channel = self.workspace.channels.get(ref)
        if channel is None or not channel.visible_to(self.user):
            raise Refusal(error)
        return channel

    def member_channel(self, name: str = "channel") -> Channel:
        channel = self.channel(name)
        if not channel.has(self.user):
            raise Refusal("not_in_channel")
        return channel

    def readable(self, name: str = "channel", kind: str = "read") -> Channel:
        """With the scope that this kind of channel asks for: `channels:read`, `groups:history` …"""
        channel = self.channel(name)
        self.need_scope(READS[channel.kind].replace("read", kind))
        return channel


def _said(words: str) -> JSON:
    return {"messages": [f"[ERROR] {words}"]}


def invalid(words: str) -> Refusal:
    return Refusal("invalid_arguments", response_metadata=_said(words))
