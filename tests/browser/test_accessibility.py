"""Names, ids, relations and contrast, in light and in dark, on every kind of place."""

import pytest
from playwright.async_api import expect

from tests.browser.visitor import Visitor


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_a_channel_with_every_block_has_no_barriers(visitor: Visitor, colours: str) -> None:
    await visitor.page.emulate_media(color_scheme=colours, reduced_motion="reduce")  # type: ignore[arg-type]
    await visitor.open("zoo")
    await visitor.say("@theo, see <https://example.com> and `code`")
    await visitor.run("/zoo")
    await expect(visitor.messages.last).to_contain_text("Every block")

    assert await visitor.barriers() == []
    await visitor.picture(f"channel-{colours}")


async def test_a_message_drawn_in_its_channel_and_in_its_thread_has_ids_of_its_own_in_each(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/zoo")
    await visitor.open_thread("Every block")

    assert await visitor.barriers() == []


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_a_modal_with_every_input_has_no_barriers(visitor: Visitor, colours: str) -> None:
    await visitor.page.emulate_media(color_scheme=colours, reduced_motion="reduce")  # type: ignore[arg-type]
    await visitor.open("zoo")
    await visitor.run("/form")
    await visitor.dialog.get_by_role("button", name="Send").click()
    await visitor.dialog.locator(".input-error").wait_for()
    await visitor.dialog.get_by_role("combobox", name="Assets").click()
    await visitor.dialog.get_by_role("option", name="Pears").wait_for()

    assert await visitor.barriers() == []
    await visitor.picture(f"modal-{colours}")


@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_menus_people_inspector_and_thread_have_no_barriers(visitor: Visitor, colours: str) -> None:
    await visitor.page.emulate_media(color_scheme=colours, reduced_motion="reduce")  # type: ignore[arg-type]
    await visitor.open("zoo", tour=True)
    await visitor.say("look here")
    await visitor.open_thread("look here")
    await visitor.page.keyboard.press("Control+.")
    await visitor.page.locator(".inspect-row").first.click()
    await expect(visitor.page.locator(".inspect-row[aria-selected=true]")).to_have_count(1)
    assert await visitor.barriers() == []
    await visitor.picture(f"inspector-{colours}")

    await visitor.message("look here").focus()
    await visitor.page.keyboard.press("m")
    await expect(visitor.page.get_by_role("menu")).to_be_visible()
    assert await visitor.barriers() == []

    await visitor.page.keyboard.press("Escape")
    await visitor.page.locator("#who").click()
    await expect(visitor.dialog).to_be_visible()
    assert await visitor.barriers() == []


async def test_the_focus_is_always_visible(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.page.locator("#rail .person").first.focus()

    for _ in range(20):
        await visitor.page.keyboard.press("Tab")
        shown = await visitor.page.evaluate("""() => {
            const style = getComputedStyle(document.activeElement);
            const box = document.activeElement.closest('.composer-box, .select, .rich-input');
            const ringed = (one) => one && (one.outlineStyle !== 'none' || one.boxShadow !== 'none');
            return [style, box && getComputedStyle(box)].some(ringed);
        }""")
        assert shown, await visitor.page.evaluate("document.activeElement.outerHTML")
