"""Block Kit, drawn whole; and what is not known is not hidden."""

from playwright.async_api import expect

from tests.browser.visitor import Visitor


async def test_every_block_at_once_is_a_picture_worth_keeping(visitor: Visitor) -> None:
    await visitor.open("zoo")
    await visitor.run("/zoo")

    await expect(visitor.messages.last.locator(".block")).to_have_count(12)
    assert await visitor.page.locator(".unknown").count() == 0
    await visitor.picture("blocks")


async def test_an_attachment_keeps_its_colour_bar_and_fields(visitor: Visitor) -> None:
    await visitor.open("zoo")
    drawn = await visitor.page.evaluate("""async () => {
        const { drawAttachments } = await import('/page/blocks/attachments.js');
        const world = { user() {}, channel() {}, usergroup() {}, zone: () => 'UTC', now: () => 0 };
        const fields = [{ title: 'A', value: '1', short: true }];
        const node = drawAttachments([{ color: 'danger', title: 'Title', text: '*loud*', fields }], { world });
        const colour = node.querySelector('.attachment').style.getPropertyValue('--bar');
        return [colour, node.querySelector('strong').textContent, node.querySelector('.field').textContent];
    }""")

    assert drawn == ["#e01e5a", "loud", "A1"]


async def test_a_block_the_page_does_not_know_is_named(visitor: Visitor) -> None:
    await visitor.open("zoo")
    words = await visitor.page.evaluate("""async () => {
        const { drawBlocks } = await import('/page/blocks/blocks.js');
        return drawBlocks([{ type: 'hologram' }], { world: {} }).textContent;
    }""")

    assert "hologram" in words
