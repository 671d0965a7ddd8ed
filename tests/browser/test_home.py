"""An app's Home, its buttons, and its messages tab."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_opening_the_home_lets_the_app_draw_it_for_this_person(visitor: Visitor) -> None:
    await visitor.open("zoo")

    await visitor.page.locator("#sidebar .place").filter(has_text="Keeper").click()

    await expect(visitor.page.locator(".home-view")).to_contain_text("Welcome")
    await expect(visitor.page.locator(".home-view .header")).to_have_text("A home")
    await visitor.picture("home")


async def test_a_button_in_the_home_redraws_it_in_place(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.page.locator("#sidebar .place").filter(has_text="Keeper").click()

    await visitor.page.get_by_role("button", name="Pressed 0").click()

    await expect(visitor.page.get_by_role("button", name="Pressed 1")).to_be_visible()


async def test_the_messages_tab_is_the_talk_with_the_app(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.page.locator("#sidebar .place").filter(has_text="Keeper").click()

    await visitor.page.locator(".tabs").get_by_role("button", name="Messages").click()
    await visitor.say("hello keeper")

    await expect(visitor.message("hello keeper")).to_be_visible()


async def test_about_lists_what_the_app_can_do(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.page.locator("#sidebar .place").filter(has_text="Keeper").click()

    await visitor.page.locator(".tabs").get_by_role("button", name="About").click()

    await expect(visitor.page.locator(".about")).to_contain_text("/whisper")
    await expect(visitor.page.locator(".about")).to_contain_text("Explain this")
