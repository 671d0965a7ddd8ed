"""What every message goes through lies in large pages, where the system has them."""

from pathlib import Path

import pytest

from index.encoder.pages import LARGE, large_pages

SWITCH = Path("/sys/kernel/mm/transparent_hugepage/enabled")
SUMMARY = Path("/proc/self/smaps_rollup")
WANTED = 16 * LARGE


def test_what_is_taken_inside_lies_in_large_pages_afterwards() -> None:
    if not SWITCH.exists() or "[madvise]" not in SWITCH.read_text():
        pytest.skip("this system has no large pages, or gives them unasked")
    before = _large_bytes()
    with large_pages():
        taken = bytearray(b"x") * WANTED
    assert _large_bytes() - before >= WANTED // 2  # the kernel may be short of a few
    assert taken.count(b"x") == WANTED


def test_without_a_map_of_memory_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.pages.MAPS", Path("there/is/none"))
    with large_pages():
        taken = bytearray(b"x") * WANTED
    assert taken.count(b"x") == WANTED


def _large_bytes() -> int:
    large = next(line for line in SUMMARY.read_text().splitlines() if line.startswith("AnonHugePages:"))
    return 1024 * int(large.split()[1])
