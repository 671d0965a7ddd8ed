"""Deliveries as a process runs them: with its settings, its tokens, and what it says about changes."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import sqlalchemy as sa

from bot.delivery.desk import Desk
from bot.delivery.ending import Patience
from bot.delivery.engine import Rounds, delivering
from bot.delivery.fallback import Fallback
from bot.delivery.lines import Tokens
from bot.delivery.minute import Minute
from bot.delivery.pacer import Pace, Pacer
from bot.delivery.sender import Sender
from bot.delivery.telling import Telling
from bot.door import Door
from bot.settings import Settings
from changes.deliveries import Delivery
from changes.summaries import Summaries
from store.database import Database
from store.workspace import Workspace

if TYPE_CHECKING:
    from bot.installations import Installations

THREADS = 4


@dataclass(frozen=True)
class Terms:
    """How fast, how patient: as the settings say and Slack's own limits, unless a test has another Slack.

    `timeout` is that of one call.
    """

    pace: Pace | None = None
    patience: Patience = field(default_factory=Patience)
    rounds: Rounds = field(default_factory=Rounds)
    timeout: float = 10.0


USUAL = Terms()


@contextlib.asynccontextmanager
async def office(settings: Settings, database: Database, terms: Terms = USUAL) -> AsyncIterator[Sender]:
    door = Door(THREADS)
    fallback = Fallback(database)

    def over(connection: sa.Connection, workspace: str, delivery: Delivery) -> None:
        fallback(connection, workspace, delivery)
        Summaries(Workspace(database, workspace)).after(connection, delivery, datetime.now(UTC))

    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=terms.timeout)) as session:
            lines = Tokens(settings, session, _installed(settings, database, door))
            desk = Desk(
                database,
                Pacer(terms.pace or Pace.at(settings.pace)),
                door,
                lines,
                Telling(database),
                over,
                terms.patience,
            )
            async with delivering(desk, Minute(database), terms.rounds) as sender:
                yield sender
    finally:
        door.close()


def _installed(settings: Settings, database: Database, door: Door) -> "Installations | None":
    if not settings.installs_many:
        return None
    from bot.installations import Installations

    return Installations.on(database, settings.client_id, door)
