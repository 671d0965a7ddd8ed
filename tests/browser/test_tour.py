"""The guided tour: walks along, prepares, never acts by itself, and can be left and resumed."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_the_tour_writes_the_words_as_the_right_person_and_leaves_sending_to_the_visitor(
    visitor: Visitor,
) -> None:
    await visitor.open("general", who="maya", tour=True)
    card = visitor.page.locator(".tour-card")
    await expect(card).to_contain_text("The gate")
    await card.get_by_role("button", name="Next").click()

    await card.get_by_role("button", name="Write it for me").click()

    await expect(visitor.page.locator("#who")).to_contain_text("Theo")
    await expect(visitor.composer).to_have_value("where are the lions?")
    await expect(visitor.composer).to_be_focused()
    await expect(visitor.messages.filter(has_text="where are the lions?")).to_have_count(0)
    await visitor.picture("tour")
    await visitor.composer.press("Enter")
    await expect(visitor.message("where are the lions?")).to_be_visible()


async def test_the_tour_can_be_left_and_is_resumed_where_it_was(visitor: Visitor) -> None:
    await visitor.open("zoo", tour=True)
    card = visitor.page.locator(".tour-card")
    await card.get_by_role("button", name="Next").click()
    await card.get_by_label("Leave the tour").click()
    await expect(card).to_have_count(0)

    await visitor.page.reload()
    await visitor.page.locator("html[data-ready]").wait_for(state="attached")
    await expect(card).to_have_count(0)
    await visitor.page.get_by_label("Guided tour").click()

    await expect(card).to_contain_text("2 of 3")


async def test_on_a_small_screen_its_buttons_stay_in_sight_while_its_text_is_scrolled(visitor: Visitor) -> None:
    await visitor.page.set_viewport_size({"width": 320, "height": 600})
    await visitor.open("zoo", tour=True)
    card = visitor.page.locator(".tour-card")

    await card.evaluate("card => card.style.maxHeight = '120px'")

    await expect(card.get_by_role("button", name="Next")).to_be_in_viewport(ratio=1)


async def test_after_a_reset_the_tour_begins_anew(visitor: Visitor) -> None:
    await visitor.open("zoo", tour=True)
    card = visitor.page.locator(".tour-card")
    await card.get_by_role("button", name="Next").click()
    await expect(card).to_contain_text("2 of 3")

    await visitor.do("reset")

    await expect(card).to_contain_text("1 of 3")


async def test_the_seeded_tour_walks_to_its_end(seeded: Visitor) -> None:
    await seeded.open(tour=True)
    steps = (await seeded.ask("state", {}))["tour"].get("steps", [])
    card = seeded.page.locator(".tour-card")

    for step in steps:
        await expect(card).to_contain_text(step["title"])
        await seeded.picture(f"tour-{step['id']}")
        await card.get_by_role("button", name="Done" if step is steps[-1] else "Next").click()

    await expect(card).to_have_count(0)
