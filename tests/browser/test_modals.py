"""Modals: every input, errors beside their fields, stacks, closing, and what happens when nobody answers."""

from playwright.async_api import expect

from tests.browser.keeper import Keeper
from tests.browser.visitor import Visitor


async def test_a_missing_field_is_named_beside_it_and_gets_the_focus(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/form")

    await visitor.dialog.get_by_role("button", name="Send").click()

    title = visitor.dialog.get_by_label("Title")
    await expect(visitor.dialog.locator(".input-error")).to_be_visible()
    await expect(title).to_be_focused()
    await expect(title).to_have_attribute("aria-invalid", "true")
    await visitor.picture("modal-error")


async def test_an_error_of_the_app_keeps_what_was_entered(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/form")
    await visitor.dialog.get_by_label("Details").fill("kept")
    await visitor.dialog.get_by_label("Title").fill("nonsense")

    await visitor.dialog.get_by_role("button", name="Send").click()

    await expect(visitor.dialog.locator(".input-error")).to_have_text("Say it in one sentence.")
    await expect(visitor.dialog.get_by_label("Details")).to_have_value("kept")


async def test_every_input_arrives_at_the_app_as_slack_sends_it(visitor: Visitor, keeper: Keeper) -> None:
    await visitor.open("zoo", who="maya")
    await visitor.run("/form")
    dialog = visitor.dialog
    await dialog.get_by_label("Title").fill("A title")
    await _choose(visitor, "Kind", "Pears")
    await _choose(visitor, "Assets", "Plums")
    await _choose(visitor, "Word", "per 2", typed="per")
    await _choose(visitor, "Owner", "Theo", typed="theo")
    await dialog.get_by_label("Apples").first.check()
    await dialog.get_by_role("radio", name="Plums").check()
    await dialog.get_by_role("spinbutton", name="Number").fill("7")
    await dialog.get_by_label("Rich words").fill("*loud*")
    await dialog.get_by_label("Day").fill("2026-12-24")
    await visitor.picture("modal")

    await dialog.get_by_role("button", name="Send").click()

    await expect(dialog).to_have_count(0)
    values = await keeper.form()
    assert values["title"]["it"] == {"type": "plain_text_input", "value": "A title"}
    assert values["kind"]["it"]["selected_option"]["value"] == "pears"
    assert [option["value"] for option in values["assets"]["it"]["selected_options"]] == ["plums"]
    assert values["word"]["it"]["selected_option"]["value"] == "per-2"
    assert [option["value"] for option in values["boxes"]["it"]["selected_options"]] == ["apples"]
    assert values["severity"]["it"]["selected_option"]["value"] == "plums"
    assert values["number"]["it"]["value"] == "7"
    assert values["day"]["it"]["selected_date"] == "2026-12-24"
    assert values["hour"]["it"]["selected_time"] == "14:30"
    assert values["moment"]["it"]["selected_date_time"] == 1763719200
    assert values["rich"]["it"]["rich_text_value"]["type"] == "rich_text"
    assert values["place"]["it"]["selected_conversation"]


async def test_a_chosen_file_is_uploaded_and_sent_by_its_id(visitor: Visitor, keeper: Keeper) -> None:
    await visitor.open("zoo")
    await visitor.run("/form")
    await visitor.dialog.get_by_label("Title").fill("with a file")

    await visitor.dialog.get_by_label("Files").set_input_files(
        {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"hello"}
    )
    await expect(visitor.dialog.locator(".file-names")).to_contain_text("notes.txt")
    await visitor.dialog.get_by_role("button", name="Send").click()

    await expect(visitor.dialog).to_have_count(0)
    assert (await keeper.form())["files"]["it"]["files"][0]["name"] == "notes.txt"


async def test_a_pushed_view_covers_the_first_and_back_returns_to_it(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/stack")
    await visitor.dialog.get_by_role("button", name="Go deeper").click()
    await expect(visitor.dialog.get_by_role("heading")).to_have_text("Second")

    await visitor.dialog.get_by_role("button", name="Back").click()

    await expect(visitor.dialog.get_by_role("heading")).to_have_text("First")


async def test_an_app_can_clear_the_whole_stack(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/stack")
    await visitor.dialog.get_by_role("button", name="Go deeper").click()
    await expect(visitor.dialog.get_by_role("heading")).to_have_text("Second")

    await visitor.dialog.get_by_role("button", name="Send").click()

    await expect(visitor.dialog).to_have_count(0)


async def test_escape_closes_tells_the_app_and_gives_the_focus_back(visitor: Visitor, keeper: Keeper) -> None:
    await visitor.open("zoo")
    await visitor.run("/form")
    await expect(visitor.dialog.get_by_label("Title")).to_be_focused()

    await visitor.page.keyboard.press("Escape")

    await expect(visitor.dialog).to_have_count(0)
    await expect(visitor.composer).to_be_focused()
    assert (await keeper.closing())["is_cleared"] is True


async def test_a_form_nobody_answers_says_so_and_stays(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/form")
    await visitor.dialog.get_by_label("Title").fill("lost")
    await visitor.dialog.get_by_role("button", name="Send").click()
    await expect(visitor.dialog.get_by_role("button", name="Send")).to_have_attribute("aria-busy", "true")
    await visitor.reached("interactive")

    await visitor.do("clock", advance=4)

    await expect(visitor.dialog).to_contain_text("We had some trouble connecting. Try again?")
    await expect(visitor.dialog.get_by_label("Title")).to_have_value("lost")


async def test_the_tab_key_stays_inside_the_modal(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/stack")
    await visitor.dialog.wait_for()

    for _ in range(8):
        await visitor.page.keyboard.press("Tab")
        inside = await visitor.page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
        assert inside


async def _choose(visitor: Visitor, label: str, option: str, *, typed: str = "") -> None:
    box = visitor.dialog.get_by_role("combobox", name=label)
    await box.click()
    if typed:
        await box.fill(typed)
    await visitor.dialog.get_by_role("option", name=option).first.click()
    await visitor.page.keyboard.press("Tab")
