"""What can be done with a message: react, edit, delete, pin, and the apps' shortcuts."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_a_reaction_is_added_counted_and_taken_back(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    ts = await visitor.say("feeding time")
    message = visitor.message("feeding time")
    await message.hover()

    await message.get_by_label("React with eyes").click()
    await visitor.do("reaction", as_="theo", channel="#zoo", ts=ts, name="eyes")

    chip = message.locator(".reaction").first
    await expect(chip).to_contain_text("2")
    await expect(chip).to_have_attribute("aria-pressed", "true")
    await chip.click()
    await expect(chip).to_have_attribute("aria-pressed", "false")
    await expect(chip).to_contain_text("1")


async def test_any_emoji_can_be_found_and_given(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("choose one")
    await visitor.message("choose one").focus()
    await visitor.page.keyboard.press("r")

    await visitor.page.get_by_label("Search emoji").fill("rocket")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.message("choose one").locator(".reaction").first).to_contain_text("🚀")


async def test_an_edited_message_says_so(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("fist draft")
    await visitor.composer.press("ArrowUp")
    editor = visitor.page.get_by_label("Edit message")
    await expect(editor).to_have_value("fist draft")

    await editor.fill("first draft")
    await editor.press("Enter")

    await expect(visitor.message("first draft")).to_contain_text("(edited)")


async def test_escape_leaves_a_message_as_it_was(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("leave me")
    await visitor.composer.press("ArrowUp")

    await visitor.page.get_by_label("Edit message").press("Escape")

    await expect(visitor.message("leave me")).to_be_focused()
    await expect(visitor.message("leave me")).not_to_contain_text("(edited)")


async def test_deleting_asks_first(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("a slip")
    await visitor.menu(visitor.message("a slip"), "Delete message")
    await expect(visitor.messages.filter(has_text="a slip")).to_have_count(1)

    await visitor.dialog.get_by_role("button", name="Delete").click()

    await expect(visitor.messages.filter(has_text="a slip")).to_have_count(0)


async def test_a_message_shortcut_is_found_in_the_menu_and_answers_privately(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("the zebra protocol")

    await visitor.menu(visitor.message("the zebra protocol"), "Explain this")

    answer = visitor.message("About: the zebra protocol")
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer).to_have_class("message private")


async def test_a_private_answer_is_marked_and_can_be_dismissed(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    await visitor.run("/whisper the lion sleeps")
    whispered = visitor.message("Psst: the lion sleeps")
    await expect(whispered).to_contain_text("Only visible to you")
    await visitor.picture("only-visible-to-you")

    await whispered.get_by_role("button", name="Dismiss").click()

    await expect(visitor.messages.filter(has_text="Psst")).to_have_count(0)


async def test_a_private_answer_is_not_seen_by_others(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    await visitor.say("for everybody")
    await visitor.run("/whisper only for me")
    await expect(visitor.message("only for me")).to_be_visible()

    await visitor.page.locator("#rail").get_by_label("Theo").click()

    await expect(visitor.page.locator("#who")).to_contain_text("Theo")
    await expect(visitor.message("for everybody")).to_be_visible()
    await expect(visitor.messages.filter(has_text="only for me")).to_have_count(0)


async def test_a_button_press_reaches_the_app_and_changes_the_message(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/zoo")
    await visitor.message("Every block").get_by_role("button", name="Say it again").click()

    await expect(visitor.messages.last).to_contain_text("Said again")


async def test_a_button_nobody_answers_gets_a_warning_sign(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/zoo")
    button = visitor.message("Every block").get_by_role("button", name="Never answer")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await visitor.reached("interactive")

    await visitor.do("clock", advance=4)

    await expect(visitor.messages.last.locator(".failure .icon")).to_be_visible()
    await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_a_dangerous_button_asks_the_question_of_its_app(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/zoo")
    await visitor.message("Every block").get_by_role("button", name="Delete").click()

    await expect(visitor.dialog).to_contain_text("This is for good.")
    await visitor.dialog.get_by_role("button", name="Keep").click()

    await expect(visitor.dialog).to_have_count(0)


ENDS = """(row) => {
    const words = row.querySelector(".markup p").firstChild;
    const left = (at) => {
        const range = document.createRange();
        range.setStart(words, at);
        range.setEnd(words, at + 1);
        return range.getBoundingClientRect().left;
    };
    return [left(0), left(words.length - 1)];
}"""


async def test_what_is_written_from_right_to_left_reads_so(visitor: Visitor) -> None:
    await visitor.open("zoo")
    hebrew = await visitor.say("\u05de\u05d4 \u05d3\u05e2\u05ea\u05db\u05dd.")
    english = await visitor.say("What do you think.")

    begins, ends = await visitor.page.locator(f'#main .message[data-ts="{hebrew}"]').evaluate(ENDS)
    assert ends < begins
    begins, ends = await visitor.page.locator(f'#main .message[data-ts="{english}"]').evaluate(ENDS)
    assert begins < ends
