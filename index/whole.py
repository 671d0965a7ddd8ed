"""A file appears whole or not at all: it is written under another name first."""

import contextlib
import glob
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

A_DAY = 86_400.0  # nobody writes for that long
UNFINISHED = ".part"


@contextlib.contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Write to what is given; it takes its place when all went well, and leaves nothing behind otherwise."""
    sweep(target.parent, target.name)
    half = target.with_name(f".{target.name}.{os.getpid()}{UNFINISHED}")
    try:
        yield half
        os.replace(half, target)
    finally:
        half.unlink(missing_ok=True)


def sweep(place: Path, name: str) -> None:
    """What was killed while it wrote something of this name left its half there, be it a file or a folder."""
    for left in place.glob(f".{glob.escape(name)}.*{UNFINISHED}"):
        with contextlib.suppress(OSError):
            if left.lstat().st_mtime < time.time() - A_DAY:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
