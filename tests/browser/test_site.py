"""The exported site in a real browser, opened from the disk: it searches offline, follows the night, fits a phone, prints."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.files import write_folder
from tests import shipped
from tests.browser.visitor import PATIENCE

PLACES = ("index.html", "page/jargon.html", "template/data-contract.html", "patterns.html", "recommendations.html")
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    write_folder(target, {file.path: file.content for file in shipped.website().values()})
    return target


@pytest.fixture
async def visitor(chromium: Browser) -> AsyncIterator[Page]:
    """On a phone, without a network, at noon; any error on a page fails the test."""
    context = await chromium.new_context(viewport={"width": 390, "height": 844}, offline=True, color_scheme="light")
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await context.close()
    assert errors == []


async def test_a_problem_finds_its_page_offline(visitor: Page, folder: Path) -> None:
    await visitor.goto(f"file://{folder}/index.html")
    await visitor.fill(".big input", "every vendor reads our annotation guideline differently")

    first = visitor.locator(".answers .card").first
    await expect(first).to_have_attribute("href", "page/labeling-ambiguity.html", timeout=PATIENCE)


async def test_the_box_on_top_of_a_page_leads_to_another_by_keyboard_alone(visitor: Page, folder: Path) -> None:
    await visitor.goto(f"file://{folder}/page/jargon.html")
    await visitor.keyboard.press("/")
    await visitor.keyboard.type("someone renamed a column and our job broke")
    await visitor.keyboard.press("ArrowDown")
    await visitor.keyboard.press("Enter")
    await visitor.wait_for_url("**/page/unannounced-data-changes.html")


@pytest.mark.parametrize("place", PLACES)
async def test_nothing_is_wider_than_a_phone(visitor: Page, folder: Path, place: str) -> None:
    await visitor.goto(f"file://{folder}/{place}")

    assert not await visitor.evaluate(TOO_WIDE)


async def test_the_site_follows_the_night_and_the_switch_is_remembered(visitor: Page, folder: Path) -> None:
    await visitor.goto(f"file://{folder}/index.html")
    day = await visitor.evaluate(BACKGROUND)
    await visitor.emulate_media(color_scheme="dark")
    night = await visitor.evaluate(BACKGROUND)
    await visitor.click(".night")
    await visitor.goto(f"file://{folder}/page/jargon.html")

    assert night != day
    assert await visitor.evaluate(BACKGROUND) == day


async def test_a_ticked_step_is_still_ticked_after_coming_back(visitor: Page, folder: Path) -> None:
    await visitor.goto(f"file://{folder}/page/jargon.html")
    await visitor.locator("input[data-step]").first.check()
    await visitor.reload()

    assert await visitor.locator("input[data-step]").first.is_checked()


async def test_on_paper_everything_is_unfolded_and_nothing_to_click_is_left(visitor: Page, folder: Path) -> None:
    await visitor.goto(f"file://{folder}/page/jargon.html")
    await visitor.evaluate("dispatchEvent(new Event('beforeprint'))")
    await visitor.emulate_media(media="print")

    assert await visitor.locator("details .told li").first.is_visible()
    assert not await visitor.locator(".top").is_visible()
