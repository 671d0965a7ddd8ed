"""The playground: what a test costs, how much goes through Socket Mode, how soon it is there."""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from slack_sdk import WebClient
from websockets.asyncio.client import connect

from benchmarks.report import Section
from benchmarks.turns import spent_by

TITLE = "The playground"
ROUNDS, EVENTS, STARTS = 100, 5000, 7
CONNECTIONS = 2
ENVIRONMENT = {**os.environ, "PYTHONUNBUFFERED": "1"}
EVERYTHING = {"bot_events": ["message.channels"]}
MANIFEST = {
    "display_information": {"name": "Bench"},
    "oauth_config": {"scopes": {"bot": ["chat:write", "channels:history", "channels:read"]}},
    "settings": {"event_subscriptions": EVERYTHING, "socket_mode_enabled": True},
}


@dataclass(frozen=True)
class Spent:
    """By the clock on the wall, and by the processors: of the playground, and of whoever asked it."""

    wall: float
    served: float
    asked: float

    def of(self, count: int) -> list[str]:
        return [f"{1000 * part / count:.1f}" for part in (self.wall, self.served, self.asked)]


def run() -> list[Section]:
    return [_starts(), _conversations(), _events()]


def _starts() -> Section:
    taken: list[tuple[float, float]] = []
    for _ in range(STARTS + 1):
        start = time.perf_counter()
        with _playground() as (_, process):
            taken.append((time.perf_counter() - start, spent_by(process.pid)))
    walls, cpus = zip(*taken[1:], strict=True)
    note = f"`python -m playground`, until it says that it is ready: median of {STARTS} processes. The bar: under 1 s."
    row = [f"{statistics.median(walls):.2f}", f"{min(walls):.2f}", f"{statistics.median(cpus):.2f}"]
    return Section("Starting", note, ["median s", "fastest s", "processor s"], [row])


def _conversations() -> Section:
    with _playground() as (url, process), httpx.Client(base_url=f"{url}/_control/") as control:
        tokens = _installed(control, "hand")
        web = WebClient(token=tokens["bot_token"], base_url=f"{url}/api/")

        def one() -> None:
            control.post("reset", json={})
            said = control.post("message", json={"as": "maya", "channel": "#churn-model", "text": "hello"}).json()
            web.chat_postMessage(channel=said["channel"], thread_ts=said["ts"], text="hello yourself")

        def with_a_look() -> None:
            one()
            control.get("messages/churn-model", params={"as": "jon"})

        deeds: list[tuple[str, Callable[[], object]]] = [
            ("a reset alone", lambda: control.post("reset", json={})),
            ("reset, a person's message, a bot's reply by slack_sdk", one),
            ("the same, and a look at the channel", with_a_look),
        ]
        rows = [[name, *_measured(process, deed).of(ROUNDS)] for name, deed in deeds]
    note = f"Mean of {ROUNDS}, over HTTP to a playground in a process of its own. The bar: 30 ms."
    return Section("A conversation test", note, ["", "ms", "of it served", "asked"], rows)


def _measured(process: subprocess.Popen[str], deed: Callable[[], object]) -> Spent:
    deed()
    start, served, asked = time.perf_counter(), spent_by(process.pid), time.process_time()
    for _ in range(ROUNDS):
        deed()
    return Spent(time.perf_counter() - start, spent_by(process.pid) - served, time.process_time() - asked)


def _events() -> Section:
    with _playground() as (url, process):
        spent = asyncio.run(_through_sockets(url, process))
    rows = [[f"{EVENTS / part:,.0f}" for part in (spent.wall, spent.served, spent.asked)]]
    note = (
        f"{EVENTS:,} message events through {CONNECTIONS} connections to a bare client that acknowledges each; "
        "a second, and a second of processor time. The bar: 500 a second on two cores."
    )
    return Section("Socket Mode", note, ["events/s", "per second of the playground's", "of the client's"], rows)


async def _through_sockets(url: str, process: subprocess.Popen[str]) -> Spent:
    async with httpx.AsyncClient(base_url=f"{url}/_control/", timeout=60) as control:
        tokens = (await control.post("app", json=_app("socket"))).json()["credentials"]
        done = asyncio.Event()
        clients = [asyncio.create_task(_acknowledge(url, tokens, done)) for _ in range(CONNECTIONS)]
        while (await control.get("app", params={"app": "Bench"})).json()["app"]["connections"] < CONNECTIONS:
            await asyncio.sleep(0.01)
        fault = {"on": "delivery", "do": "duplicate", "copies": EVENTS - 1, "times": 1, "app": "Bench"}
        await control.post("faults", json={"add": fault})
        start, served, asked = time.perf_counter(), spent_by(process.pid), time.process_time()
        await control.post("message", json={"as": "maya", "channel": "#churn-model", "text": "hello"})
        (await control.post("settle", json={"timeout": 60})).raise_for_status()
        spent = Spent(time.perf_counter() - start, spent_by(process.pid) - served, time.process_time() - asked)
        done.set()
        heard = sum(await asyncio.gather(*clients))
    if heard < EVENTS:
        raise RuntimeError(f"only {heard} of {EVENTS} events arrived")
    return spent


async def _acknowledge(url: str, tokens: dict[str, str], done: asyncio.Event) -> int:
    headers = {"Authorization": f"Bearer {tokens['app_token']}"}
    async with httpx.AsyncClient() as http:
        ticket = (await http.post(f"{url}/api/apps.connections.open", headers=headers)).json()["url"]
    heard = 0
    async with connect(ticket, compression=None) as socket:
        await socket.recv()
        ended = asyncio.create_task(done.wait())
        while True:
            waiting = asyncio.ensure_future(socket.recv())
            await asyncio.wait({waiting, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                waiting.cancel()
                return heard
            heard += 1
            await socket.send(json.dumps({"envelope_id": json.loads(waiting.result())["envelope_id"]}))


def _app(transport: str) -> dict[str, Any]:
    return {"manifest": MANIFEST, "transport": transport, "channels": ["#churn-model"]}


def _installed(control: httpx.Client, transport: str) -> dict[str, str]:
    found: dict[str, str] = control.post("app", json=_app(transport)).json()["credentials"]
    return found


@contextmanager
def _playground() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "playground", "--port", "0", "--limits", "off"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
    try:
        yield _address(process), process
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("ready "):
            return str(json.loads(line.removeprefix("ready "))["url"])
    raise RuntimeError("the playground ended before it was ready")
