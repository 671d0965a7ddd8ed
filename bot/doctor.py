"""What the bot needs of Slack, checked one by one; each check that fails says how to mend it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings
from bot.views import installing

PATIENCE = 10.0
UNREACHABLE = (OSError, TimeoutError, aiohttp.ClientError)
MOST_SKEW = 120.0  # Slack's signatures are refused after five minutes


@dataclass(frozen=True)
class Check:
    """`ok` None: not needed in this installation."""

    name: str
    ok: bool | None
    says: str
    mend: str = ""


def good(name: str, says: str) -> Check:
    return Check(name, ok=True, says=says)


def bad(name: str, says: str, mend: str) -> Check:
    return Check(name, ok=False, says=says, mend=mend)


def unneeded(name: str, says: str) -> Check:
    return Check(name, ok=None, says=says)


@dataclass(frozen=True)
class Slack:
    settings: Settings
    client: AsyncWebClient
    wanted: frozenset[str]
    clock: Callable[[], float] = time.time

    async def checks(self) -> list[Check]:
        return [*await self._identity(), await self._socket(), self._secret(), *self._address()]

    async def _identity(self) -> list[Check]:
        if not self.settings.bot_token:
            return [self._without_token()]
        try:
            answer = await self.client.auth_test()
        except SlackApiError as error:
            return [_bad_token(error)]
        except UNREACHABLE as error:
            return [_unreachable("token", self.settings.slack_url, error)]
        return [self._token(answer), self._scopes(answer), self._skew(answer)]

    def _without_token(self) -> Check:
        if self.settings.installs_many:
            return unneeded("token", "each workspace brings its own")
        return bad(
            "token",
            "SLACK_BOT_TOKEN is not set",
            "Open your app at api.slack.com/apps, OAuth & Permissions, install it, and copy the Bot User OAuth Token.",
        )

    def _token(self, answer: AsyncSlackResponse) -> Check:
        if answer.get("is_enterprise_install"):
            return bad("token", f"it is for all of {answer['team']}, not for one workspace", installing.ORGANISATION)
        return good("token", f"I am {answer['user']} in {answer['team']}")

    def _scopes(self, answer: AsyncSlackResponse) -> Check:
        given = frozenset(_header(answer, "x-oauth-scopes").replace(" ", "").split(","))
        missing = sorted(self.wanted - given)
        if not missing:
            return good("scopes", f"all {len(self.wanted)} are granted")
        return bad(
            "scopes",
            f"missing: {', '.join(missing)}",
            "Paste the output of `parlance manifest` into your app's manifest, save, and reinstall the app.",
        )

    def _skew(self, answer: AsyncSlackResponse) -> Check:
        date = _header(answer, "date")
        skew = abs(self.clock() - parsedate_to_datetime(date).timestamp()) if date else 0.0
        if skew <= MOST_SKEW:
            return good("clock", f"{skew:.0f} s apart from Slack's")
        return bad("clock", f"{skew:.0f} s apart from Slack's", "Switch on time synchronisation (NTP).")

    async def _socket(self) -> Check:
        """Really connected, not only permitted to: what stands between us and Slack may refuse sockets alone."""
        if not self.settings.app_token:
            return unneeded("socket mode", "no SLACK_APP_TOKEN; HTTP is used")
        try:
            opened = await self.client.apps_connections_open(app_token=self.settings.app_token)
        except SlackApiError as error:
            return bad(
                "socket mode",
                f"Slack says {_code(error)}",
                "Basic Information, App-Level Tokens: make one with the scope connections:write, and switch on Socket Mode.",
            )
        except UNREACHABLE as error:
            return _unreachable("socket mode", self.settings.slack_url, error)
        return await greeted(str(opened["url"]))

    def _secret(self) -> Check:
        if self.settings.app_token and not self.settings.signing_secret:
            return unneeded("signing secret", "not needed in Socket Mode")
        if self.settings.signing_secret:
            return good("signing secret", "set")
        mend = "Basic Information, App Credentials: copy the Signing Secret into SLACK_SIGNING_SECRET."
        return bad("signing secret", "SLACK_SIGNING_SECRET is not set", mend)

    def _address(self) -> list[Check]:
        """Only who installs us into many workspaces is led back to an address of ours."""
        if not self.settings.installs_many:
            return []
        if self.settings.public_url.startswith("https://"):
            return [good("address", self.settings.public_url)]
        mend = "Set PARLANCE_URL to where people reach the HTTP side, for example https://parlance.example.com."
        return [bad("address", self.settings.public_url or "PARLANCE_URL is not set", mend)]


async def greeted(url: str) -> Check:
    """Closed at once: until then Slack counts us among those who listen, and tells again what we leave unanswered."""
    try:
        async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
            await socket.receive_json()
    except (*UNREACHABLE, TypeError, ValueError) as error:
        return bad(
            "socket mode",
            f"a connection is permitted, but not made: {type(error).__name__}",
            f"Let web sockets (wss, port 443) out to {urlsplit(url).hostname}: a proxy or a firewall stops them.",
        )
    return good("socket mode", "connected, and greeted by Slack")


def _bad_token(error: SlackApiError) -> Check:
    return bad(
        "token",
        f"Slack says {_code(error)}",
        "Copy the Bot User OAuth Token again: your app's page, OAuth & Permissions. Reinstall the app if it was revoked.",
    )


def _unreachable(name: str, url: str, error: BaseException) -> Check:
    return bad(name, f"{url} cannot be reached: {type(error).__name__}", "Check network, proxy, SLACK_API_URL.")


def _code(error: SlackApiError) -> str:
    """A proxy between us and Slack may answer something that is no answer of Slack's."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "no")) if isinstance(data, dict) else "something that cannot be read"


def _header(answer: AsyncSlackResponse, name: str) -> str:
    given = next((value for key, value in answer.headers.items() if key.lower() == name), "")
    return given[0] if isinstance(given, list) else str(given)
