"""What all test processes of one run share: the first who needs it makes it, the last to leave clears it away."""

import contextlib
import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process after the other."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def shared(made: Path, make: Callable[[], str], clear: Callable[[str], None]) -> Iterator[str]:
    """What `make` told of the thing it made, as long as the block; who is killed inside has left."""
    door = made.with_suffix(".door")
    with made.with_suffix(".inside").open("w") as staying:
        with alone(door):
            fcntl.flock(staying, fcntl.LOCK_SH)
            if not made.exists():
                made.write_text(make())
            told = made.read_text()
        try:
            yield told
        finally:
            with alone(door):
                if _is_last(staying):
                    made.unlink()
                    clear(told)


def meeting_place(config: pytest.Config, factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of this run have in common, and no other run has."""
    mine = factory.getbasetemp()
    return mine.parent if hasattr(config, "workerinput") else mine


def _is_last(staying: IO[str]) -> bool:
    try:
        fcntl.flock(staying, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
