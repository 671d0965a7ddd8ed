"""A file appears whole or not at all: it is written under another name first."""

import contextlib
import glob
import os
import time
from collections.abc import Iterator
from pathlib import Path

A_DAY = 86_400.0  # nobody writes a file for that long


@contextlib.contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Write to what is given; it takes its place when all went well, and leaves nothing behind otherwise."""
    _sweep(target)
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield half
        os.replace(half, target)
    finally:
        half.unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """What was killed while it wrote this file left its half."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < time.time() - A_DAY:
                left.unlink()
