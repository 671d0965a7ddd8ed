"""Somebody in front of the page: opens places, writes, presses, and keeps a picture of what they saw.

Each deed ends when the page has come to rest after it, so that the next one meets no page that is still on its way.
"""

import asyncio
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import ConsoleMessage, Error, Locator, Page, WebSocket, expect

RULES = (Path(__file__).parent / "accessibility.js").read_text(encoding="utf-8")
PICTURES = Path(os.environ.get("PARLANCE_ARTIFACTS", Path(__file__).resolve().parents[2] / ".artifacts")) / "browser"

PATIENCE = 60_000
"""Milliseconds; generous, as it is spent only when something is wrong or the machine is busy."""
SIZE = {"width": 1440, "height": 900}
OUTSIDE = "/page/favicon.svg"
"""A place of the same origin where nothing runs: there one forgets."""
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"
NO_CLOCK = "() => { window.setTimeout = () => 0; }"
NO_TOUR = "() => localStorage.setItem('playground.tour', '{\"at\": 0, \"open\": false}')"


@dataclass
class Visitor:
    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)
    began: int = 0

    def listen(self) -> None:
        """Keep what the browser complains about; a page that says nothing is part of the promise."""
        self.page.on("pageerror", self._broken)
        self.page.on("console", self._said)

    async def leave(self) -> None:
        """Nothing of this visit stays; the window is there for the next one: a new one would cost more than most tests."""
        await self.page.context.set_offline(False)
        await self.page.unroute_all(behavior="ignoreErrors")
        await self.page.goto(f"{self.origin}{OUTSIDE}")
        self.page.remove_listener("pageerror", self._broken)
        self.page.remove_listener("console", self._said)
        await self.page.set_viewport_size(SIZE)  # type: ignore[arg-type]
        await self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        await self.page.mouse.move(0, 0)

    def _broken(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _said(self, line: ConsoleMessage) -> None:
        if line.type in ("error", "warning"):
            self.complaints.append(line.text)

    def forgive(self, words: str) -> None:
        """The browser itself notes each refused request; where one is provoked, that is no complaint about the page."""
        self.forgiven.append(words)

    def unforgiven(self) -> list[str]:
        return [line for line in self.complaints if not any(words in line for words in self.forgiven)]

    async def start_over(self) -> None:
        """Time stands still until a test moves it: on a busy machine nobody's three seconds are over too early."""
        self.began = (await self.do("reset"))["seq"]
        await self.do("clock", running=False)

    async def open(self, channel: str = "", *, who: str = "", tour: bool = False) -> None:
        """Load the page as somebody, at a channel (its name) or an app (`app/NAME`)."""
        if self.page.url != f"{self.origin}{OUTSIDE}":  # where the one before left it
            await self.page.goto(f"{self.origin}{OUTSIDE}")
        await self.page.evaluate(FORGET)
        if not tour:
            await self.page.evaluate(NO_TOUR)
        state = await self.ask("state", {"as": who} if who else {})
        heard = self._hearing()
        await self.page.goto(f"{self.origin}/?as={state['me']}#/{_place(state, channel)}")
        await self.page.locator("html[data-ready]").wait_for(state="attached")
        await asyncio.wait_for(heard.wait(), PATIENCE / 1000)

    def _hearing(self) -> asyncio.Event:
        """Set when the page that is loaded next hears what happens elsewhere."""
        heard = asyncio.Event()

        def attend(socket: WebSocket) -> None:
            socket.on("framereceived", lambda _: heard.set())

        self.page.once("websocket", attend)
        return heard

    async def ask(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        answer = await self.page.request.get(f"{self.origin}/_control/{path}", params=dict(query))
        return await _body(answer)

    async def do(self, deed: str, **body: Any) -> dict[str, Any]:
        """Something that happens elsewhere: another person, the clock, a fault."""
        answer = await self.page.request.post(
            f"{self.origin}/_control/{deed}", data={key.rstrip("_"): value for key, value in body.items()}
        )
        return await _body(answer)

    async def keep_what_is_shown(self) -> None:
        """What the page takes away after some seconds stays until it is loaded anew: a busy machine may look too late."""
        await self.page.evaluate(NO_CLOCK)

    async def reached(self, kind: str) -> None:
        """Returns when an app has been handed something of this kind and has not answered it yet."""
        waiting = {"type": "log", "entry": {"kind": kind, "direction": "to_app", "status": "waiting"}}
        await self.do("wait", match=waiting, after=self.began, timeout=PATIENCE / 1000)

    @property
    def composer(self) -> Locator:
        return self.page.locator("#main .compose")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog[open]")

    @property
    def messages(self) -> Locator:
        return self.page.locator("#main .message")

    @property
    def replies(self) -> Locator:
        return self.page.locator("#thread .message")

    def message(self, words: str) -> Locator:
        return self.messages.filter(has_text=words).last

    async def say(self, words: str) -> str:
        """The message is there when this returns: the composer may be empty before the page has heard of it."""
        await self.composer.fill(words)
        async with self.page.expect_response(f"{self.origin}/_control/message") as answered:
            await self.composer.press("Enter")
        ts = str((await (await answered.value).json())["ts"])
        await expect(self.composer).to_have_value("")
        await expect(self.page.locator(f'#main .message[data-ts="{ts}"]')).to_be_visible()
        return ts

    async def run(self, command: str) -> None:
        """Type a command and send it; the menu of commands is closed first, as it would complete."""
        await self.composer.fill(command + " ")
        await self.composer.press("Enter")

    async def open_thread(self, words: str) -> None:
        """By the key; it is open when one can write in it."""
        await self.message(words).focus()
        await self.page.keyboard.press("t")
        await expect(self.page.locator("#thread .compose")).to_be_focused()

    async def menu(self, message: Locator, item: str) -> None:
        await message.hover()
        await message.get_by_label("More actions").first.click()
        await self.page.get_by_role("menuitem", name=re.compile(item)).click()

    async def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=PICTURES / f"{name}.png")

    async def barriers(self) -> list[str]:
        """What somebody with a screen reader or weak eyes would stumble over."""
        found: list[str] = await self.page.evaluate(RULES)
        return found


async def _body(answer: Any) -> dict[str, Any]:
    body: dict[str, Any] = await answer.json()
    assert body["ok"], body
    return body


def _place(state: dict[str, Any], name: str) -> str:
    if name.startswith("app/"):
        app = next(app for app in state["apps"] if app["name"] == name.removeprefix("app/"))
        return f"app/{app['id']}/home"
    return next((channel["id"] for channel in state["channels"] if channel["name"] == name), "")
