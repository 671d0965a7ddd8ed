"""A shell at a terminal of its own: keys go in, and what stands in the line afterwards comes out."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LONGEST = 60  # seconds
TAB, TOLD = b"\t", b"\x18"
READY = "PS1='RE''ADY> '\n"  # written so that the echo of it does not look like the prompt


@dataclass(frozen=True)
class Terminal:
    end: int

    def completed(self, typed: str) -> str:
        """The line after the tab key was pressed at its end."""
        os.write(self.end, typed.encode() + TAB + TOLD)
        seen = re.search(r"SAID\{(.*)\}", self.until(b"}").decode(errors="replace"))
        assert seen is not None
        return seen[1]

    def until(self, mark: bytes) -> bytes:
        seen, latest = b"", time.monotonic() + LONGEST
        while mark not in seen:
            assert time.monotonic() < latest, seen
            if select.select([self.end], [], [], 0.2)[0]:
                seen += os.read(self.end, 65536)
        return seen


def surroundings(home: Path) -> dict[str, str]:
    """Nothing of whoever runs the tests but where programs lie."""
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "PARLANCE_HOME": str(home / "parlance"),
        "TERM": "dumb",
        "LANG": "C.UTF-8",
    }


@contextmanager
def opened(home: Path, *command: str, first: str) -> Iterator[Terminal]:
    ours, its = pty.openpty()
    shell = subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=surroundings(home), start_new_session=True)
    os.close(its)
    try:
        terminal = Terminal(ours)
        os.write(ours, f"{first}; {READY}".encode())
        terminal.until(b"READY> ")
        yield terminal
    finally:
        shell.kill()
        shell.wait()
        os.close(ours)
