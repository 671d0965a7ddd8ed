"""Starting over."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_reset_asks_then_forgets_and_the_page_follows(visitor: Visitor) -> None:
    await visitor.open("general")
    await visitor.say("soon forgotten")
    await visitor.page.get_by_label("Reset the workspace").click()

    await visitor.dialog.get_by_role("button", name="Reset").click()

    await expect(visitor.messages.filter(has_text="soon forgotten")).to_have_count(0)


async def test_the_page_says_when_the_playground_is_gone_and_comes_back_by_itself(visitor: Visitor) -> None:
    visitor.forgive("ERR_INTERNET_DISCONNECTED")
    await visitor.open("zoo")
    await visitor.page.context.set_offline(True)

    await visitor.composer.fill("into the void")
    await visitor.composer.press("Enter")

    await expect(visitor.page.locator("#main .compose-error")).to_contain_text("does not answer")
    await expect(visitor.composer).to_have_value("into the void")
    await visitor.page.context.set_offline(False)
    await visitor.composer.press("Enter")
    await expect(visitor.messages.last).to_contain_text("into the void")
