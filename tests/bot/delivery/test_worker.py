"""What one process records, a worker in another process sends: soon."""

import contextlib
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
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


@contextlib.contextmanager
def worker(database: Database, slack: Slack, home: Path, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    given = {
        "PATH": os.environ["PATH"],
        "PARLANCE_HOME": str(home),
        "DATABASE_URL": database.engine.url.render_as_string(hide_password=False),
        "SLACK_BOT_TOKEN": "t",
        "SLACK_API_URL": f"{slack.url}/api/",
        **more,
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


@pytest.mark.xdist_group("card")  # starts processes: begun first
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


@pytest.mark.xdist_group("port")
async def test_a_worker_with_a_port_says_how_it_is_and_how_much_is_still_to_be_told(
    database: Database, slack: Slack, tmp_path: Path
) -> None:
    port = lasting_port()
    with worker(database, slack, tmp_path, PARLANCE_WORKER_PORT=str(port)):
        await until(lambda: asked(port, "readyz")[0] == 200)

        assert asked(port, "readyz") == (200, '{"database":true,"deliveries":true}')
        assert asked(port, "healthz") == (200, "alive\n")
        assert 'parlance_deliveries{state="queued"} 0.0' in asked(port, "metrics")[1]
        assert asked(port, "slack/events")[0] == 404


def lasting_port() -> int:
    """Below those that kernels lend to connections: it is still free when the worker gets to it."""
    for port in random.SystemRandom().sample(range(20_000, 30_000), 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("0.0.0.0", port))
            return port
    raise AssertionError("a hundred ports are taken")


def asked(port: int, path: str) -> tuple[int, str]:
    """0: nobody is there."""
    try:
        found = httpx.get(f"http://127.0.0.1:{port}/{path}", verify=False)  # what TLS needs takes longest to load
    except httpx.TransportError:
        return 0, ""
    return found.status_code, found.text
