"""Tables as text: every row with the line it begins on, lists inside a cell, and no cell a spreadsheet would run."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from glossary.interchange.model import UnreadableFile

RISKY = re.compile(r"'*[=+@\t\r-]")
GUARDED = re.compile(r"'+[=+@\t\r-]")


def decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UnreadableFile(f"not UTF-8 (byte 0x{raw[error.start]:02x})", line) from error


def rows(text: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells; empty lines are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [_unguarded(cell) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(f"a quote that is opened here is never closed properly ({error})", begins) from error


def table(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_guarded(cell) for cell in line] for line in lines)
    return out.getvalue()


def listed(items: Iterable[str]) -> str:
    """Several values in one cell, separated by semicolons, quoted where they hold one."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="").writerow([one for one in items if one])
    return out.getvalue()


def items(cell: str, separator: str = ";") -> tuple[str, ...]:
    if not cell.strip():
        return ()
    found = next(csv.reader([cell.replace("\n", " ")], delimiter=separator, skipinitialspace=True))
    return tuple(dict.fromkeys(one.strip() for one in found if one.strip()))


def one_line(text: str) -> str:
    return " ".join(text.split())


def _guarded(cell: str) -> str:
    """A cell that begins with = or + would be computed by a spreadsheet; an apostrophe stops that."""
    return f"'{cell}" if RISKY.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell
