"""The bot lives as long as the world it is in: a reset ends its life, and it begins another that remembers nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


@dataclass
class Life:
    """It ends when `stop` is set; `at_work` is for it to set."""

    number: int
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    at_work: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Lives:
    """One after the other until `over`. Whoever replaces the world knocks at the door."""

    over: asyncio.Event
    _present: Life = field(default_factory=lambda: Life(1))
    _coming: Life = field(default_factory=lambda: Life(2))
    _one_knock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def live(self, one: Callable[[Life], Awaitable[None]]) -> None:
        ending = asyncio.ensure_future(self._end())
        try:
            while not self.over.is_set():
                await one(self._present)
                self._present, self._coming = self._coming, Life(self._coming.number + 1)
        finally:
            ending.cancel()
            for never in (self._present, self._coming):  # whoever waits for another life need not wait any more
                never.at_work.set()

    def door(self) -> Starlette:
        return Starlette(routes=[Route("/", self._knock, methods=["POST"])])

    async def _knock(self, request: Request) -> Response:
        """Answered when the next life is at work, so that nobody meets the one before in the new world."""
        async with self._one_knock:
            ending, coming = self._present, self._coming
            await ending.at_work.wait()
            ending.stop.set()
            await coming.at_work.wait()
        return PlainTextResponse("begun anew\n")

    async def _end(self) -> None:
        await self.over.wait()
        self._present.stop.set()
