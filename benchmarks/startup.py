"""Cold starts, each a process of its own, all commands taking turns."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import turns
from benchmarks.report import Section

TITLE = "Starting"
ROOT = Path(__file__).resolve().parents[1]
RUNS = 5
MESSAGE = '{"id": "1", "text": "performance got worse since Tuesday"}\n'
COLUMNS = ["command", "seconds", "fastest", "of processors", "peak MB"]


@dataclass(frozen=True)
class Run:
    """By the clock on the wall, and by the processors; the most memory it held, in MB."""

    wall: float
    processors: float
    peak: float


def run() -> list[Section]:
    with tempfile.TemporaryDirectory() as home:
        message = Path(home) / "message.jsonl"
        message.write_text(MESSAGE, encoding="utf-8")
        taken = _taken(
            {
                "parlance --help": ["-m", "bot", "--help"],
                "parlance read, one message": ["-m", "bot", "read", "--json", str(message)],
                "import sentence_transformers": ["-c", "import sentence_transformers"],
                "Python alone": ["-c", "pass"],
            },
            {**os.environ, "PARLANCE_HOME": home},
        )
    note = (
        f"Medians of {RUNS} processes, in turns, after one that filled the caches; the processors' time tells what a busy "
        "machine adds to the clock's."
    )
    return [Section("From a cold process", note, COLUMNS, [_row(name, runs) for name, runs in taken.items()])]


def _taken(commands: dict[str, list[str]], environment: dict[str, str]) -> dict[str, list[Run]]:
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for name, _ in turns.in_turn(tuple(commands), range(RUNS + 1)):
        found[name].append(_once([sys.executable, *commands[name]], environment))
    return {name: runs[1:] for name, runs in found.items()}


def _row(name: str, runs: Sequence[Run]) -> list[str]:
    walls = [one.wall for one in runs]
    processors = median(one.processors for one in runs)
    return [
        name,
        f"{median(walls):.2f}",
        f"{min(walls):.2f}",
        f"{processors:.2f}",
        f"{max(one.peak for one in runs):.0f}",
    ]


def _once(command: list[str], environment: dict[str, str]) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)
