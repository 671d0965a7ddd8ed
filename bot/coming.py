"""Somebody came into a channel, as a plain value; Slack's dictionary stops here."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True)
class Coming:
    """`is_me`: we were invited ourselves."""

    workspace: str
    channel: str
    person: str
    is_me: bool = False

    @classmethod
    def from_event(cls, event: Mapping[str, Any], context: Mapping[str, Any]) -> "Coming":
        person = event["user"]
        return cls(context["team_id"], event["channel"], person, person == context.get("bot_user_id"))


Welcome = Callable[[Coming, AsyncWebClient], Awaitable[None]]
