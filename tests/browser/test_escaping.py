"""Nothing that anybody types, or that an app sends, becomes markup or code."""

import pytest
from playwright.async_api import Request, expect

from tests.browser.visitor import Visitor

ATTEMPTS = [
    "<script>window.broken = true</script>",
    "<img src=x onerror='window.broken = true'>",
    '"><svg onload=window.broken=true>',
    "*<b onmouseover=window.broken=true>bold</b>*",
    "`<script>window.broken = true</script>`",
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
async def test_typed_markup_stays_text(visitor: Visitor, attempt: str) -> None:
    await visitor.open("zoo")

    await visitor.say(attempt)

    shown = attempt.strip("*`")
    await expect(visitor.messages.last.locator(".body")).to_contain_text(shown)
    assert await visitor.page.locator(".message script, .message img, .message .body svg, .message b").count() == 0
    assert await visitor.page.evaluate("window.broken") is None


async def test_a_link_to_a_script_cannot_be_clicked(visitor: Visitor) -> None:
    await visitor.open("zoo")

    await visitor.do("message", as_="theo", channel="#zoo", text="<javascript:window.broken=true|click me>", raw=True)

    await expect(visitor.message("click me")).to_be_visible()
    assert await visitor.message("click me").locator("a").count() == 0


async def test_names_and_topics_are_text_too(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.do("topic", as_="theo", channel="#zoo", value="<img src=x onerror=window.broken=true>")

    await expect(visitor.page.locator(".topic").first).to_contain_text("onerror")
    assert await visitor.page.locator(".topic img").count() == 0
    assert await visitor.page.evaluate("window.broken") is None


async def test_no_module_of_the_page_writes_markup(visitor: Visitor) -> None:
    await visitor.open("zoo")
    loaded: list[str] = await visitor.page.evaluate(
        "performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.endsWith('.js'))"
    )

    sources = [await (await visitor.page.request.get(address)).text() for address in loaded]

    assert len(sources) > 30
    assert not [
        address
        for address, source in zip(loaded, sources, strict=True)
        if "innerHTML" in source or "insertAdjacentHTML" in source
    ]


async def test_the_page_asks_nobody_but_the_playground(visitor: Visitor) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    visitor.page.on("request", note)
    await visitor.open("zoo")
    await visitor.run("/zoo")
    await expect(visitor.messages.last).to_contain_text("Every block")
    visitor.page.remove_listener("request", note)

    assert asked
    assert [url for url in asked if not url.startswith(visitor.origin)] == []
