"""A workspace that takes us out again: its tokens are forgotten at once, and what we hold open for it is closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.listener.async_builtins import AsyncTokenRevocationListeners

from bot.board import Board
from bot.door import Door
from bot.feature import About
from bot.teams import Teams


@dataclass(frozen=True)
class Installed:
    teams: Teams
    door: Door

    @property
    def about(self) -> About:
        return About(
            name="Installation",
            help="When I am removed from a workspace, its tokens are deleted.",
            events=("app_uninstalled", "tokens_revoked"),
        )

    def register(self, board: Board) -> None:
        """Where many workspaces install us, tokens are deleted as Bolt's own listeners do; one token needs nothing."""
        store = board.app.installation_store
        bolts = AsyncTokenRevocationListeners(store) if store is not None else None

        async def uninstalled(context: Any) -> None:
            if bolts:
                await bolts.handle_app_uninstalled_events(context)
            await self.door(self.teams.forget, context["team_id"])

        async def revoked(event: Mapping[str, Any], context: Any) -> None:
            if bolts:
                await bolts.handle_tokens_revoked_events(dict(event), context)
            if event.get("tokens", {}).get("bot"):
                await self.door(self.teams.forget, context["team_id"])

        board.event("app_uninstalled", uninstalled)
        board.event("tokens_revoked", revoked)
