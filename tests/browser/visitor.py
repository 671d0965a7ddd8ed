"""Somebody in front of the page: opens places, writes, presses, and keeps a picture of what they saw."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import ConsoleMessage, Error, Locator, Page, expect

RULES = (Path(__file__).parent / "accessibility.js").read_text(encoding="utf-8")
PICTURES = Path(os.environ.get("PARLANCE_ARTIFACTS", Path(__file__).resolve().parents[2] / ".artifacts")) / "browser"

SIZE = {"width": 1440, "height": 900}
OUTSIDE = "/page/favicon.svg"
"""A place of the same origin where nothing runs: there one forgets."""
FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"
NO_TOUR = "() => localStorage.setItem('playground.tour', '{\"at\": 0, \"open\": false}')"


@dataclass
class Visitor:
    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Keep what the browser complains about; a page that says nothing is part of the promise."""
        self.page.on("pageerror", self._broken)
        self.page.on("console", self._said)

    async def leave(self) -> None:
        """Nothing of this visit stays; the window is there for the next one: a new one would cost more than most tests."""
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
        await self.do("faults", clear=True)
        await self.do("clock", running=True)
        await self.do("reset")

    async def open(self, channel: str = "", *, who: str = "", tour: bool = False) -> None:
        """Load the page as somebody, at a channel (its name) or an app (`app/NAME`)."""
        await self.page.goto(f"{self.origin}{OUTSIDE}")
        await self.page.evaluate(FORGET)
        if not tour:
            await self.page.evaluate(NO_TOUR)
        state = await self.ask("state", {"as": who} if who else {})
        await self.page.goto(f"{self.origin}/?as={state['me']}#/{_place(state, channel)}")
        await self.page.locator("html[data-ready]").wait_for(state="attached")

    async def ask(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        answer = await self.page.request.get(f"{self.origin}/_control/{path}", params=dict(query))
        return await _body(answer)

    async def do(self, deed: str, **body: Any) -> dict[str, Any]:
        """Something that happens elsewhere: another person, the clock, a fault."""
        answer = await self.page.request.post(
            f"{self.origin}/_control/{deed}", data={key.rstrip("_"): value for key, value in body.items()}
        )
        return await _body(answer)

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

    async def say(self, words: str) -> None:
        await self.composer.fill(words)
        await self.composer.press("Enter")
        await expect(self.composer).to_have_value("")

    async def run(self, command: str) -> None:
        """Type a command and send it; the menu of commands is closed first, as it would complete."""
        await self.composer.fill(command + " ")
        await self.composer.press("Enter")

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
