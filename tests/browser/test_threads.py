"""Threads: opened beside the channel, replied to, sent on to the channel when asked."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_a_reply_stays_in_its_thread_and_is_counted_in_the_channel(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("who feeds the lions?")
    await visitor.open_thread("who feeds the lions?")

    await visitor.page.locator("#thread .compose").fill("I do")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.replies).to_have_count(2)
    await expect(visitor.message("who feeds the lions?").locator(".thread-summary")).to_contain_text("1 reply")
    await expect(visitor.messages.filter(has_text="I do")).to_have_count(0)
    await visitor.picture("thread")


async def test_a_reply_sent_on_to_the_channel_shows_in_both(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("who feeds the bears?")
    await visitor.open_thread("who feeds the bears?")

    await visitor.page.locator("#thread").get_by_label("Also send to the channel").check()
    await visitor.page.locator("#thread .compose").fill("everybody listen")
    await visitor.page.keyboard.press("Enter")

    await expect(visitor.message("everybody listen")).to_contain_text("replied to a thread")
    await expect(visitor.replies.filter(has_text="everybody listen")).to_have_count(1)


async def test_somebody_elses_reply_arrives_live_in_the_open_thread(visitor: Visitor) -> None:
    await visitor.open("zoo")
    ts = await visitor.say("live?")
    await visitor.open_thread("live?")

    await visitor.do("message", as_="theo", channel="#zoo", text="as you see", thread_ts=ts)

    await expect(visitor.replies.last).to_contain_text("as you see")
    await expect(visitor.page.locator("#announcer")).to_contain_text("as you see")


async def test_closing_the_thread_gives_the_focus_back_to_its_message(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.say("back to me")
    await visitor.open_thread("back to me")

    await visitor.page.keyboard.press("Escape")

    await expect(visitor.page.locator("#thread")).to_be_hidden()
    await expect(visitor.message("back to me")).to_be_focused()


async def test_the_newest_message_stays_in_sight_when_a_thread_opens_beside_it(visitor: Visitor) -> None:
    await visitor.open("zoo")
    for n in range(12):
        await visitor.do(
            "message", as_="theo", channel="#zoo", text=f"{n} " + "the lions wait for their breakfast, " * 12
        )
    await visitor.say("who feeds them now?")

    await visitor.open_thread("who feeds them now?")

    await expect(visitor.message("who feeds them now?")).to_be_in_viewport(ratio=1)
