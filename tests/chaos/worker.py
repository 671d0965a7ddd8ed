"""One process that delivers, to be killed: `python -m tests.chaos.worker DATABASE_URL SLACK_URL MARGIN`."""

import asyncio
import signal
import sys

from bot.delivery.ending import Patience
from bot.delivery.engine import Rounds
from bot.delivery.office import Terms, office
from bot.delivery.pacer import Pace, Rate
from bot.settings import Settings
from store.database import Database

RATE = 49.5


def terms(margin: float) -> Terms:
    """As in earnest, but for a Slack that takes ten times as much, so that a test does not last ten times as long.

    `margin`: how much later than a machine at rest lets it a post may arrive.
    """
    return Terms(
        pace=Pace(posts=Rate(RATE, 10), edits=Rate(RATE, 10), looks=Rate(20.0, 20), gap=1.02),
        patience=Patience(late=2.5, settle=6.0 * margin, unheard=2.0 * margin, heard=margin, longest=1.0),
        rounds=Rounds(ttl=5.0),
        timeout=2.0,
    )


async def work(url: str, slack: str, margin: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    database = Database.at(url)
    async with office(Settings(bot_token="t", slack_url=f"{slack}/api/"), database, terms(float(margin))):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await stop.wait()
    database.close()


if __name__ == "__main__":
    asyncio.run(work(*sys.argv[1:]))
