"""The bot as Slack meets it: acknowledgements under load, events a second beside bare Bolt apps, from a message to its note."""

import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks import turns
from benchmarks.encoders import CACHE
from benchmarks.report import Section
from benchmarks.turns import Times, spent_by
from tests.bot.signed import event
from tests.conversations.playground import WORLD, Control, playground

TITLE = "The bot"
RATE, SECONDS, MENTIONS = 100, 15, 0.05
EVENTS, ROUNDS, AT_ONCE = 500, 5, 32
APPS = ("silent", "echo", "bot")
REST, MOST_RESTS = 0.3, 100  # seconds without work until it counts as quiet, and how often that is waited for
NOTES = 30
PLAIN = "good morning, the numbers of yesterday are in the sheet, have a look before lunch please"
OPEN = "performance got worse since Tuesday"


def run() -> list[Section]:
    return asyncio.run(_run())


async def _run() -> list[Section]:
    with playground("--workspace", str(WORLD)) as url, tempfile.TemporaryDirectory() as home:
        async with aiohttp.ClientSession() as session:
            control = Control(url, session)
            made = await control.do("app", manifest=_manifest(), transport="hand", channels=["#team"])
            bench = await Bench(control, session, made["credentials"], Path(home)).look_around()
            return [await bench.load(), await bench.throughput(), await bench.notes()]


@dataclass(frozen=True)
class App:
    """Where it listens, and the number of its process."""

    url: str
    process: int

    async def rested(self) -> float:
        """What it has spent once it is quiet: what was only acknowledged is done later, while another has its turn."""
        spent = spent_by(self.process)
        for _ in range(MOST_RESTS):
            await asyncio.sleep(REST)
            before, spent = spent, spent_by(self.process)
            if spent == before:
                break
        return spent


