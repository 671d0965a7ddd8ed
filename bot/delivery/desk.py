"""Everything that delivering one message needs, put together before the first one starts."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import sqlalchemy as sa
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.jobs import Job, Jobs
from bot.delivery.outcome import Dropped
from bot.delivery.pacer import Pacer
from bot.delivery.post import Edit, Post
from bot.door import Door

Render = Callable[[Job], Post | Edit | Dropped]
"""What a delivery says, as things are at this moment."""

Failed = Callable[[sa.Connection, Job, str], None]
"""What follows from a refusal, in the transaction that records it."""


class NotInstalled(LookupError):
    """The workspace took us out, or never had us: there is no token for it."""


@dataclass(frozen=True)
class Line:
    """A workspace's Slack, and the address that links to its messages begin with."""

    client: AsyncWebClient = field(repr=False)
    address: str = ""

    def link(self, channel: str, ts: str) -> str:
        return f"{self.address}archives/{channel}/p{ts.replace('.', '')}" if self.address else ""


Lines = Callable[[str], Awaitable[Line]]


@dataclass(frozen=True)
class Patience:
    """`settle`: a post whose answer we did not hear may still arrive that much later (Slack's timeout and a margin)."""

    settle: float = 15.0
    most: int = 30
    longest: float = 60.0


@dataclass(frozen=True)
class Desk:
    jobs: Jobs
    pacer: Pacer
    door: Door
    lines: Lines
    render: Render
    failed: Failed
    patience: Patience = Patience()
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def pause(self, seconds: float) -> None:
        """A shutdown ends the wait by a cancellation: the one exception after which the runner keeps the work."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), max(seconds, 0.001))
        if self.stopping.is_set():
            raise asyncio.CancelledError("shutting down")
