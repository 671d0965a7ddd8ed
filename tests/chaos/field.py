"""Where processes are killed: a Slack with bad days, workers on one database, and the count of what arrived."""

import contextlib
import json
import random
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from changes.deliveries import Deliveries, Wanted
from changes.model import Destination
from changes.store import deliveries
from store.database import Database
from store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
BAD_DAYS = {"limited": 0.05, "broken": 0.02, "unheard": 0.01, "hang": 3.0, "late": 1.0, "latency": 0.05}
RATE, GAP, SETTLE = 48.0, 1.05, 4.0


@dataclass(frozen=True)
class Result:
    wanted: int
    lost: int
    doubled: int
    disordered: int
    seconds: float
    kills: int
    turned_away: int
    looks: int

    @property
    def clean(self) -> bool:
        return (self.lost, self.doubled, self.disordered) == (0, 0, 0)


@dataclass
class Field:
    """`size` workers on one database; a killed one is started anew, as a supervisor would."""

    database: Database
    slack: str
    size: int
    kills: int = 0
    _workers: list["subprocess.Popen[str]"] = field(default_factory=list)

    def start(self) -> None:
        self._workers = [self._worker() for _ in range(self.size)]
        for one in self._workers:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"

    def kill_one(self, dice: random.Random) -> None:
        place = dice.randrange(self.size)
        dead = self._workers[place]
        dead.kill()
        dead.wait(10)
        if dead.stdout is not None:
            dead.stdout.close()
        self._workers[place] = self._worker()
        self.kills += 1

    def stop(self) -> None:
        for one in self._workers:
            one.terminate()
        for one in self._workers:
            try:
                one.wait(25)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait(10)
            if one.stdout is not None:
                one.stdout.close()

    def _worker(self) -> "subprocess.Popen[str]":
        url = self.database.engine.url.render_as_string(hide_password=False)
        numbers = [str(number) for number in (RATE, GAP, SETTLE)]
        command = [sys.executable, "-m", "tests.chaos.worker", url, self.slack, *numbers]
        return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True)


@contextlib.contextmanager
def slack(moods: dict[str, float]) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.chaos.slack", json.dumps(moods)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().removeprefix("ready ").strip()
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def broadcast(database: Database, channels: int, each: int, *, size: int, kills: int, seconds: float) -> Result:
    """Everything is stored, the workers run, some die; what arrived is counted at the Slack's side."""
    dice = random.Random(11)
    limits = {"rate": RATE * 1.04, "gap": 1.0}
    with slack(BAD_DAYS | limits) as url:
        field = Field(database, url, size)
        wanted = store(database, channels, each)
        moments = sorted(dice.uniform(0.02, 0.9) for _ in range(kills))
        began = time.monotonic()
        try:
            field.start()
            _watch(database, field, dice, [len(wanted) * moment for moment in moments], began + seconds)
            took = time.monotonic() - began
        finally:
            field.stop()
        return _counted(wanted, url, took, field.kills)


def store(database: Database, channels: int, each: int) -> list[Wanted]:
    wanted = [
        Wanted(
            f"m:{number:02}:C{channel:04}",
            "message",
            Destination("channel", f"C{channel:04}"),
            payload={"text": f"{number}"},
        )
        for number in range(each)
        for channel in range(channels)
    ]
    with database.begin() as connection:
        Deliveries(Workspace(database, "T1")).enqueue(connection, wanted, datetime.now(UTC))
    return wanted


def _watch(database: Database, field: Field, dice: random.Random, moments: list[float], end: float) -> None:
    """Dies at the moments when so many are over, until all are."""
    while time.monotonic() < end:
        waiting, over = _standing(database)
        while moments and over >= moments[0]:
            moments.pop(0)
            field.kill_one(dice)
        if not waiting:
            return
        time.sleep(0.1)


def _standing(database: Database) -> tuple[int, int]:
    with database.read() as connection:
        chosen = sa.select(deliveries.c.status, sa.func.count()).group_by(deliveries.c.status)
        counted = {str(status): int(count) for status, count in connection.execute(chosen)}
    waiting = counted.pop("queued", 0)
    return waiting, sum(counted.values())


def _counted(wanted: list[Wanted], url: str, took: float, kills: int) -> Result:
    with urllib.request.urlopen(f"{url}/taken") as answer:
        report = json.load(answer)
    arrived = Counter((one["channel"], int(one["text"])) for one in report["taken"])
    expected = {(one.destination.id, int(one.payload["text"])) for one in wanted}
    order: dict[str, list[int]] = {}
    for one in report["taken"]:
        order.setdefault(one["channel"], []).append(int(one["text"]))
    return Result(
        wanted=len(wanted),
        lost=len(expected - set(arrived)),
        doubled=sum(count - 1 for count in arrived.values()),
        disordered=sum(said != sorted(said) for said in order.values()),
        seconds=round(took, 1),
        kills=kills,
        turned_away=report["turned_away"],
        looks=report["looks"],
    )
