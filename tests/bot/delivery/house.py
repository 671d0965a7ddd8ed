"""Deliveries on a real database against a Slack that keeps count."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.desk import Desk, Line, Patience
from bot.delivery.engine import Rounds, delivering
from bot.delivery.jobs import Job, Jobs
from bot.delivery.outcome import Dropped
from bot.delivery.pacer import Pace, Pacer
from bot.delivery.post import Edit, Post
from bot.delivery.runner import Tempo
from bot.delivery.work import Work
from bot.door import Door
from changes.deliveries import Deliveries, Delivery, Wanted
from changes.model import Destination
from store.database import Database
from store.workspace import Workspace
from tests.chaos.slack import Slack

QUICK = Patience(settle=0.3, most=30, longest=0.2)
FAST = Pace(rate=2_000.0, gap=0.001)
TEMPO = Tempo(poll=0.05)
ROUNDS = Rounds(reconcile=0.2, ttl=1.2)


def said(job: Job) -> Post | Edit | Dropped:
    wanted = job.delivery.wanted
    if wanted.payload.get("dropped"):
        return Dropped("its reason is gone")
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
    failures: list[tuple[str, str]] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def desk(self, timeout: float = 1.0) -> AsyncIterator[Desk]:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=timeout)) as session:
            client = AsyncWebClient(token="t", base_url=f"{self.slack.url}/api/", session=session, retry_handlers=[])

            async def line(workspace: str) -> Line:
                return Line(client, "https://north.slack.example/")

            door = Door(6)
            pacer = Pacer(self.database, self.pace)
            yield Desk(Jobs(self.database), pacer, door, line, said, self._failed, self.patience)
            door.close()

    @contextlib.asynccontextmanager
    async def at_work(self, timeout: float = 1.0) -> AsyncIterator[Work]:
        async with self.desk(timeout) as desk, delivering(desk, lambda work: None, self.rounds, self.tempo) as work:
            yield work

    def store(self, *wanted: Wanted, work: Work | None = None) -> list[Delivery]:
        with self.database.begin() as connection:
            new = self.deliveries.enqueue(connection, wanted, datetime.now(UTC))
            if work is not None:
                work.start(connection, new)
            return new

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(Workspace(self.database, "T1"))

    def get(self, id_: str) -> Delivery:
        with self.database.read() as connection:
            found = self.deliveries.get(connection, id_)
        assert found is not None
        return found

    def over(self, ids: Sequence[str]) -> bool:
        return all(self.get(id_).status != "queued" for id_ in ids)

    def _failed(self, connection: object, job: Job, error: str) -> None:
        self.failures.append((job.delivery.wanted.id, error))


def card(id_: str, channel: str = "C1", **payload: object) -> Wanted:
    return Wanted(id_, "message", Destination("channel", channel), payload=payload)
