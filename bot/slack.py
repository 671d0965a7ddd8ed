"""How we reach Slack: one workspace with a token, or as many as install us; one client session for all calls."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization.async_authorize import AsyncInstallationStoreAuthorize
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Bot, abouts, connect
from bot.installations import LOGGER, Installations, OrganisationWide, States
from bot.manifest import scopes
from bot.settings import Settings
from bot.views import installing
from store.database import Database

NAME = "parlance.bolt"  # with each request Bolt sets the level of the logger called so: it must not be ours
A_MOMENT = 60  # seconds: Slack's limits count by the minute
TIMEOUT = aiohttp.ClientTimeout(total=10)  # the client's own timeout counts for nothing once it is given a session


@dataclass
class InFlight:
    """Listeners at work. Acknowledged is not done: a shutdown waits for these."""

    count: int = 0
    _idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def started(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        self.count += 1
        self._idle.clear()

    async def finished(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        self.count -= 1
        if not self.count:
            self._idle.set()

    async def done(self, seconds: float) -> bool:
        """False when some were still at work after that time."""
        if not self.count:
            return True
        try:
            await asyncio.wait_for(self._idle.wait(), seconds)
        except TimeoutError:
            return False
        return True


class InAMoment(AsyncRateLimitErrorRetryHandler):
    """Somebody waits for the answer: when Slack wants us away for longer they are told so, not kept waiting."""

    async def _can_retry_async(self, *, response: HttpResponse | None = None, **_: Any) -> bool:
        if response is None or response.status_code != 429:
            return False
        asked = next((value[0] for name, value in response.headers.items() if name.lower() == "retry-after"), "1")
        return asked.isdecimal() and int(asked) <= A_MOMENT


def client(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """No retry on a dropped connection: Slack may have taken the post, and would take it twice."""
    return AsyncWebClient(
        token=settings.bot_token or None,
        base_url=settings.slack_url,
        session=session,
        retry_handlers=[InAMoment(max_retry_count=2)],
    )


def application(settings: Settings, bot: Bot, database: Database, with_client: AsyncWebClient) -> AsyncApp:
    if settings.installs_many:
        return connect(_for_many(settings, bot, database, with_client), bot)
    app = AsyncApp(
        client=with_client,
        signing_secret=settings.signing_secret,
        raise_error_for_unhandled_request=True,
        name=NAME,
    )
    return connect(app, bot)


async def client_of(app: AsyncApp, workspace: str) -> AsyncWebClient | None:
    """With the token we were given, else with that of the workspace's installation; None where we are not."""
    known, store = app.client, app.installation_store
    if known.token or not isinstance(store, Installations):
        return known if known.token else None
    found = await store.bot_in(workspace)
    if found is None or not found.bot_token:
        return None
    return AsyncWebClient(
        token=found.bot_token, base_url=known.base_url, session=known.session, retry_handlers=known.retry_handlers
    )


def watch(app: AsyncApp) -> InFlight:
    in_flight = InFlight()
    app.listener_runner.listener_start_handler.handle = in_flight.started  # type: ignore[method-assign]
    app.listener_runner.listener_completion_handler.handle = in_flight.finished  # type: ignore[method-assign]
    return in_flight


def _for_many(settings: Settings, bot: Bot, database: Database, with_client: AsyncWebClient) -> AsyncApp:
    store = Installations.on(database, settings.client_id, bot.door, lambda team, by: _first(bot, team, by))
    return AsyncApp(
        client=with_client,
        signing_secret=settings.signing_secret,
        raise_error_for_unhandled_request=True,
        name=NAME,
        installation_store=store,
        authorize=_authorize(settings, store, with_client),  # type: ignore[arg-type] # an AsyncAuthorize will do as well
        oauth_settings=_oauth(settings, store, States.on(database, bot.door), list(scopes(abouts(bot)))),
    )


def _first(bot: Bot, team: str, by: str) -> bool:
    """Whoever installs us first may give roles, also where Slack does not make them an admin."""
    return bot.teams.of(team).people.first_admin(by)


def _authorize(
    settings: Settings, store: Installations, with_client: AsyncWebClient
) -> AsyncInstallationStoreAuthorize:
    """Bolt's own would rotate tokens at slack.com whatever Slack we talk to, and ask auth.test at every event."""
    return AsyncInstallationStoreAuthorize(
        logger=LOGGER,
        installation_store=store,
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        bot_only=True,
        cache_enabled=True,
        client=with_client,
    )


def _oauth(settings: Settings, store: Installations, states: States, wanted: Iterable[str]) -> AsyncOAuthSettings:
    parts = urlsplit(settings.slack_url)
    return AsyncOAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        scopes=list(wanted),
        user_scopes=[],
        installation_store=store,
        installation_store_bot_only=True,
        state_store=states,
        authorization_url=f"{parts.scheme}://{parts.netloc}/oauth/v2/authorize",
        redirect_uri=f"{settings.public_url}/slack/oauth_redirect" if settings.public_url else None,
        callback_options=AsyncCallbackOptions(success=_as_usual, failure=_refused),
        logger=LOGGER,
    )


async def _as_usual(args: AsyncSuccessArgs) -> BoltResponse:
    return await args.default.success(args)


async def _refused(args: AsyncFailureArgs) -> BoltResponse:
    """With a sentence of ours where we know better than Bolt what to do next."""
    if not isinstance(args.error, OrganisationWide):
        return await args.default.failure(args)
    return BoltResponse(
        status=400,
        headers={"Content-Type": "text/html; charset=utf-8"},
        body=installing.page(installing.ORGANISATION),
    )
