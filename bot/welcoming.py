"""Bolt runs the first listener only, so there is one for people who join a channel: it asks every feature that welcomes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.board import Board
from bot.coming import Coming, Welcome
from bot.feature import About


@dataclass(frozen=True)
class Welcoming:
    welcomes: tuple[Welcome, ...]

    @property
    def about(self) -> About:
        return About(
            name="Joining", help="I hear when somebody joins a channel I am in.", events=("member_joined_channel",)
        )

    def register(self, board: Board) -> None:
        board.event("member_joined_channel", self.on_joined)

    async def on_joined(self, event: Mapping[str, Any], client: AsyncWebClient, context: Mapping[str, Any]) -> None:
        coming = Coming.from_event(event, context)
        for welcome in self.welcomes:
            await welcome(coming, client)
