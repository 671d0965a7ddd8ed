"""The bot as it runs: over a real socket, over HTTP, installed by a workspace, stopped while at work."""

import asyncio
import dataclasses
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import Bot, abouts
from bot.manifest import manifest
from bot.manners import Manner
from bot.roles import Role
from bot.running import PortTaken, Running, bind, port_of
from bot.settings import Settings
from bot.teams import Teams
from store.database import Database
from tests.conversations.playground import WORLD, Control, playground
from tests.conversations.toy_reader import TITLES, ToyReader

OPEN = "performance got worse since Tuesday"
POSTING = {"type": "log", "entry": {"kind": "web_api", "name": "chat.postMessage", "status": "waiting"}}
pytestmark = pytest.mark.xdist_group("running")  # they share a Slack


@pytest.fixture(scope="module")
async def our_slack(session: aiohttp.ClientSession) -> AsyncIterator[Control]:
    """A Slack of its own: these apps are really connected."""
    with playground("--workspace", str(WORLD)) as url:
        yield Control(url, session)


@pytest.fixture
async def slack(our_slack: Control) -> Control:
    """Time stands still: on a busy machine nobody's three seconds are over too early."""
    await our_slack.do("reset")
    await our_slack.do("clock", running=False)
    return our_slack


@pytest.fixture
async def ours(database_file: Path) -> AsyncIterator[tuple[Bot, Database]]:
    database = Database.at(f"sqlite:///{database_file}")
    bot = Bot.of(Teams(database, lambda workspace: ToyReader(), TITLES.get, Manner(style="thread")))
    yield bot, database
    bot.door.close()
    database.close()


@pytest.fixture
async def known(slack: Control, ours: tuple[Bot, Database]) -> dict[str, Any]:
    """The app is set up and installed, whatever an earlier test did with it; its credentials."""
    made = await slack.do("app", manifest=manifest(abouts(ours[0])), transport="socket")
    credentials: dict[str, Any] = made["credentials"]
    return credentials


def settings(slack: Control, credentials: dict[str, Any], **more: Any) -> Settings:
    base = Settings(
        bot_token=credentials["bot_token"],
        app_token=credentials["app_token"],
        signing_secret=credentials["signing_secret"],
        slack_url=f"{slack.url}/api/",
    )
    return dataclasses.replace(base, **more)


