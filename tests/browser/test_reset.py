"""Starting over, and coming back to what one has kept."""

import asyncio
import re
from pathlib import Path

from playwright.async_api import WebSocketRoute, expect

from tests.browser.visitor import PATIENCE, Visitor


async def test_reset_asks_then_forgets_and_the_page_follows(visitor: Visitor) -> None:
    await visitor.open("general")
    await visitor.say("soon forgotten")
    await visitor.page.get_by_label("Reset the workspace").click()

    await visitor.dialog.get_by_role("button", name="Reset").click()

    await expect(visitor.messages.filter(has_text="soon forgotten")).to_have_count(0)


async def test_a_server_that_was_started_anew_is_looked_at_anew(visitor: Visitor) -> None:
    """In a page of its own, for nobody can take away what stands between it and the server."""
    state = await visitor.ask("state", {})
    general = next(one["id"] for one in state["channels"] if one["name"] == "general")
    page, sockets, told_once = await visitor.page.context.new_page(), list[WebSocketRoute](), asyncio.Event()

    def between(socket: WebSocketRoute) -> None:
        life = f'"life": "{len(sockets)}"'
        sockets.append(socket)

        def tell(told: str | bytes) -> None:
            socket.send(re.sub(r'"life": "\w+"', life, str(told)))
            told_once.set()

        socket.connect_to_server().on_message(tell)

    await page.route_web_socket("**/_page/live**", between)
    await page.goto(f"{visitor.origin}/?as={state['me']}#/{general}")
    await page.locator("html[data-ready]").wait_for(state="attached")
    await asyncio.wait_for(told_once.wait(), PATIENCE / 1000)  # a page may be ready before it hears of any life

    async with page.expect_response("**/_control/state**") as asked:
        await sockets[-1].close()

    assert (await asked.value).ok
    await page.close()


async def test_a_workspace_is_saved_and_opened_again(visitor: Visitor, tmp_path: Path) -> None:
    await visitor.open("general")
    await visitor.say("kept for later")
    tool = visitor.page.get_by_label("Save or open a workspace")
    await tool.click()
    async with visitor.page.expect_download() as saved:
        await visitor.page.get_by_role("menuitem", name="Save").click()
    await (await saved.value).save_as(tmp_path / "zoo.json")
    await visitor.do("reset")
    await expect(visitor.messages.filter(has_text="kept for later")).to_have_count(0)

    await tool.click()
    async with visitor.page.expect_file_chooser() as chosen:
        await visitor.page.get_by_role("menuitem", name="Open").click()
    await (await chosen.value).set_files(tmp_path / "zoo.json")

    await expect(visitor.message("kept for later")).to_be_visible()


async def test_a_file_that_is_no_workspace_is_refused_in_words(visitor: Visitor, tmp_path: Path) -> None:
    visitor.forgive("400")
    (tmp_path / "export.zip").write_bytes(b"no archive")
    await visitor.open("general")
    await visitor.page.get_by_label("Save or open a workspace").click()
    await visitor.keep_what_is_shown()

    async with visitor.page.expect_file_chooser() as chosen:
        await visitor.page.get_by_role("menuitem", name="Open").click()
    await (await chosen.value).set_files(tmp_path / "export.zip")

    await expect(visitor.page.locator("#toasts")).to_contain_text("That is no ZIP file.")


async def test_the_page_says_when_the_playground_is_gone_and_comes_back_by_itself(visitor: Visitor) -> None:
    visitor.forgive("ERR_INTERNET_DISCONNECTED")
    await visitor.open("zoo")
    await visitor.page.context.set_offline(True)

    await visitor.composer.fill("into the void")
    await visitor.composer.press("Enter")

    await expect(visitor.page.locator("#main .compose-error")).to_contain_text("does not answer")
    await expect(visitor.composer).to_have_value("into the void")
    await visitor.page.context.set_offline(False)
    await visitor.composer.press("Enter")
    await expect(visitor.messages.last).to_contain_text("into the void")
