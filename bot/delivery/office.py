"""Deliveries as a process runs them: with its settings, its tokens, and what it says about changes."""

import contextlib
from collections.abc import AsyncIterator

import aiohttp
import sqlalchemy as sa

from bot.delivery.desk import Desk, Patience
from bot.delivery.engine import delivering
from bot.delivery.fallback import Fallback
from bot.delivery.jobs import Job, Jobs
from bot.delivery.lines import Tokens
from bot.delivery.minute import Minute
from bot.delivery.pacer import Pacer
from bot.delivery.telling import Telling
from bot.delivery.work import Work
from bot.door import Door
from bot.installations import Installations
from bot.settings import Settings
from store.database import Database

TIMEOUT = aiohttp.ClientTimeout(total=10)
THREADS = 8


@contextlib.asynccontextmanager
async def office(settings: Settings, database: Database) -> AsyncIterator[Work]:
    door = Door(THREADS)
    fallback = Fallback(database)

    def failed(connection: sa.Connection, job: Job, error: str) -> None:
        fallback(connection, job, error)  # stored with the failure; the next round starts it

    try:
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
            installed = Installations.on(database, settings.client_id, door) if settings.installs_many else None
            lines = Tokens(settings, session, installed)
            desk = Desk(Jobs(database), Pacer(database), door, lines, Telling(database), failed, Patience())
            async with delivering(desk, Minute(database)) as work:
                yield work
    finally:
        door.close()