class Started:
    """The bot at work until the block ends."""

    def __init__(self, chosen: Settings, bot: Bot, database: Database, http: socket.socket | None = None) -> None:
        self._ready = asyncio.Event()
        self._stop = asyncio.Event()
        running = Running(chosen, bot, database, self._stop, self._ready.set)
        self._serve = running.over_http(http) if http else running.over_socket(bind(0))

    async def __aenter__(self) -> "Started":
        self._task = asyncio.ensure_future(self._serve)
        ready = asyncio.ensure_future(self._ready.wait())
        await asyncio.wait([self._task, ready], timeout=60, return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():  # what stopped it is what the test should tell
            self._task.result()
        assert self._ready.is_set()
        return self

    def stop(self) -> None:
        self._stop.set()

    async def __aexit__(self, *_: object) -> None:
        self.stop()
        await asyncio.wait_for(self._task, 60)


async def noted(slack: Control, channel: str = "#team") -> str:
    said = await slack.do("message", as_="ana", channel=channel, text=OPEN, wait=True)
    note = {"type": "message", "message": {"thread_ts": said["ts"]}}
    heard = await slack.do("wait", after=0, match=note, timeout=60)
    return str(heard["events"][0]["message"]["text"])


async def test_over_socket_mode_a_note_comes(slack: Control, known: dict[str, Any], ours: tuple[Bot, Database]) -> None:
    await slack.do("invite", as_="ana", channel="#team", people=["Parlance"])

    async with Started(settings(slack, known), *ours):
        assert "*performance* is read in two ways" in await noted(slack)


async def test_over_http_a_note_comes_and_a_command_is_answered(
    slack: Control, known: dict[str, Any], ours: tuple[Bot, Database]
) -> None:
    door = bind(0)
    url = f"http://127.0.0.1:{port_of(door)}"
    chosen = settings(slack, known)

    async with Started(chosen, *ours, http=door):
        await slack.do(
            "app", manifest=manifest(abouts(ours[0]), url), request_url=f"{url}/slack/events", transport="http"
        )
        await slack.do("invite", as_="ana", channel="#general", people=["Parlance"])
        assert "*performance* is read in two ways" in await noted(slack, "#general")
        answer = await slack.do("command", as_="ana", channel="#team", command="/parlance", text="help")
        assert answer["outcome"] == "acknowledged"


async def test_who_is_told_to_stop_finishes_what_was_begun(
    slack: Control, known: dict[str, Any], ours: tuple[Bot, Database]
) -> None:
    await slack.do("invite", as_="ana", channel="#team", people=["Parlance"])
    slow = {"on": "web_api", "method": "chat.postMessage", "do": "slow", "seconds": 0.5, "times": 1}

    async with Started(settings(slack, known), *ours) as started:
        await slack.do("faults", add=slow)
        before = (await slack.look("state", as_="ana"))["seq"]
        said = await slack.do("message", as_="ana", channel="#team", text=OPEN)
        await slack.do("wait", after=before, match=POSTING, timeout=60)
        started.stop()
        await slack.do("clock", running=True)

    found = await slack.look("messages/%23team", as_="ana", thread_ts=said["ts"])
    assert len([one for one in found["messages"] if one.get("bot_id")]) == 1


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk's own use of aiohttp
async def test_a_workspace_installs_it_uses_it_and_takes_it_out(
    slack: Control, known: dict[str, Any], ours: tuple[Bot, Database], session: aiohttp.ClientSession
) -> None:
    door = bind(0)
    url = f"http://127.0.0.1:{port_of(door)}"
    many = {"bot_token": "", "app_token": "", "client_id": known["client_id"], "client_secret": known["client_secret"]}
    chosen = settings(slack, known, public_url=url, **many)

    async with Started(chosen, *ours, http=door):
        declared = manifest(abouts(ours[0]), url)
        await slack.do("app", manifest=declared, request_url=f"{url}/slack/events", transport="http", install=False)
        await install(session, url)
        await slack.do("invite", as_="ana", channel="#general", people=["Parlance"])
        assert "*performance* is read in two ways" in await noted(slack, "#general")
        assert tokens(ours[1]) == 1
        assert [role for _, role in ours[0].teams.of(next(iter(ours[0].teams._open))).people.roles()] == [Role.ADMIN]
        await slack.do("app-remove", app="Parlance")
        await slack.do("settle", timeout=60)
        await until(lambda: tokens(ours[1]) == 0)


async def test_a_taken_port_is_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen(1)

        with pytest.raises(PortTaken, match=r"^Port \d+ cannot be used .*Choose another with PORT"):
            bind(other.getsockname()[1])


async def install(session: aiohttp.ClientSession, url: str) -> None:
    """As a browser does: the button on the install page, Slack's consent, back with a code."""
    async with session.get(f"{url}/slack/install") as page:
        consent = link_in(await page.text(), "/oauth/v2/authorize")
        cookies = "; ".join(f"{name}={one.value}" for name, one in page.cookies.items())
    async with session.get(consent + "&allow=1", allow_redirects=False) as allowed:
        back = allowed.headers["Location"]
    async with session.get(back, headers={"Cookie": cookies}) as done:
        assert done.status == 200, await done.text()


def link_in(page: str, part: str) -> str:
    links = (piece.split('"')[0] for piece in page.split('href="')[1:])
    return next(link for link in links if part in link).replace("&amp;", "&")


def tokens(database: Database) -> int:
    with database.read() as connection:
        return int(connection.exec_driver_sql("select count(*) from slack_bots").scalar() or 0)


async def until(true: Any) -> None:
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.01)
