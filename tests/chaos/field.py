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
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from changes.announcing import Announcing
from changes.model import Destination, Draft, When
from changes.store import deliveries
from store.database import Database
from store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
RATE, BURST = 50.0, 20.0
BAD_DAYS = {"limited": 0.05, "broken": 0.02, "unheard": 0.01, "hang": 3.0, "late": 1.0, "latency": 0.05}
LIMITS = {"rate": RATE, "burst": BURST, "gap": 1.0}


@dataclass(frozen=True)
class Result:
    """Seconds from the click: until the `first` card stood there, until the last was `told`, until the ledger `knew`."""

    wanted: int
    lost: int
    doubled: int
    disordered: int
    kept_ms: int
    first: float
    told: float
    knew: float
    kills: int
    turned_away: int
    looks: int

    @property
    def floor(self) -> float:
        """What the workspace's limit allows if nothing ever fails."""
        return self.wanted / RATE

    @property
    def clean(self) -> bool:
        return (self.lost, self.doubled, self.disordered) == (0, 0, 0)


@dataclass
class Field:
    """`size` workers on one database; a killed one is started anew, as a supervisor would. `margin`: as the worker says."""

    database: Database
    slack: str
    size: int
    margin: float
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
        dead.wait(60)
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
        command = [sys.executable, "-m", "tests.chaos.worker", url, self.slack, str(self.margin)]
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
        process.wait(60)
        process.stdout.close()


def broadcast(
    database: Database, channels: int, changes: int, *, size: int, kills: int, seconds: float, margin: float = 1.0
) -> Result:
    """While the workers wait, changes are announced to all the channels; then some workers die."""
    dice = random.Random(11)
    with slack(BAD_DAYS | LIMITS) as url:
        field = Field(database, url, size, margin)
        moments = sorted(dice.uniform(0.02, 0.9) * channels * changes for _ in range(kills))
        try:
            field.start()
            clicked = time.time()
            kept = announce(database, channels, changes)
            _watch(database, field, dice, moments, clicked + seconds)
            took = time.time() - clicked
        finally:
            field.stop()
        return _counted(database, url, Clock(clicked, kept, took), field.kills)


def announce(database: Database, channels: int, changes: int) -> float:
    """The seconds in which the last change was kept with everything that is to be sent."""
    named = [Destination("channel", f"C{channel:04}") for channel in range(channels)]
    announcing = Announcing(Workspace(database, "T1"))
    took = 0.0
    for number in range(changes):
        now = datetime.now(UTC)
        draft = Draft(f"Change {number}", "schema", ("warehouse.orders",), breaking=True, when=When(now + timedelta(9)))
        began = time.perf_counter()
        announcing.announce(draft, "anna@example.com", now, named=named)
        took = time.perf_counter() - began
    return took


@dataclass(frozen=True)
class Clock:
    clicked: float
    kept: float
    took: float


def _watch(database: Database, field: Field, dice: random.Random, moments: list[float], end: float) -> None:
    """Dies at the moments when so many are over, until all are."""
    while time.time() < end:
        waiting, over = _standing(database)
        while moments and over >= moments[0]:
            moments.pop(0)
            field.kill_one(dice)
        if not waiting:
            return
        time.sleep(0.1)


def _standing(database: Database) -> tuple[int, int]:
    with database.read() as connection:
        chosen = sa.select(deliveries.c.status, sa.func.count()).where(deliveries.c.kind == "card")
        rows = connection.execute(chosen.group_by(deliveries.c.status))
        counted = {str(status): int(count) for status, count in rows}
    waiting = counted.pop("queued", 0)
    return waiting, sum(counted.values())


def _counted(database: Database, url: str, clock: Clock, kills: int) -> Result:
    with database.read() as connection:
        wanted = set(connection.execute(sa.select(deliveries.c.seq).where(deliveries.c.kind == "card")).scalars())
    with urllib.request.urlopen(f"{url}/taken") as answer:
        report = json.load(answer)
    taken = [(one["channel"], _number(one), float(one["ts"])) for one in report["taken"] if _is_card(one)]
    arrived = Counter(number for _, number, _ in taken)
    order: dict[str, list[int]] = {}
    for channel, number, _ in taken:
        order.setdefault(channel, []).append(number)
    return Result(
        wanted=len(wanted),
        lost=len(wanted - set(arrived)),
        doubled=sum(count - 1 for count in arrived.values()),
        disordered=sum(numbers != sorted(numbers) for numbers in order.values()),
        kept_ms=round(clock.kept * 1000),
        first=round(min((ts for *_, ts in taken), default=0.0) - clock.clicked, 2),
        told=round(max((ts for *_, ts in taken), default=0.0) - clock.clicked, 1),
        knew=round(clock.took, 1),
        kills=kills,
        turned_away=report["turned_away"],
        looks=report["looks"],
    )


def _name(message: dict[str, dict[str, dict[str, str]]]) -> str:
    return message["metadata"]["event_payload"]["delivery"]


def _is_card(message: dict[str, dict[str, dict[str, str]]]) -> bool:
    return _name(message).startswith("T1:card:")


def _number(message: dict[str, dict[str, dict[str, str]]]) -> int:
    """The place of a delivery in the ledger's order is the last part of its name."""
    return int(_name(message).rsplit(":", 1)[1])
