"""A workspace that takes us out again: its tokens are forgotten at once, and what we hold open for it is closed."""

from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp

from bot.feature import About


@dataclass(frozen=True)
class Installed:
    @property
    def about(self) -> About:
        return About(
            name="Installation",
            help="When I am removed from a workspace, its tokens are deleted.",
            events=("app_uninstalled", "tokens_revoked"),
        )

    def register(self, app: AsyncApp) -> None:
        """Where many workspaces install us, Bolt's own listeners delete the tokens; one token needs nothing."""
        if app.installation_store is not None:
            app.enable_token_revocation_listeners()
