"""A graph that was verified is told from what became of it on the disk: its sum lies beside it, compared when asked.

Not at each start: to read ninety megabytes once more would cost a twentieth of it.
"""

import os
import zlib
from pathlib import Path

A_PIECE = 1 << 20


def seal(graph: Path) -> Path:
    """The bytes are on the disk before anybody trusts their name; a power cut leaves no holes in them."""
    with graph.open("rb") as file:
        os.fsync(file.fileno())
    made = seal_of(graph)
    made.write_text(_sum(graph), encoding="ascii")
    return made


def seal_of(graph: Path) -> Path:
    return graph.with_suffix(".crc32")


def is_as_built(graph: Path) -> bool:
    """What was built without a seal is believed."""
    made = seal_of(graph)
    return not made.exists() or made.read_text(encoding="ascii", errors="replace") == _sum(graph)


def _sum(graph: Path) -> str:
    found = 0
    with graph.open("rb") as file:
        while piece := file.read(A_PIECE):
            found = zlib.crc32(piece, found)
    return f"{found:08x}"
