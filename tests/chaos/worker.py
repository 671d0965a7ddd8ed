"""One process that delivers, to be killed: `python -m tests.chaos.worker DATABASE_URL SLACK_URL RATE GAP SETTLE`."""

import asyncio
import signal
import sys
import warnings

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.desk import Desk, Line, Patience
from bot.delivery.engine import Rounds, delivering
from bot.delivery.jobs import Job, Jobs
from bot.delivery.pacer import Pace, Pacer
from bot.delivery.post import Post
from bot.delivery.runner import Tempo
from bot.door import Door
from store.database import Database

TIMEOUT = 2.0


async def work(url: str, slack: str, rate: float, gap: float, settle: float) -> None:
    database = Database.at(url)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT)) as session:
        client = AsyncWebClient(token="t", base_url=f"{slack}/api/", session=session, retry_handlers=[])

        async def line(workspace: str) -> Line:
            return Line(client)

        pacer = Pacer(database, Pace(rate, gap))
        patience = Patience(settle, most=50, longest=1.0)
        desk = Desk(Jobs(database), pacer, Door(8), line, _said, lambda *_: None, patience)
        rounds = Rounds(reconcile=3.0, ttl=4.0)
        async with delivering(desk, lambda _: None, rounds, Tempo(poll=0.2, workers=24)):
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            await stop.wait()


def _said(job: Job) -> Post:
    return Post(job.delivery.wanted.destination.id, str(job.delivery.wanted.payload["text"]))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    url, slack, *numbers = sys.argv[1:]
    asyncio.run(work(url, slack, *(float(number) for number in numbers)))
