"""A graph that an older version built goes once none reads it: whoever still has it open keeps what it has read."""

import contextlib
import time
from collections.abc import Iterable
from pathlib import Path

UNREAD_FOR = 2 * 86_400.0  # seconds; file systems note no more than once a day that a file was read


def clear(superseded: Iterable[Path]) -> None:
    for graph in superseded:
        with contextlib.suppress(OSError):  # it is not there, or the folder may only be read
            seen = graph.stat()
            if time.time() - max(seen.st_atime, seen.st_mtime) > UNREAD_FOR:
                graph.unlink()
