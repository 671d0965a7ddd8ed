"""The bot in this process, the playground in another: a deed is over when the bot has dealt with all of it."""

import asyncio
import io
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.listener.async_listener import AsyncListener
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Bot, abouts, connect
from bot.library import Library
from bot.logs import configure
from bot.manifest import manifest
from bot.manners import Manner
from bot.recognising import Recognising
from bot.teams import Teams
from store.database import Database
from store.workspace import Workspace
from tests.conversations.hands import APP, Slack
from tests.conversations.playground import WORLD, Control, playground
from tests.conversations.post import Post
from tests.conversations.toy_pages import PAGES, ToyPages
from tests.conversations.toy_reader import TERMS, TITLES, ToyReader
from tests.conversations.toy_recogniser import ToyRecogniser

LOG = io.StringIO()  # one for all tests, also for those that borrow these fixtures
CHANNELS = ["#general", "#team", "#modelling", "#board"]
UNHURRIED = 60  # seconds


@dataclass(frozen=True)
class House:
    """What lasts for the whole session."""

    control: Control
    credentials: dict[str, str]
    template: Path

    @property
    def base_url(self) -> str:
        return f"{self.control.url}/api/"


@pytest.fixture(scope="session", autouse=True)
def log_stream() -> io.StringIO:
    """Everything that is logged, as one would read it in production."""
    configure("json", LOG)
    return LOG


@pytest.fixture
def logged(log_stream: io.StringIO) -> Callable[[], str]:
    """What was logged during this test."""
    began = log_stream.tell()
    return lambda: log_stream.getvalue()[began:]


@pytest.fixture(scope="session")
def playground_url() -> Iterator[str]:
    with playground("--workspace", str(WORLD)) as url:
        yield url


@pytest.fixture(scope="session")
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as opened:
        yield opened
    await asyncio.sleep(0)


@pytest.fixture(scope="session")
async def house(
    playground_url: str, session: aiohttp.ClientSession, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> House:
    control = Control(playground_url, session)
    template = shutil.copy(migrated_file, tmp_path_factory.mktemp("house") / "template.db")
    database = Database.at(f"sqlite:///{template}")
    declared = manifest(abouts(Bot.of(_teams(database))))
    made = await control.do("app", manifest=declared, transport="hand", channels=CHANNELS)
    database.close()  # which also folds SQLite's write-ahead log into the file
    return House(control, made["credentials"], template)


@pytest.fixture
def database_file(house: House, tmp_path: Path) -> Path:
    return Path(shutil.copy(house.template, tmp_path / "parlance.db"))


@pytest.fixture
def bot(database_file: Path) -> Iterator[Bot]:
    """A fresh bot, as after a restart with an empty database."""
    database = Database.at(f"sqlite:///{database_file}")
    made = Bot.of(_teams(database), library=Library(PAGES, lambda report: ToyPages()))
    made = replace(made, recognising=Recognising(ToyRecogniser))
    yield made
    made.door.close()
    database.close()


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody waits, what takes more than a second or two to read is left out: on a busy machine too early."""
    for module in ("checking", "drafting"):
        monkeypatch.setattr(f"bot.{module}.READ_IN_TIME", UNHURRIED)


@pytest.fixture
def surprises_are_expected() -> None:
    """For tests about surprises."""


@pytest.fixture
async def slack(
    house: House, bot: Bot, logged: Callable[[], str], request: pytest.FixtureRequest
) -> AsyncIterator[Slack]:
    """A surprise fails the test in which it happened, unless the test is about surprises."""
    await house.control.do("reset")
    await house.control.do("clock", running=False)  # on a busy machine nobody's three seconds are over too early
    hands = Slack(house.control, carrier(house, bot))
    await hands.settle()
    yield hands
    await house.control.do("faults", clear=True)
    assert "surprises_are_expected" in request.fixturenames or '"surprise"' not in logged(), logged()


@pytest.fixture
async def here(slack: Slack, bot: Bot) -> Workspace:
    """Ana's workspace, as the bot keeps it."""
    state = await slack.control.look("state", as_="ana")
    return Workspace(bot.teams.database, state["team"]["id"])


@pytest.fixture
def post(house: House, bot: Bot, slack: Slack) -> Post:
    return Post(house.credentials["bot_token"], house.base_url, bot, slack)


def carrier(house: House, bot: Bot) -> "Carrier":
    client = AsyncWebClient(
        token=house.credentials["bot_token"], base_url=house.base_url, session=house.control.session, retry_handlers=[]
    )

    def app(*, finishes: bool) -> AsyncApp:
        made = AsyncApp(
            client=client,
            signing_secret=house.credentials["signing_secret"],
            process_before_response=finishes,
            raise_error_for_unhandled_request=True,
            name=APP,
        )
        return connect(made, bot)

    return Carrier(app(finishes=True), lambda: app(finishes=False))


class Carrier:
    """Dispatch waits for the listener, so that nothing needs to sleep.

    But a form is answered as soon as it is acknowledged, as in life: only then Slack draws what the rest works upon.
    """

    def __init__(self, patient: AsyncApp, made: Callable[[], AsyncApp]) -> None:
        self._patient, self._made, self._unfinished = patient, made, 0
        self._all_finished = asyncio.Event()

    async def __call__(self, delivery: dict[str, Any]) -> tuple[int, Any]:
        form = delivery["payload"].get("type") == "view_submission"
        request = AsyncBoltRequest(mode="socket_mode", body=delivery["payload"])
        response = await (self._prompt if form else self._patient).async_dispatch(request)
        kind = response.headers.get("content-type", [""])[0]
        body = json.loads(response.body) if kind.startswith("application/json") else response.body or None
        return response.status, body

    async def rest(self) -> None:
        """Until every form that was acknowledged is dealt with."""
        while self._unfinished:
            self._all_finished.clear()
            await self._all_finished.wait()

    @cached_property
    def _prompt(self) -> AsyncApp:
        """Made for the first form: half of the conversations have none."""
        app = self._made()
        runner = app.listener_runner
        runner.listener_start_handler = _Counts(runner.listener_start_handler, self._began)
        runner.listener_completion_handler = _Counts(runner.listener_completion_handler, self._ended)
        runner.run = _unhurried(runner.run)
        return app

    def _began(self) -> None:
        self._unfinished += 1

    def _ended(self) -> None:
        self._unfinished -= 1
        self._all_finished.set()


def _unhurried(run: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Bolt waits three seconds of its own clock for an acknowledgement: on a busy machine they are over too early."""

    async def runs(*, listener: AsyncListener, **about: Any) -> Any:
        listener.ack_timeout = UNHURRIED
        return await run(listener=listener, **about)

    return runs


class _Counts:
    """One of Bolt's handlers, which also tells us."""

    def __init__(self, handler: Any, tell: Callable[[], None]) -> None:
        self._handler, self._tell = handler, tell

    async def handle(self, **about: Any) -> None:
        await self._handler.handle(**about)
        self._tell()


def _teams(database: Database) -> Teams:
    return Teams(database, lambda workspace: ToyReader(), TITLES.get, Manner(style="thread"), TERMS)
