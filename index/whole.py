"""A file appears whole or not at all: it is written under another name first."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Write to what is given; it takes its place when all went well, and leaves nothing behind otherwise."""
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield half
        os.replace(half, target)
    finally:
        half.unlink(missing_ok=True)
