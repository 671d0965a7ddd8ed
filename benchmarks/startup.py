"""Cold starts, each a process of its own."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report import Section

TITLE = "Starting"
RUNS = 5
MESSAGE = '{"id": "1", "text": "performance got worse since Tuesday"}\n'


def run() -> list[Section]:
    with tempfile.TemporaryDirectory() as home:
        message = Path(home) / "message.jsonl"
        message.write_text(MESSAGE, encoding="utf-8")
        commands = {
            "parlance --help": [sys.executable, "-m", "bot", "--help"],
            "parlance read, one message": [sys.executable, "-m", "bot", "read", "--json", str(message)],
            "import sentence_transformers": [sys.executable, "-c", "import sentence_transformers"],
        }
        rows = [[name, *_measured(command, home)] for name, command in commands.items()]
    note = f"Median of {RUNS} processes after one that filled the caches; peak resident memory of the process."
    return [Section("From a cold process", note, ["command", "seconds", "peak MB"], rows)]


def _measured(command: list[str], home: str) -> tuple[str, str]:
    environment = {**os.environ, "PARLANCE_HOME": home}
    taken = [_once(command, environment) for _ in range(RUNS + 1)][1:]
    return f"{statistics.median(seconds for seconds, _ in taken):.2f}", f"{max(peak for _, peak in taken):.0f}"


def _once(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return time.perf_counter() - start, usage.ru_maxrss / unit
