"""The whole of it without a mouse."""

import asyncio

from playwright.async_api import Route, expect

from tests.browser.visitor import Visitor


async def test_control_k_finds_a_channel_and_goes_there(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.page.keyboard.press("Control+k")
    await expect(visitor.page.get_by_label("Jump to", exact=True).last).to_be_focused()

    await visitor.page.keyboard.type("aviar")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.composer).to_have_attribute("placeholder", "Message #aviary")


async def test_control_k_finds_a_message_by_its_words(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.do("message", as_="theo", channel="#aviary", text="the cockatoo escaped")
    await visitor.page.keyboard.press("Control+k")
    await visitor.page.keyboard.type("cockatoo")

    await visitor.page.get_by_role("option", name="the cockatoo escaped").click()

    await expect(visitor.message("the cockatoo escaped")).to_be_visible()


async def test_messages_found_late_leave_what_the_arrows_chose(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.do("message", as_="theo", channel="#aviary", text="theo was here")
    searches = await sought(visitor, "theo")
    late = await searches.get()
    await visitor.page.keyboard.press("ArrowDown")

    await late.continue_()

    await expect(visitor.page.get_by_role("option", name="theo was here")).to_be_visible()
    await expect(visitor.page.get_by_role("option", selected=True)).to_contain_text("Be Theo Martin")


async def test_who_typed_on_meanwhile_gets_no_answer_to_what_they_typed_before(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.do("message", as_="theo", channel="#aviary", text="the cockatoo escaped")
    await visitor.do("message", as_="theo", channel="#aviary", text="the lion escaped")
    searches = await sought(visitor, "escaped")
    before = await searches.get()
    await visitor.page.keyboard.type(" lion")
    await (await searches.get()).continue_()
    await expect(visitor.page.get_by_role("option", name="the lion escaped")).to_be_visible()

    async with visitor.page.expect_response("**/_control/search?*"):
        await before.continue_()
    await visitor.page.evaluate("() => new Promise(requestAnimationFrame)")

    await expect(visitor.page.get_by_role("option", name="the cockatoo escaped")).to_have_count(0)


async def sought(visitor: Visitor, words: str) -> "asyncio.Queue[Route]":
    """What the page searches for messages, each held until it is let go on."""
    searches: asyncio.Queue[Route] = asyncio.Queue()
    await visitor.page.route("**/_control/search?*", searches.put)
    await visitor.page.keyboard.press("Control+k")
    await visitor.page.keyboard.type(words)
    return searches


async def test_one_can_become_somebody_else_from_the_switcher(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    await visitor.page.keyboard.press("Control+k")
    await visitor.page.keyboard.type("be theo")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.page.locator("#who")).to_contain_text("Theo")


async def test_arrows_walk_through_messages_and_enter_goes_inside(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("the first of two")
    await visitor.run("/zoo")
    await expect(visitor.messages.last).to_contain_text("Every block")
    await visitor.messages.last.focus()

    await visitor.page.keyboard.press("ArrowUp")
    await expect(visitor.message("the first of two")).to_be_focused()
    await visitor.page.keyboard.press("ArrowDown")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.messages.last.get_by_role("button", name="Say it again")).to_be_focused()


async def test_f6_goes_round_the_parts_of_the_page(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("something to stand on")
    await visitor.composer.focus()
    visited = []

    for _ in range(4):
        await visitor.page.keyboard.press("F6")
        visited.append(
            await visitor.page.evaluate(
                "document.activeElement.closest('#rail, #sidebar, .rows, .composer')?.className"
            )
        )

    assert visited == ["rail", "sidebar", "rows", "composer"]


async def test_a_menu_is_walked_with_arrows_and_left_with_escape(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("menu here")
    await visitor.message("menu here").focus()
    await visitor.page.keyboard.press("m")
    await expect(visitor.page.get_by_role("menuitem", name="Explain this")).to_be_focused()

    await visitor.page.keyboard.press("ArrowDown")
    await visitor.page.keyboard.press("Escape")

    await expect(visitor.page.get_by_role("menu")).to_have_count(0)
    await expect(visitor.message("menu here")).to_be_focused()


async def test_a_form_is_filled_in_and_sent_by_keys_alone(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/form")
    await expect(visitor.dialog.get_by_label("Title")).to_be_focused()
    await visitor.page.keyboard.type("by hand")
    await visitor.page.keyboard.press("Tab")
    await visitor.page.keyboard.press("Tab")

    await visitor.page.keyboard.press("ArrowDown")
    await visitor.page.keyboard.press("ArrowDown")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.dialog.get_by_role("combobox", name="Kind")).to_have_value("Pears")
    await visitor.dialog.get_by_role("button", name="Send").focus()
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.dialog).to_have_count(0)


async def test_a_message_that_changes_under_the_focus_keeps_it(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/zoo")
    again = visitor.messages.last.get_by_role("button", name="Say it again")
    await again.focus()

    await again.press("Enter")

    await expect(visitor.message("Said again")).to_be_focused()


async def test_a_form_whose_message_changed_meanwhile_gives_the_focus_back_to_it(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    ts = await visitor.say("as it was")
    await visitor.message("as it was").focus()
    await visitor.do("shortcut", as_="maya", callback_id="fill")
    await expect(visitor.dialog).to_be_visible()
    await visitor.do("edit-message", as_="maya", channel="#zoo", ts=ts, text="as it is now")
    await expect(visitor.message("as it is now")).to_have_count(1)

    await visitor.page.keyboard.press("Escape")

    await expect(visitor.message("as it is now")).to_be_focused()
