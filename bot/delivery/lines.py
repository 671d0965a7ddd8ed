"""Which token reaches a workspace: the one we were given, or the one of its installation."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.desk import Line, NotInstalled
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.installations import Installations


@dataclass(frozen=True)
class Tokens:
    """A token is asked for at every delivery, so that a workspace that takes us out is not written to again."""

    settings: Settings
    session: aiohttp.ClientSession = field(repr=False)
    installations: "Installations | None" = None
    _addresses: dict[str, str] = field(default_factory=dict, repr=False)

    async def __call__(self, workspace: str) -> Line:
        # no retries of the library's own: it would post again after a dropped connection
        client = AsyncWebClient(
            token=await self._token(workspace),
            base_url=self.settings.slack_url,
            session=self.session,
            retry_handlers=[],
        )
        return Line(client, await self._address(client, workspace))

    async def _token(self, workspace: str) -> str:
        if self.installations is None:
            if not self.settings.bot_token:
                raise NotInstalled(workspace)
            return self.settings.bot_token
        found = await self.installations.bot_in(workspace)
        if found is None or not found.bot_token:
            raise NotInstalled(workspace)
        return str(found.bot_token)

    async def _address(self, client: AsyncWebClient, workspace: str) -> str:
        """Only for the link in the ledger: not worth a failure."""
        if workspace not in self._addresses:
            try:
                self._addresses[workspace] = str((await client.auth_test()).get("url", ""))
            except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError):
                return ""
        return self._addresses[workspace]
