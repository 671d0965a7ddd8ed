"""A folder to build a graph in; one whose builder was killed is taken away by the next who starts."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

UNFINISHED = ".building-"


@contextlib.contextmanager
def workshop(cache: Path) -> Iterator[Path]:
    """Held as long as its builder lives: the system lets go of what a dead one held."""
    cache.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as kept:
        with _opened(cache) as door:
            _lock(door)  # else a folder that is just being made would be taken for one that was left
            folder = Path(kept.enter_context(tempfile.TemporaryDirectory(dir=cache, prefix=UNFINISHED)))
            _lock(kept.enter_context(_opened(folder)))
        yield folder


def sweep(cache: Path) -> None:
    if not any(cache.glob(f"{UNFINISHED}*")):
        return
    with _opened(cache) as door:
        _lock(door)
        for folder in cache.glob(f"{UNFINISHED}*"):
            if _left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _left(folder: Path) -> bool:
    try:
        with _opened(folder) as descriptor:
            return _lock(descriptor, wait=False)
    except OSError:  # it has just been finished
        return False


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, wait: bool = True) -> bool:
    """No where somebody else holds it, or this disk knows no locks."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True
