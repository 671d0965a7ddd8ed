"""What can go wrong on the way from Slack's consent back to us: nothing is installed, and a page says what to do."""

import dataclasses
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest

from bot.app import Bot
from bot.slack import application, client
from bot.web import Health, web
from tests.bot import signed
from tests.bot.test_running import link_in, settings, tokens
from tests.conversations.conftest import House

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's own use of aiohttp


@pytest.fixture
async def http(bot: Bot, house: House) -> AsyncIterator[httpx.AsyncClient]:
    many = {"bot_token": "", "app_token": "", "public_url": "https://parlance.example.com"}
    known = {name: house.credentials[name] for name in ("client_id", "client_secret")}
    chosen = dataclasses.replace(settings(house.control, house.credentials), **many, **known)
    app = application(chosen, bot, bot.teams.database, client(chosen, house.control.session))
    served = web(app, bot, Health.of(bot, _yes))
    transport = httpx.ASGITransport(served)
    async with httpx.AsyncClient(transport=transport, base_url="https://parlance.example.com") as opened:
        yield opened


async def _yes() -> bool:
    return True


async def state(http: httpx.AsyncClient) -> str:
    page = await http.get("/slack/install")
    return page.text.split("state=")[1].split("&")[0].split('"')[0]


async def test_the_page_leads_to_slacks_consent_with_our_scopes(http: httpx.AsyncClient) -> None:
    page = await http.get("/slack/install")

    assert page.status_code == 200
    assert "/oauth/v2/authorize?" in page.text
    assert "chat%3Awrite" in page.text or "chat:write" in page.text


@pytest.mark.parametrize(
    "back",
    [
        {"error": "access_denied"},
        {"code": "made-up"},
        {"code": "made-up", "state": "forged"},
        {},
    ],
    ids=lambda back: " ".join(back) or "nothing",
)
async def test_who_comes_back_without_consent_installs_nothing(
    http: httpx.AsyncClient, bot: Bot, back: dict[str, str]
) -> None:
    await state(http)

    page = await http.get("/slack/oauth_redirect", params=back)

    assert page.status_code < 500
    assert "again" in page.text
    assert tokens(bot.teams.database) == 0


async def test_a_code_that_slack_does_not_know_installs_nothing(http: httpx.AsyncClient, bot: Bot) -> None:
    page = await http.get("/slack/oauth_redirect", params={"code": "made-up", "state": await state(http)})

    assert 400 <= page.status_code < 500
    assert "again" in page.text
    assert tokens(bot.teams.database) == 0


async def test_a_whole_organisation_is_told_to_install_workspace_by_workspace(
    http: httpx.AsyncClient, bot: Bot, house: House
) -> None:
    consent = link_in((await http.get("/slack/install")).text, "/oauth/v2/authorize")
    async with house.control.session.get(f"{consent}&allow=1&org=1", allow_redirects=False) as allowed:
        back = urlsplit(allowed.headers["Location"])

    page = await http.get(f"{back.path}?{back.query}")

    assert page.status_code == 400
    assert "install it in every workspace that wants it" in page.text
    assert tokens(bot.teams.database) == 0


async def test_a_state_is_good_in_the_browser_that_began_and_once(http: httpx.AsyncClient, bot: Bot) -> None:
    given = await state(http)
    http.cookies.clear()

    elsewhere = await http.get("/slack/oauth_redirect", params={"code": "made-up", "state": given})

    assert 400 <= elsewhere.status_code < 500
    assert tokens(bot.teams.database) == 0


async def test_events_of_a_workspace_that_never_installed_us_are_not_read(
    http: httpx.AsyncClient, house: House, bot: Bot
) -> None:
    secret = house.credentials["signing_secret"]
    body, headers = signed.event(
        {
            "type": "event_callback",
            "team_id": "T0STRANGER",
            "api_app_id": "A1",
            "event_id": "Ev1",
            "event": {"type": "message", "channel": "C1", "user": "U1", "ts": "1.1", "text": "performance"},
        },
        secret,
    )

    answer = await http.post("/slack/events", content=body, headers=headers)

    assert answer.status_code < 500
    assert bot.teams.ready("T0STRANGER") is None
