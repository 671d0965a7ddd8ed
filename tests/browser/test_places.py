"""Places: links that lead there, files, shortcuts from anywhere, other workspaces."""

import re

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_a_reload_comes_back_to_the_same_person_channel_and_thread(visitor: Visitor) -> None:
    await visitor.open("zoo", who="theo")
    await visitor.say("still here?")
    await visitor.open_thread("still here?")
    await expect(visitor.replies).to_have_count(1)

    await visitor.page.reload()

    await expect(visitor.page.locator("#who")).to_contain_text("Theo")
    await expect(visitor.replies.first).to_contain_text("still here?")


async def test_back_and_forward_lead_from_place_to_place(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("the door")
    await visitor.open_thread("the door")
    await visitor.page.get_by_role("button", name=re.compile("^general, channel")).click()
    await expect(visitor.composer).to_have_attribute("placeholder", "Message #general")

    await visitor.page.go_back()

    await expect(visitor.replies.first).to_contain_text("the door")
    await visitor.page.go_back()
    await expect(visitor.page.locator("#thread")).to_be_hidden()
    await expect(visitor.composer).to_have_attribute("placeholder", "Message #zoo")
    await visitor.page.go_forward()
    await expect(visitor.replies.first).to_contain_text("the door")


async def test_a_link_to_a_message_leads_to_it_inside_the_page(visitor: Visitor) -> None:
    await visitor.open("zoo")
    said = await visitor.do("message", as_="theo", channel="#aviary", text="the parrot knows")
    team = (await visitor.ask("state", {}))["team"]
    await visitor.say(f"{team['url']}archives/{said['channel']}/p{said['ts'].replace('.', '')}")

    await visitor.messages.last.locator(".body a").click()

    await expect(visitor.composer).to_have_attribute("placeholder", "Message #aviary")
    await expect(visitor.message("the parrot knows")).to_be_visible()


async def test_a_file_is_attached_with_its_words(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.composer.fill("the plan")

    plan = {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"feed the lions"}
    await visitor.page.locator("#main .composer input[type=file]").set_input_files(plan)  # type: ignore[arg-type]

    await expect(visitor.messages.last).to_contain_text("the plan")
    await expect(visitor.messages.last.locator(".file-card")).to_contain_text("plan.txt")
    address = await visitor.messages.last.locator(".file-card").get_attribute("href")
    assert await (await visitor.page.request.get(f"{visitor.origin}{address}")).text() == "feed the lions"


async def test_a_global_shortcut_is_started_from_the_plus(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.page.locator("#main .composer").get_by_label("Attach a file or start a shortcut").click()

    await visitor.page.get_by_role("menuitem", name="Fill in the form").click()

    await expect(visitor.dialog.get_by_role("heading")).to_have_text("Every input")


async def test_an_app_is_added_to_a_channel_by_its_name(visitor: Visitor) -> None:
    await visitor.open("aviary")
    await visitor.page.locator("#main .title-button").click()
    await visitor.page.get_by_role("menuitem", name="Add people or apps").click()

    await visitor.page.get_by_label("Names of people or apps").fill("Keeper")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.page.locator("#main .members")).to_contain_text("3")


async def test_a_new_channel_is_made_and_opened(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.page.get_by_label("Create a channel").click()

    await visitor.page.get_by_label("Name", exact=True).fill("reptiles")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.composer).to_have_attribute("placeholder", "Message #reptiles")


async def test_time_passes_when_one_asks_for_it(visitor: Visitor) -> None:
    await visitor.open("zoo")
    before = (await visitor.ask("state", {}))["now"]
    await visitor.page.get_by_label("Inspector").first.click()
    await visitor.page.get_by_label("Stir things up").click()
    await visitor.keep_what_is_shown()

    await visitor.page.get_by_role("menuitem", name="Let 1 hour pass").click()

    await expect(visitor.page.locator(".toast")).to_contain_text("1 hour passed")
    assert (await visitor.ask("state", {}))["now"] >= before + 3600


async def test_one_can_be_away_and_others_see_it(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    await visitor.say("off I go")
    await visitor.message("off I go").get_by_role("button", name="Maya").click()

    await visitor.dialog.get_by_role("button", name="Set yourself away").click()

    await expect(visitor.page.locator("#who .presence")).to_have_class("presence away")
    await visitor.do("presence", as_="maya", presence="active")
