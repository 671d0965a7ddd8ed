"""Folders that may only be read, also for root, who may otherwise write everywhere."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SETPRIV = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")


def as_anybody() -> tuple[str, ...]:
    """What comes before a command that must obey the rights of files."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and this system has no setpriv")
    return SETPRIV


@contextmanager
def sealed(folder: Path) -> Iterator[None]:
    inside = [folder, *folder.rglob("*")]
    for one in inside:
        one.chmod(one.stat().st_mode & ~0o222)
    try:
        yield
    finally:
        for one in inside:
            one.chmod(one.stat().st_mode | 0o200)
