"""What the bot has to send is sent, by the same process that sends it in production, only without its patience."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.app import Bot
from bot.delivery.ending import Patience
from bot.delivery.engine import Rounds
from bot.delivery.office import USUAL, Terms, office
from bot.delivery.pacer import Pace, Rate
from bot.settings import Settings
from changes.store import deliveries
from store.database import Database
from store.workspace import Workspace
from tests.conversations.hands import Slack

FULL = Rate(2_000.0, 100)
TERMS = Terms(
    Pace(posts=FULL, edits=FULL, looks=FULL, gap=0.001),
    Patience(settle=0.9, unheard=0.6, heard=0.2, longest=0.2),
    Rounds(tick=3600.0, soon=3600.0, ttl=5.0),
)


@dataclass
class Post:
    """`await post.sent()` returns when nothing waits any more, and Slack has told the bot of it."""

    token: str
    url: str
    bot: Bot
    slack: Slack

    @property
    def database(self) -> Database:
        return self.bot.teams.database

    async def sent(self) -> None:
        async with self.at_work(TERMS):
            await self.over()
        await self.slack.settle()

    @contextlib.asynccontextmanager
    async def at_work(self, terms: Terms = USUAL) -> AsyncIterator[None]:
        """While the block lasts, what is stored is sent; by default as patiently as in production."""
        async with office(Settings(bot_token=self.token, slack_url=self.url), self.database, terms):
            yield

    async def over(self) -> None:
        async with asyncio.timeout(60):
            while self._waits():
                await asyncio.sleep(0.01)

    async def here(self) -> Workspace:
        state = await self.slack.control.look("state", as_="ana")
        return Workspace(self.database, state["team"]["id"])

    def _waits(self) -> bool:
        with self.database.read() as connection:
            waiting = deliveries.select().where(deliveries.c.status == "queued").limit(1)
            return connection.execute(waiting).first() is not None
