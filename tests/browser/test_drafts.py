"""What was begun and not sent waits in its place, as long as the browser does."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor

MANY = """async () => {
    const { keepDraft } = await import('/page/drafts.js');
    for (let at = 0; at < 40; at++) keepDraft(`UME:C${at}:`, 'begun');
    return JSON.parse(localStorage.getItem('playground.drafts')).map(([place]) => place);
}"""


async def loaded_anew(visitor: Visitor) -> None:
    await visitor.page.reload()
    await visitor.page.locator("html[data-ready]").wait_for(state="attached")


async def test_a_half_written_message_outlives_a_reload_in_its_own_place(visitor: Visitor) -> None:
    await visitor.open("general")
    await visitor.say("where it begins")
    await visitor.composer.fill("half a sentence")
    await visitor.open_thread("where it begins")
    await visitor.page.locator("#thread .compose").fill("half a reply")

    await loaded_anew(visitor)

    await expect(visitor.composer).to_have_value("half a sentence")
    await expect(visitor.page.locator("#thread .compose")).to_have_value("half a reply")


async def test_what_was_sent_or_taken_back_is_no_draft_any_more(visitor: Visitor) -> None:
    await visitor.open("general")
    await visitor.composer.fill("never mind")
    await visitor.composer.fill("")
    await visitor.say("a whole sentence")

    await loaded_anew(visitor)

    await expect(visitor.message("a whole sentence")).to_be_visible()
    await expect(visitor.composer).to_have_value("")


async def test_a_reset_forgets_what_was_begun(visitor: Visitor) -> None:
    await visitor.open("general")
    await visitor.composer.fill("half a sentence")

    await visitor.do("reset")

    await expect(visitor.composer).to_have_value("")
    await loaded_anew(visitor)
    await expect(visitor.composer).to_have_value("")


async def test_of_very_many_drafts_the_oldest_go(visitor: Visitor) -> None:
    await visitor.open("general")

    assert await visitor.page.evaluate(MANY) == [f"UME:C{at}:" for at in range(10, 40)]
