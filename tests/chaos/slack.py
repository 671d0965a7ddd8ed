"""A Slack that keeps its limits and has bad days: it counts what it takes, and says what it took.

`python -m tests.chaos.slack` runs it as a process of its own; it prints `ready URL`.
"""

import asyncio
import json
import random
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class Moods:
    """How often a post is turned away, fails, or is taken without an answer in time."""

    limited: float = 0.0
    again: int = 1  # seconds after which who was turned away may try again
    broken: float = 0.0
    unheard: float = 0.0
    hang: float = 3.0
    late: float = 0.0  # seconds after which an unheard post is taken
    latency: float = 0.0
    rate: float = 1_000_000.0
    burst: float = 20.0
    gap: float = 0.0
    proxy: str = ""  # the kind of page that something between us and Slack answers with
    refuse: dict[str, str] = field(default_factory=dict)  # channel: error
    groups: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Slack:
    moods: Moods
    taken: list[dict[str, Any]] = field(default_factory=list)
    posts: int = 0
    turned_away: int = 0
    looks: int = 0
    url: str = ""
    _last: dict[str, float] = field(default_factory=dict)
    _tokens: float = 0.0
    _at: float = 0.0
    _dice: random.Random = field(default_factory=lambda: random.Random(7))

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/chat.postMessage", self.post)
        app.router.add_post("/api/chat.update", self.update)
        app.router.add_route("*", "/api/conversations.history", self.history)
        app.router.add_post("/api/conversations.open", self.open)
        app.router.add_route("*", "/api/usergroups.users.list", self.members)
        app.router.add_post("/api/auth.test", self.auth)
        app.router.add_get("/taken", self.report)
        return app

    async def post(self, request: web.Request) -> web.Response:
        wish = await arguments(request)
        self.posts += 1
        await asyncio.sleep(self.moods.latency)
        if self.moods.proxy:
            return web.Response(text="<p>Please sign in to the network.</p>", content_type=self.moods.proxy)
        if error := self.moods.refuse.get(wish["channel"]):
            return web.json_response({"ok": False, "error": error})
        if not self._allowed(wish["channel"]) or self._dice.random() < self.moods.limited:
            self.turned_away += 1
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(self.moods.again)}
            )
        if self._dice.random() < self.moods.broken:
            if self._dice.random() < 0.5:
                self._take(wish)
            return web.json_response({"ok": False, "error": "internal_error"}, status=500)
        if self._dice.random() < self.moods.unheard:
            asyncio.get_running_loop().call_later(self.moods.late, self._take, wish)
            await asyncio.sleep(self.moods.hang)
            return web.json_response({"ok": False}, status=504)
        message = self._take(wish)
        return web.json_response({"ok": True, "channel": message["channel"], "ts": message["ts"]})

    async def update(self, request: web.Request) -> web.Response:
        wish = await arguments(request)
        for message in self.taken:
            if (message["channel"], message["ts"]) == (wish["channel"], wish["ts"]):
                message |= {"text": wish["text"], "edits": message["edits"] + 1}
                return web.json_response({"ok": True, "channel": wish["channel"], "ts": wish["ts"]})
        return web.json_response({"ok": False, "error": "message_not_found"})

    async def history(self, request: web.Request) -> web.Response:
        wish = dict(request.query) | await arguments(request)
        self.looks += 1
        found = [one for one in self.taken if one["channel"] == wish["channel"] and one["ts"] >= wish["oldest"]]
        return web.json_response({"ok": True, "messages": found[::-1]})

    async def open(self, request: web.Request) -> web.Response:
        wish = dict(request.query) | await arguments(request)
        return web.json_response({"ok": True, "channel": {"id": "D" + wish["users"][1:]}})

    async def members(self, request: web.Request) -> web.Response:
        wish = dict(request.query) | await arguments(request)
        return web.json_response({"ok": True, "users": self.moods.groups[wish["usergroup"]]})

    async def auth(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "url": "https://north.slack.example/", "team_id": "T1"})

    async def report(self, request: web.Request) -> web.Response:
        return web.json_response({"taken": self.taken, "turned_away": self.turned_away, "looks": self.looks})

    def names(self) -> list[str]:
        return [one["metadata"]["event_payload"]["delivery"] for one in self.taken]

    def _take(self, wish: dict[str, Any]) -> dict[str, Any]:
        message = {
            "channel": wish["channel"],
            "ts": f"{time.time():.6f}",
            "text": wish["text"],
            "metadata": wish["metadata"],
            "edits": 0,
        }
        self.taken.append(message)
        return message

    def _allowed(self, channel: str) -> bool:
        """A bucket for the workspace, a gap for the channel."""
        now = time.monotonic()
        self._tokens = min(self.moods.burst, self._tokens + (now - self._at) * self.moods.rate)
        self._at = now
        if self._tokens < 1 or now - self._last.get(channel, 0.0) < self.moods.gap:
            return False
        self._tokens -= 1
        self._last[channel] = now
        return True


async def arguments(request: web.Request) -> dict[str, Any]:
    """slack_sdk sends JSON where it must, and a form where it may."""
    if request.content_type == "application/json":
        return dict(await request.json())
    given = dict(await request.post())
    return {name: json.loads(value) if str(value)[:1] in "{[" else value for name, value in given.items()}  # type: ignore[arg-type]


@asynccontextmanager
async def serving(moods: Moods) -> AsyncIterator[Slack]:
    slack = Slack(moods)
    runner = web.AppRunner(slack.app(), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        await runner.cleanup()


async def main(moods: Moods) -> None:
    async with serving(moods) as slack:
        sys.stdout.write(f"ready {slack.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Moods(**json.loads(sys.argv[1]))))
