"""Deliveries on a real database against a Slack that keeps count."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
import sqlalchemy as sa
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.desk import Desk, Line
from bot.delivery.ending import Ending, Patience
from bot.delivery.engine import Rounds, delivering
from bot.delivery.jobs import Job
from bot.delivery.outcome import Dropped
from bot.delivery.pacer import Pace, Pacer, Rate
from bot.delivery.post import Edit, Post
from bot.delivery.queue import Queue
from bot.delivery.sender import Sender, Tempo
from bot.delivery.store import paces
from bot.door import Door
from changes.deliveries import Deliveries, Delivery, Wanted
from changes.model import Destination
from changes.store import deliveries
from store.database import Database
from store.workspace import Workspace
from tests.chaos.slack import Slack

UNHURRIED = 30.0
"""Seconds for Slack's answer, where a test is not about answers that fail to come: a busy machine may need them."""
QUICK = Patience(settle=0.9, unheard=0.6, heard=0.2, longest=0.2)
FULL = Rate(2_000.0, 100)
FAST = Pace(posts=FULL, edits=FULL, looks=FULL, gap=0.001)
TEMPO = Tempo(busy=0.01, idle=0.05)
ROUNDS = Rounds(ttl=1.2)
MOMENTS = {
    deliveries: (deliveries.c.not_before, deliveries.c.again_at, deliveries.c.settled_at),
    paces: (paces.c.next_at,),
}


def said(job: Job) -> Post | Edit | Dropped:
    wanted = job.delivery.wanted
    if wanted.payload.get("dropped"):
        return Dropped("its reason is gone")
    if wanted.payload.get("broken"):
        raise KeyError("what to say")
    return Post(wanted.destination.id, str(wanted.payload.get("text", wanted.id)))


@dataclass
class House:
    """A workspace `T1` and everything that delivers for it."""

    database: Database
    slack: Slack
    patience: Patience = QUICK
    pace: Pace = FAST
    tempo: Tempo = TEMPO
    rounds: Rounds = ROUNDS
    over: list[tuple[str, str, str]] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def desk(self, timeout: float = UNHURRIED) -> AsyncIterator[Desk]:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=timeout)) as session:
            client = AsyncWebClient(token="t", base_url=f"{self.slack.url}/api/", session=session, retry_handlers=[])

            async def line(workspace: str) -> Line:
                return Line(client, "https://north.slack.example/")

            door = Door(6)
            yield Desk(self.database, Pacer(self.pace), door, line, said, self._over, self.patience)
            door.close()

    @contextlib.asynccontextmanager
    async def at_work(self, timeout: float = UNHURRIED) -> AsyncIterator[Sender]:
        async with self.desk(timeout) as desk, delivering(desk, lambda: None, self.rounds, self.tempo) as sender:
            yield sender

    def queue(self, node: str) -> Queue:
        return Queue(self.database, Ending(self.database, Pacer(self.pace), self._over, self.patience), node)

    def store(self, *wanted: Wanted) -> list[Delivery]:
        with self.database.begin() as connection:
            return self.deliveries.enqueue(connection, wanted, datetime.now(UTC))

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(Workspace(self.database, "T1"))

    def get(self, id_: str) -> Delivery:
        with self.database.read() as connection:
            found = self.deliveries.get(connection, id_)
        assert found is not None
        return found

    def pass_time(self, seconds: float) -> None:
        pass_time(self.database, seconds)

    def done(self, ids: Sequence[str]) -> bool:
        return all(self.get(id_).status != "queued" for id_ in ids)

    def _over(self, connection: object, workspace: str, one: Delivery) -> None:
        self.over.append((one.wanted.id, one.status, one.error))


def pass_time(database: Database, seconds: float) -> None:
    """As if it had passed: whatever waits for a moment waits so much less. No machine is too slow for a long wait.

    Row by row: whoever is at work locks several in an order of its own, and one of us would have to give way.
    """
    for table, moments in MOMENTS.items():
        with database.read() as connection:
            waits = sa.or_(*(moment.is_not(None) for moment in moments))
            rows = connection.execute(sa.select(*table.primary_key).where(waits)).all()
        earlier = {moment: moment - seconds for moment in moments}
        for row in rows:
            this = [column == value for column, value in zip(table.primary_key, row, strict=True)]
            with database.begin() as connection:
                connection.execute(sa.update(table).where(*this).values(earlier))


def card(id_: str, channel: str = "C1", **payload: object) -> Wanted:
    return Wanted(id_, "message", Destination("channel", channel), payload=payload)
