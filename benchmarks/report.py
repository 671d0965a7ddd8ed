"""What a benchmark hands in, and how results.md is put together: a part that was not run keeps its last figures."""

import datetime
import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"
HEAD = """# Measured

Written by `make bench` (or `python -m benchmarks NAME …`); do not edit.
Each part says on which day and processor it was taken. Times are medians on a shared machine: trust the ratios,
which are taken within one run; where brackets follow, they hold the middle half of its turns.
"""
PART = re.compile(r"<!-- (?P<name>[\w-]+) -->\n(?P<body>.*?)(?=<!-- |\Z)", re.DOTALL)


@dataclass(frozen=True)
class Section:
    """One table with a sentence on how it was measured."""

    title: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]

    def __str__(self) -> str:
        lines = [f"### {self.title}", "", self.note, "", _row(self.columns), _row(["---"] * len(self.columns))]
        return "\n".join([*lines, *(_row(row) for row in self.rows), ""])


def write(name: str, title: str, sections: Sequence[Section], order: Sequence[str]) -> None:
    """Replace one benchmark's part of results.md, keeping the others, in the given order."""
    parts = _parts()
    parts[name] = "\n".join([f"## {title}", "", when(), "", *map(str, sections)])
    known = [one for one in order if one in parts]
    text = HEAD + "".join(f"\n<!-- {one} -->\n{parts[one].strip()}\n" for one in known)
    half = RESULTS.with_suffix(".part")
    half.write_text(text, encoding="utf-8")
    os.replace(half, RESULTS)


def _parts() -> dict[str, str]:
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    return {match["name"]: match["body"] for match in PART.finditer(text)}


def when() -> str:
    day = datetime.date.today().isoformat()  # noqa: DTZ011 the day here
    return f"{day}, Python {platform.python_version()}, {os.cpu_count()} cores, {_processor()}"


def _processor() -> str:
    """What the system calls it: the same figure means another thing on another one."""
    told = Path("/proc/cpuinfo")
    named = (
        re.search(r"^model name\s*: (.+)$", told.read_text(encoding="utf-8"), re.MULTILINE) if told.exists() else None
    )
    return named[1].strip() if named else platform.processor() or platform.machine()


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(f"{cell:,.3g}" if isinstance(cell, float) else str(cell) for cell in cells) + " |"


class Skipped(Exception):
    """A benchmark cannot run here; says why."""
