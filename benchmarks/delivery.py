"""One change to 1,000 channels, undisturbed and killed at ten random points, on SQLite and on PostgreSQL."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.report import Section
from store.database import Database
from store.migrate import upgrade
from tests import postgres
from tests.chaos.field import BURST, RATE, Result, broadcast

TITLE = "Delivery: one change to a thousand channels"
CHANNELS, KILLS = 1_000, 10
COLUMNS = ["database", "processes", "kills", "kept", "first card", "all told", "of the floor", "ledger knows"]
COLUMNS += ["lost", "twice", "disordered", "turned away", "looks", "load"]


def run() -> list[Section]:
    rows = [measured(kind, kills) for kind in ("sqlite", "postgres") for kills in (0, KILLS)]
    floor = CHANNELS / RATE
    note = (
        f"The Slack here takes {RATE:.0f} posts a second in a workspace (bursts of {BURST:.0f}) and one a second in a "
        "channel, and enforces it; it turns 5 % away (429), fails on 2 % (half of them taken all the same), and takes 1 % "
        f"without an answer in time. The floor is {CHANNELS:,} / {RATE:.0f} = {floor:.1f} s: what its limit allows if "
        f"nothing ever fails. Time runs from the click, with the processes at work; a killed process is started anew. "
        "Load is the number of busy programs on this machine."
    )
    return [Section("From the click to the last channel", note, COLUMNS, [row for row in rows if row])]


def measured(kind: str, kills: int) -> list[object]:
    with _database(kind) as database:
        if database is None:
            return [kind, "not installed here"]
        upgrade(database)
        size = 1 if database.is_sqlite else 3
        return _row(kind, size, broadcast(database, CHANNELS, 1, size=size, kills=kills, seconds=300))


def _row(kind: str, size: int, one: Result) -> list[object]:
    times = [f"{one.kept_ms} ms", f"{one.first:.2f} s", f"{one.told:.1f} s", f"{one.told / one.floor:.2f} ×"]
    counts = [one.lost, one.doubled, one.disordered, one.turned_away, one.looks]
    return [kind, size, one.kills, *times, f"{one.knew:.1f} s", *counts, f"{os.getloadavg()[0]:.0f}"]


@contextmanager
def _database(kind: str) -> Iterator[Database | None]:
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield Database.at(f"sqlite:///{Path(folder) / 'parlance.db'}")
        return
    binaries = postgres.binaries()
    if binaries is None:
        yield None
        return
    with postgres.running(binaries) as url:
        yield Database.at(url)