class Bench:
    def __init__(self, control: Control, session: aiohttp.ClientSession, tokens: dict[str, Any], home: Path) -> None:
        self.control, self.session, self.tokens, self.home = control, session, tokens, home
        self.number = 0
        self.team = self.channel = self.person = ""

    async def look_around(self) -> "Bench":
        state = await self.control.look("state", as_="lee")
        self.team, self.person = state["team"]["id"], state["me"]
        self.channel = next(one["id"] for one in state["channels"] if one["name"] == "team")
        return self

    async def load(self) -> Section:
        async with self._server("bot") as app:
            taken = await self._paced(app.url)
        rows = [[f"p{part}", f"{_percentile(taken, part):.0f}"] for part in (50, 95, 99)]
        note = f"{RATE} messages a second for {SECONDS} s over HTTP, signed, {MENTIONS:.0%} with a word that is read and decided."
        return Section("Acknowledgement under load", note, ["", "ms"], [*rows, ["slowest", f"{max(taken):.0f}"]])

    async def throughput(self) -> Section:
        """All three stand there from the beginning, and are asked in turns."""
        taken: dict[str, list[float]] = {name: [] for name in APPS}
        spent: dict[str, list[float]] = {name: [] for name in APPS}
        async with contextlib.AsyncExitStack() as stack:
            apps = {name: await stack.enter_async_context(self._server(name)) for name in APPS}
            for name, _ in turns.in_turn(APPS, range(ROUNDS + 1)):
                before = spent_by(apps[name].process)
                taken[name].append(await self._crowd(apps[name].url))
                spent[name].append(await apps[name].rested() - before)
        return _events({name: Times(tuple(taken[name][1:])) for name in APPS}, spent)

    async def notes(self) -> Section:
        async with self._server("bot") as app:
            listens = f"{app.url}/slack/events"
            await self.control.do("app", manifest=_manifest(app.url), request_url=listens, transport="http")
            await self._note()
            taken = [await self._note() for _ in range(NOTES)]
        rows = [[f"p{part}", f"{_percentile(taken, part):.0f}"] for part in (50, 95)]
        note = "From the moment the event leaves Slack to the moment Slack hears chat.postMessage, in fresh threads."
        return Section("From a message to its note", note, ["", "ms"], rows)

    async def _note(self) -> float:
        """A thread of its own, so that the word may be noted."""
        said = await self.control.do("message", as_="ana", channel="#team", text=PLAIN)
        since = (await self.control.look("state", as_="ana"))["seq"]
        ts = said["ts"]
        await self.control.do("message", as_="lee", channel="#team", text=OPEN, thread_ts=ts)
        match = {"type": "message", "message": {"bot_id": self.tokens["bot_id"]}}
        await self.control.do("wait", after=since, match=match, timeout=30)
        log = (await self.control.look("log", after=since))["entries"]
        heard = next(one["time"] for one in log if one["kind"] == "event" and one["name"] == "message")
        wrote = next(one["time"] for one in log if one["name"] == "chat.postMessage")
        return 1000 * (float(wrote) - float(heard))

    async def _paced(self, url: str) -> list[float]:
        began = time.perf_counter()
        posts = []
        for index in range(RATE * SECONDS):
            await asyncio.sleep(max(0.0, began + index / RATE - time.perf_counter()))
            posts.append(asyncio.ensure_future(self._post(url)))
        return [1000 * one for one in await asyncio.gather(*posts)]

    async def _crowd(self, url: str) -> float:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one() -> None:
            async with gate:
                await self._post(url)

        began = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(EVENTS)))
        return time.perf_counter() - began

    async def _post(self, url: str) -> float:
        body, headers = event(self._payload(), self.tokens["signing_secret"])
        began = time.perf_counter()
        async with self.session.post(f"{url}/slack/events", data=body, headers=headers) as answer:
            await answer.read()
            assert answer.status == 200
        return time.perf_counter() - began

    def _payload(self) -> dict[str, Any]:
        self.number += 1
        text = OPEN if self.number % round(1 / MENTIONS) == 0 else PLAIN
        ts = f"{int(time.time())}.{self.number:06d}"
        said = {
            "type": "message",
            "channel": self.channel,
            "user": self.person,
            "text": text,
            "ts": ts,
            "channel_type": "channel",
        }
        return {"type": "event_callback", "team_id": self.team, "event_id": f"Ev{self.number}", "event": said}

    @contextlib.asynccontextmanager
    async def _server(self, name: str) -> AsyncIterator[App]:
        environment = {
            **os.environ,
            "PARLANCE_HOME": str(CACHE.parent),  # what the other benchmarks had computed is not computed again
            "DATABASE_URL": f"sqlite:///{self.home / name}.db",
            "SLACK_API_URL": f"{self.control.url}/api/",
            "SLACK_BOT_TOKEN": self.tokens["bot_token"],
            "SLACK_SIGNING_SECRET": self.tokens["signing_secret"],
            "PARLANCE_STYLE": "thread",
        }
        with _process([sys.executable, "-m", "benchmarks.bot_server", name], environment) as app:
            yield app


@contextlib.contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[App]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        line = next(line for line in process.stdout if line.startswith("ready "))
        yield App(str(json.loads(line.removeprefix("ready "))["url"]), process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def _events(times: Mapping[str, Times], spent: Mapping[str, Sequence[float]]) -> Section:
    rows = [
        [
            name,
            f"{EVENTS / one.median:,.0f}",
            *(times[floor].over(one) for floor in ("silent", "echo")),
            f"{1000 * statistics.median(spent[name][1:]) / EVENTS:.2f}",
        ]
        for name, one in times.items()
    ]
    note = (
        f"{ROUNDS} turns of {EVENTS} messages, {AT_ONCE} at a time, {MENTIONS:.0%} with a word; medians, and the middle half "
        "of the ratios. `silent`: a bare Bolt app that hears and does nothing; `echo`: one that answers each. Whoever asks "
        "works on the same processors, with all of them alike. The last column: what the app's own process spends on a "
        "message, with all that is done after the acknowledgement."
    )
    return Section("Events a second", note, ["app", "events/s", "× silent", "× echo", "ms of processors"], rows)


def _manifest(url: str = "") -> dict[str, object]:
    from bot.commands.manifest import made

    return made(url)


def _percentile(values: list[float], part: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


if __name__ == "__main__":
    print("\n".join(map(str, run())))
