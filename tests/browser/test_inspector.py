"""The wire, shown: what an app heard, what it answered, how long it took."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_a_command_shows_its_payload_and_the_apps_answer(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.page.get_by_label("Inspector").first.click()
    await visitor.run("/whisper on the wire")
    await expect(visitor.message("Psst: on the wire")).to_be_visible()
    await visitor.page.locator("#inspector").get_by_role("button", name="Commands").click()

    await visitor.page.locator(".inspect-row").first.click()

    detail = visitor.page.locator(".inspect-detail")
    await expect(detail).to_contain_text('"/whisper"')
    await expect(detail).to_contain_text("Psst: on the wire")
    await expect(visitor.page.locator(".inspect-row").first.locator(".inspect-ms")).to_contain_text("ms")
    await visitor.picture("inspector")


async def test_entries_are_filtered_by_kind(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.page.get_by_label("Inspector").first.click()
    await visitor.run("/zoo")
    await expect(visitor.page.locator(".inspect-row").filter(has_text="chat.postMessage").first).to_be_visible()

    await visitor.page.locator("#inspector").get_by_role("button", name="Web API").click()

    kinds = visitor.page.locator(".inspect-row .inspect-kind")
    await expect(kinds.filter(has_not_text="Keeper · web api")).to_have_count(0)
    await expect(kinds).not_to_have_count(0)


async def test_a_click_on_a_message_shows_its_json(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("what am I made of?")
    await visitor.page.get_by_label("Inspector").first.click()

    await visitor.message("what am I made of?").locator(".body").click()

    await expect(visitor.page.locator(".inspect-detail")).to_contain_text('"rich_text"')
    await expect(visitor.message("what am I made of?")).to_have_class("message selected")


async def test_no_token_is_ever_shown(visitor: Visitor, tokens: list[str]) -> None:
    await visitor.open("zoo")
    await visitor.run("/zoo")
    await expect(visitor.messages.last).to_contain_text("Every block")

    log = str(await visitor.ask("log", {}))

    assert not [token for token in tokens if token in log]
