"""What every message goes through lies in large pages, where the system has them."""

import subprocess
import sys
from pathlib import Path

import pytest

from index.encoder.pages import LARGE, WORTH, Pages, large_pages

SWITCH = Path("/sys/kernel/mm/transparent_hugepage/enabled")
WANTED = 16 * LARGE
TRIES = 3  # the kernel may have none at one moment and find some at the next

# In a process of its own, where nothing that was freed before is taken again; and then what the kernel gives when asked directly.
BOTH = f"""
import ctypes, mmap
from pathlib import Path
from index.encoder.pages import COLLAPSE, WORTH, large_pages

def large_bytes():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("AnonHugePages:"))

before = large_bytes()
with large_pages() as pages:
    taken = bytearray(b"x") * {WANTED}
pages.passed(WORTH - 1)
early = large_bytes() - before
pages.passed(1)
inside = large_bytes() - before
asked = mmap.mmap(-1, {WANTED}, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
asked.write(b"x" * {WANTED})
place = ctypes.addressof(ctypes.c_char.from_buffer(asked))
ctypes.CDLL(None).madvise(ctypes.c_void_p(-(-place // {LARGE}) * {LARGE}), ctypes.c_size_t({WANTED} - {LARGE}), COLLAPSE)
print(early, inside, large_bytes() - before - inside)
"""


def test_what_is_taken_inside_lies_in_large_pages_when_enough_has_passed_through_it() -> None:
    if not SWITCH.exists() or "[madvise]" not in SWITCH.read_text():
        pytest.skip("this system has no large pages, or gives them unasked")
    early, inside, directly = zip(*(measured() for _ in range(TRIES)), strict=True)
    if min(directly) < WANTED // 2:
        pytest.skip("the kernel has no large pages to give now")
    assert set(early) == {0}
    assert max(inside) >= WANTED // 4


def measured() -> tuple[int, int, int]:
    """Bytes in large pages: before enough has passed, after it, and of what was asked for directly."""
    command = [sys.executable, "-c", BOTH]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=200).stdout
    early, inside, directly = map(int, printed.split())
    return early, inside, directly


def test_without_a_map_of_memory_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.pages.MAPS", Path("there/is/none"))
    with large_pages() as pages:
        taken = bytearray(b"x") * WANTED
    pages.passed(WORTH)
    assert pages == Pages(frozenset(), 0)
    assert taken.count(b"x") == WANTED
