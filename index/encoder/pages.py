"""Large pages for what is read from end to end with every message: a twentieth of the time went into finding small ones.

Only Linux can be asked for them; where there are none, everything works as before.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MAPS = Path("/proc/self/maps")
LARGE = 2 << 20
COLLAPSE = 25  # MADV_COLLAPSE: now, not when the kernel finds the time
WORTH = 300  # texts that lose as much to small pages as it takes to move the weights: 0.1 to 0.4 s

Region = tuple[int, int]


@dataclass
class Pages:
    """Moved when enough has passed through: who reads one message and ends has no use for it."""

    regions: frozenset[Region]
    texts: int = 0

    def passed(self, texts: int) -> None:
        if self.regions:
            self.texts += texts
            if self.texts >= WORTH:
                self._move()

    def _move(self) -> None:
        regions, self.regions = self.regions, frozenset()
        for start, end in regions:
            _collapse(-(-start // LARGE) * LARGE, end // LARGE * LARGE)


@contextmanager
def large_pages() -> Iterator[Pages]:
    """For memory that is taken or grows inside."""
    before, pages = set(_private()), Pages(frozenset())
    yield pages
    pages.regions = frozenset(_private()) - before


def _private() -> list[Region]:
    """Memory of our own that can be written: no file is behind it."""
    if not MAPS.exists():
        return []
    lines = (line.split() for line in MAPS.read_text().splitlines())
    return [_region(line[0]) for line in lines if line[1].startswith("rw") and line[5:] in ([], ["[heap]"])]


def _region(written: str) -> Region:
    start, end = written.split("-")
    return int(start, 16), int(end, 16)


def _collapse(start: int, end: int) -> None:
    """A refusal changes nothing, so nobody is told of it."""
    if end > start:
        advise = ctypes.CDLL(None).madvise
        advise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        advise(start, end - start, COLLAPSE)
