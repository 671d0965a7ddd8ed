"""Tokens that expire are renewed before they do; what cannot be renewed leaves no open door."""

import time
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient

from bot.door import Door
from bot.installations import Installations
from bot.settings import Settings
from bot.slack import _authorize
from store.database import Database

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's own use of aiohttp


class Renewing:
    """The two methods of Slack that this takes: each refresh token is good once."""

    def __init__(self) -> None:
        self.good = {"refresh-1": "bot-2"}

    async def test(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "url": "https://t1.slack.com/", "team_id": "T1", "user_id": "U0"})

    async def access(self, request: web.Request) -> web.Response:
        given = await request.post()
        fresh = self.good.pop(str(given.get("refresh_token")), "")
        if given.get("grant_type") != "refresh_token" or not fresh:
            return web.json_response({"ok": False, "error": "invalid_refresh_token"})
        answer = {"access_token": fresh, "refresh_token": "refresh-2", "expires_in": 43200, "token_type": "bot"}
        return web.json_response({"ok": True, "app_id": "A1", "team": {"id": "T1"}, "bot_user_id": "U0", **answer})


@pytest.fixture
async def slack() -> AsyncIterator[str]:
    app = web.Application()
    renewing = Renewing()
    app.router.add_post("/api/oauth.v2.access", renewing.access)
    app.router.add_post("/api/auth.test", renewing.test)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}/api/"
    await runner.cleanup()


@pytest.fixture
async def store(database: Database) -> AsyncIterator[Installations]:
    door = Door(2)
    yield Installations.on(database, "client", door)
    door.close()


def expiring(seconds: float, refresh: str) -> Installation:
    return Installation(
        app_id="A1",
        team_id="T1",
        user_id="U1",
        bot_token="bot-1",
        bot_id="B1",
        bot_user_id="U0",
        bot_refresh_token=refresh,
        bot_token_expires_at=int(time.time() + seconds),
    )


async def authorized(url: str, store: Installations) -> str | None:
    settings = Settings(client_id="client", client_secret="secret", slack_url=url)
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=url, session=session)
        authorize = _authorize(settings, store, client)
        found = await authorize(
            context=AsyncBoltContext({"client": client}), enterprise_id=None, team_id="T1", user_id="U1"
        )
    return found.bot_token if found else None


async def test_a_token_that_is_about_to_expire_is_renewed_once_and_kept(slack: str, store: Installations) -> None:
    await store.async_save(expiring(600, "refresh-1"))

    assert await authorized(slack, store) == "bot-2"
    assert await authorized(slack, store) == "bot-2"
    kept = await store.async_find_bot(enterprise_id=None, team_id="T1")
    assert kept
    assert kept.bot_token == "bot-2"
    assert kept.bot_refresh_token == "refresh-2"


async def test_a_token_that_is_good_for_long_is_left_alone(slack: str, store: Installations) -> None:
    await store.async_save(expiring(10 * 3600, "refresh-1"))

    assert await authorized(slack, store) == "bot-1"


async def test_a_token_that_cannot_be_renewed_opens_nothing(slack: str, store: Installations) -> None:
    await store.async_save(expiring(-60, "refresh-used"))

    assert await authorized(slack, store) is None
