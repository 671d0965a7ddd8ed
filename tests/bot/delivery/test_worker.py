"""What one process records, a worker in another process sends: soon."""

import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from changes.announcing import Announcing
from changes.model import Destination, Draft, When
from store.database import Database
from store.workspace import Workspace
from tests.bot.delivery.test_delivering import until
from tests.chaos.slack import Moods, Slack, serving
from tests.promptly import quickest

SOON = 2.0


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with serving(Moods()) as running:
        yield running


@contextmanager
def worker(database: Database, slack: Slack, home: Path) -> Iterator["subprocess.Popen[bytes]"]:
    given = {
        "PATH": os.environ["PATH"],
        "PARLANCE_HOME": str(home),
        "DATABASE_URL": database.engine.url.render_as_string(hide_password=False),
        "SLACK_BOT_TOKEN": "t",
        "SLACK_API_URL": f"{slack.url}/api/",
    }
    with subprocess.Popen([sys.executable, "-m", "bot", "run", "worker"], env=given) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


def announce(database: Database, channel: str) -> None:
    when = When(datetime.now(UTC) + timedelta(days=9))
    draft = Draft("Amounts in cents", "schema", ("warehouse.orders",), breaking=True, when=when)
    announcing = Announcing(Workspace(database, "T1"))
    announcing.announce(draft, "anna", datetime.now(UTC), named=[Destination("channel", channel)])


def told(slack: Slack, channel: str) -> Callable[[], bool]:
    return lambda: any(one["channel"] == channel for one in slack.taken)


async def test_the_first_card_of_a_worker_stands_two_seconds_after_the_click(
    database: Database, slack: Slack, tmp_path: Path
) -> None:
    announce(database, "C1")
    with worker(database, slack, tmp_path):
        await until(told(slack, "C1"), 60.0)

        async def click(number: int) -> float:
            clicked = time.time()
            announce(database, f"C2{number}")
            await until(told(slack, f"C2{number}"))
            return float(slack.taken[-1]["ts"]) - clicked

        assert await quickest(click, SOON) < SOON
