"""One playground, one Bolt app, one Chromium and one page for all these tests; emptied and reset before each.

They end with these tests, not with the session: whatever runs next in this process would keep them waiting.
"""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from playground.server import Options
from playground.testing import running
from tests.browser.keeper import MANIFEST, Keeper
from tests.browser.visitor import PATIENCE, SIZE, Visitor

HERE = Path(__file__).parent
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START = 120_000


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine: install it, or say where it is with CHROMIUM=/path/to/chromium")
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=QUIET, timeout=START)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def window(chromium: Browser) -> AsyncIterator[BrowserContext]:
    """Shared, so that the page's files are read once."""
    context = await chromium.new_context(viewport=SIZE, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    yield context
    await context.close()


@pytest.fixture(scope="package")
def origin() -> Iterator[str]:
    with running(Options(workspace=HERE / "zoo.yaml", limits=False)) as started:
        yield started.url


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def credentials(origin: str) -> dict[str, Any]:
    body = {"manifest": MANIFEST, "transport": "socket", "channels": ["#zoo", "#general"]}
    async with aiohttp.ClientSession() as http, http.post(f"{origin}/_control/app", json=body) as answer:
        return dict((await answer.json())["credentials"])


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def running_keeper(origin: str, credentials: dict[str, Any]) -> AsyncIterator[Keeper]:
    keeper = Keeper(origin)
    app = keeper.app(credentials["bot_token"])
    handler = AsyncSocketModeHandler(app, credentials["app_token"])
    await handler.connect_async()  # type: ignore[no-untyped-call]
    yield keeper
    await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
def keeper(running_keeper: Keeper) -> Keeper:
    running_keeper.forget()
    return running_keeper


@pytest.fixture
def tokens(credentials: dict[str, Any]) -> list[str]:
    return [credentials["bot_token"], credentials["app_token"], credentials["signing_secret"]]


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def page(window: BrowserContext) -> AsyncIterator[Page]:
    """Shared as well: a page loaded anew costs half of a new one."""
    page = await window.new_page()
    yield page
    await page.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(page: Page, origin: str, keeper: Keeper) -> AsyncIterator[Visitor]:
    visitor = Visitor(page, origin)
    visitor.listen()
    await visitor.start_over()
    yield visitor
    await visitor.leave()
    assert visitor.unforgiven() == [], "the browser's console should be silent"


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def somewhere(chromium: Browser, origin: str) -> AsyncIterator[Visitor]:
    """A page that stays open, for what needs no workspace."""
    context = await chromium.new_context()
    visitor = Visitor(await context.new_page(), origin)
    await visitor.page.goto(f"{origin}/")
    yield visitor
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def seeded(window: BrowserContext) -> AsyncIterator[Visitor]:
    """In front of the workspace that the playground brings along."""
    with running(Options(limits=False)) as started:
        visitor = Visitor(await window.new_page(), started.url)
        yield visitor
        await visitor.page.close()
