"""Being somebody else: their channels, their unread, their private notes, their clock."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_the_list_of_people_shows_their_disciplines(visitor: Visitor) -> None:
    await visitor.open("zoo")
    people = (await visitor.ask("state", {}))["people"]
    await visitor.page.locator("#who").click()

    cards = visitor.dialog.locator(".person-card")

    for person in (person for person in people if not person["is_bot"]):
        await expect(cards.filter(has_text=person["real_name"])).to_contain_text(person["discipline"])
    await visitor.picture("people")


async def test_switching_shows_what_happened_while_one_was_away(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    await visitor.do("read", as_="theo", channel="#zoo")
    await visitor.say("@theo, the gate is open")

    await visitor.page.locator("#rail").get_by_label("Theo").click()

    await expect(visitor.page.locator("#who")).to_contain_text("Theo")
    await expect(visitor.page.locator(".catch-up")).to_contain_text("zoo")
    await expect(visitor.page.locator(".divider.new")).to_be_visible()
    await visitor.picture("while-you-were-away")


async def test_a_mention_in_another_channel_is_counted_in_the_sidebar(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")

    await visitor.do("message", as_="theo", channel="#aviary", text="@maya, look up")

    place = visitor.page.locator("#sidebar .place").filter(has_text="aviary")
    await expect(place.locator(".count")).to_have_text("1")
    await expect(place).to_have_class("place unread")


async def test_what_waits_for_others_is_counted_on_their_faces(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")

    await visitor.say("@theo, the lions are out")

    face = visitor.page.locator("#rail .person").filter(has_text="1")
    await expect(face).to_have_attribute("aria-label", "Theo Martin, operations, 1 mention")
    await face.click()
    await expect(visitor.page.locator("#who")).to_contain_text("Theo")
    await expect(visitor.page.locator("#rail .count")).to_have_count(0)


async def test_typing_of_others_is_shown_and_ends_with_their_message(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    await visitor.keep_what_is_shown()
    await visitor.do("typing", as_="theo", channel="#zoo")
    await expect(visitor.page.locator("#main .typing")).to_contain_text("is typing")

    await visitor.do("message", as_="theo", channel="#zoo", text="there")

    await expect(visitor.page.locator("#main .typing")).to_have_text("")


async def test_each_person_reads_dates_in_their_own_time_zone(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    moment = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "the gate opens <!date^1763719200^at {time}|later>"},
    }
    await visitor.do("message", as_="theo", channel="#zoo", text="the gate opens", blocks=[moment])
    await expect(visitor.message("the gate opens").locator(".body time")).to_have_text("at 11:00 AM")

    await visitor.page.locator("#rail").get_by_label("Theo").click()

    await expect(visitor.message("the gate opens").locator(".body time")).to_have_text("at 5:00 AM")
