"""What one process records, a worker in another process sends; and it says how it is to whoever asks."""

import contextlib
import os
import socket
import subprocess
import sys
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

PATIENCE = 300.0  # seconds, in which a process starts however busy the machine is
NO_TLS = False
"""What it needs takes longest to load."""


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
            process.wait(60)


def announce(database: Database, channel: str) -> None:
    when = When(datetime.now(UTC) + timedelta(days=9))
    draft = Draft("Amounts in cents", "schema", ("warehouse.orders",), breaking=True, when=when)
    announcing = Announcing(Workspace(database, "T1"))
    announcing.announce(draft, "anna", datetime.now(UTC), named=[Destination("channel", channel)])


def living(process: "subprocess.Popen[bytes]", true: Callable[[], bool]) -> Callable[[], bool]:
    """Of one that has died nobody waits for more."""

    def still() -> bool:
        assert process.poll() is None, f"the worker ended with {process.returncode}"
        return true()

    return still


def told(slack: Slack, channel: str) -> Callable[[], bool]:
    return lambda: any(one["channel"] == channel for one in slack.taken)


@pytest.mark.xdist_group("card")  # starts processes: begun first
async def test_what_one_process_records_before_and_after_its_start_a_worker_sends_and_says_how_it_is(
    database: Database, slack: Slack, tmp_path: Path
) -> None:
    announce(database, "C1")
    with held_port() as port, worker(database, slack, tmp_path, PARLANCE_WORKER_PORT=str(port)) as process:
        await until(living(process, told(slack, "C1")), PATIENCE)
        announce(database, "C2")
        await until(living(process, told(slack, "C2")), PATIENCE)
        await until(living(process, lambda: asked(port, "readyz")[0] == 200), PATIENCE)
        nothing_waits = 'parlance_deliveries{state="queued"} 0.0'
        await until(living(process, lambda: nothing_waits in asked(port, "metrics")[1]), PATIENCE)

        assert asked(port, "readyz") == (200, '{"database":true,"deliveries":true}')
        assert asked(port, "healthz") == (200, "alive\n")
        assert asked(port, "slack/events")[0] == 404

    assert [one["channel"] for one in slack.taken] == ["C1", "C2"]


@pytest.mark.xdist_group("port")
async def test_a_worker_that_was_given_no_port_sends_as_well(sqlite: Database, slack: Slack, tmp_path: Path) -> None:
    announce(sqlite, "C1")
    with worker(sqlite, slack, tmp_path) as process:
        await until(living(process, told(slack, "C1")), PATIENCE)


@contextlib.contextmanager
def held_port() -> Iterator[int]:
    """While it is held the kernel lends it to nobody; who asks for it by number, as we do, may listen there all the same."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("0.0.0.0", 0))
        yield int(holder.getsockname()[1])


def asked(port: int, path: str) -> tuple[int, str]:
    """0: nobody is there."""
    try:
        found = httpx.get(f"http://127.0.0.1:{port}/{path}", verify=NO_TLS, timeout=60)
    except httpx.TransportError:
        return 0, ""
    return found.status_code, found.text
