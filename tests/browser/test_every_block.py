"""Block Kit: each block shows what it holds. One message, drawn once, asked many times."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Locator, expect

from tests.browser.keeper import Keeper
from tests.browser.visitor import Visitor

PARTS = [
    (".block-header", "Every block"),
    (".block-section strong", "section"),
    (".fields", "Maya"),
    (".block-rich_text strong", "loud"),
    (".block-rich_text em", "soft"),
    (".block-rich_text s", "gone"),
    (".block-rich_text code", "code"),
    (".block-rich_text ol li", "first"),
    (".block-rich_text .indent-1 li", "inner"),
    (".block-rich_text blockquote", "quoted words"),
    (".block-rich_text pre", "x = 1"),
    (".block-rich_text .mention-me", "@here"),
    (".block-rich_text time", "2025-11-21"),
    (".block-rich_text a", "the page"),
    (".block-markdown h4", "Standard"),
    (".block-markdown li", "one"),
    (".block-table th", "Metric"),
    (".block-table td", "0.91"),
    (".block-context strong", "context"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def drawn(window: BrowserContext, origin: str, running_keeper: Keeper) -> AsyncIterator[Locator]:
    """A message of every block, drawn once for all these questions."""
    visitor = Visitor(await window.new_page(), origin)
    await visitor.start_over()
    await visitor.open("zoo")
    await visitor.run("/zoo")
    await expect(visitor.messages.last).to_contain_text("Every block")
    yield visitor.messages.last
    await visitor.page.close()


@pytest.mark.parametrize(("selector", "words"), PARTS)
async def test_a_block_shows_what_it_holds(drawn: Locator, selector: str, words: str) -> None:
    await expect(drawn.locator(selector).filter(has_text=words).first).to_be_visible()
