"""On a phone: one thing at a time, and nothing sticks out at the side."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import Visitor

SIZES = [(360, 700), (390, 844)]


@pytest.mark.parametrize(("width", "height"), SIZES)
async def test_nothing_is_wider_than_the_screen(visitor: Visitor, width: int, height: int) -> None:
    await visitor.page.set_viewport_size({"width": width, "height": height})
    await visitor.open("zoo")
    await visitor.run("/zoo")
    await expect(visitor.messages.last).to_contain_text("Every block")

    assert await visitor.page.evaluate("document.documentElement.scrollWidth") <= width
    assert (
        await visitor.page.evaluate(
            "document.querySelector('#main .scroll').scrollWidth - document.querySelector('#main .scroll').clientWidth"
        )
        == 0
    )
    await visitor.picture(f"phone-{width}")


async def test_the_places_are_in_a_drawer(visitor: Visitor) -> None:
    await visitor.page.set_viewport_size({"width": 390, "height": 844})
    await visitor.open("zoo")
    await expect(visitor.page.locator("#sidebar")).to_be_hidden()

    await visitor.page.get_by_label("Channels and people").click()
    await visitor.picture("phone-drawer")
    await visitor.page.locator("#sidebar .place").filter(has_text="aviary").click()

    await expect(visitor.composer).to_have_attribute("placeholder", "Message #aviary")
    await expect(visitor.page.locator("#sidebar")).to_be_hidden()


async def test_a_thread_fills_the_screen_and_leads_back(visitor: Visitor) -> None:
    await visitor.page.set_viewport_size({"width": 390, "height": 844})
    await visitor.open("zoo")
    await visitor.say("small talk")
    await visitor.open_thread("small talk")
    await expect(visitor.page.locator("#main")).to_be_hidden()
    await visitor.picture("phone-thread")

    await visitor.page.get_by_label("Back to the channel").click()

    await expect(visitor.message("small talk")).to_be_visible()


async def test_the_tour_stands_below_and_covers_nothing(visitor: Visitor) -> None:
    await visitor.page.set_viewport_size({"width": 390, "height": 844})
    await visitor.open("zoo", tour=True)
    card = visitor.page.locator(".tour-card")
    await expect(card).to_be_visible()

    written, below = await visitor.page.locator("#main .composer-box").bounding_box(), await card.bounding_box()

    assert written is not None
    assert below is not None
    assert written["y"] + written["height"] <= below["y"]
    assert below["y"] + below["height"] <= 844
    await visitor.picture("phone-tour")
