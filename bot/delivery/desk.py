"""Everything that delivering one message needs, put together before the first one starts."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.ending import USUAL, Over, Patience
from bot.delivery.jobs import Job
from bot.delivery.outcome import Dropped
from bot.delivery.pacer import Pacer
from bot.delivery.post import Edit, Post
from bot.door import Door
from bot.outages import Outages
from store.database import Database

Render = Callable[[Job], Post | Edit | Dropped]
"""What a delivery says, as things are at this moment."""


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
class Desk:
    database: Database
    pacer: Pacer
    door: Door
    lines: Lines
    render: Render
    over: Over
    patience: Patience = USUAL
    outages: Outages = field(default_factory=Outages)
