"""The composer: the menus it opens, the commands it runs, and what it says when they fail."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_a_slash_opens_the_commands_with_their_hints(visitor: Visitor) -> None:
    await visitor.open("zoo")

    await visitor.composer.press("/")

    options = visitor.page.locator(".suggestions [role=option]")
    await expect(options.filter(has_text="/whisper")).to_contain_text("[words]")
    await expect(options.filter(has_text="/whisper")).to_contain_text("Say something privately")
    await expect(options.filter(has_text="/me")).to_contain_text("Slack")
    await expect(visitor.composer).to_have_attribute("aria-expanded", "true")
    await visitor.picture("commands")


async def test_a_command_is_chosen_by_arrows_and_completed_by_enter(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.composer.press_sequentially("/wh")

    await visitor.composer.press("Enter")

    await expect(visitor.composer).to_have_value("/whisper ")
    await expect(visitor.page.locator(".suggestions")).to_have_count(0)


async def test_an_unknown_command_is_refused_under_the_composer_and_its_words_are_kept(visitor: Visitor) -> None:
    visitor.forgive("400")
    await visitor.open("zoo")

    await visitor.run("/nonsense please")

    await expect(visitor.page.locator("#main .compose-error")).to_contain_text("/nonsense is not a valid command")
    await expect(visitor.composer).to_have_value("/nonsense please ")


async def test_a_command_nobody_answers_fails_as_slack_words_it(visitor: Visitor) -> None:
    visitor.forgive("400")
    await visitor.open("zoo")
    await visitor.run("/mute")
    await visitor.reached("command")

    await visitor.do("clock", advance=4)

    await expect(visitor.page.locator("#main .compose-error")).to_contain_text("operation_timeout")


async def test_a_command_is_refused_in_a_thread(visitor: Visitor) -> None:
    visitor.forgive("400")
    await visitor.open("zoo")
    await visitor.say("a thread starts")
    await visitor.open_thread("a thread starts")

    await visitor.page.locator("#thread .compose").fill("/whisper hello ")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.page.locator("#thread .compose-error")).to_contain_text("not supported in threads")


async def test_an_at_sign_offers_people_and_the_message_mentions_them(visitor: Visitor) -> None:
    await visitor.open("zoo", who="maya")
    await visitor.composer.press_sequentially("ask @theo")

    await visitor.composer.press("Enter")
    await visitor.composer.press("Enter")

    await expect(visitor.messages.last.locator(".mention")).to_contain_text("@Theo")


async def test_a_colon_offers_emoji(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.composer.press_sequentially("done :tad")

    await visitor.composer.press("Tab")

    await expect(visitor.composer).to_have_value("done :tada: ")


async def test_a_draft_waits_in_its_channel(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.composer.fill("half a thou")

    await visitor.page.locator("#sidebar .place").filter(has_text="aviary").click()
    await expect(visitor.composer).to_have_value("")
    await visitor.page.locator("#sidebar .place").filter(has_text="zoo").first.click()

    await expect(visitor.composer).to_have_value("half a thou")
