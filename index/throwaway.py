"""A file of computed things: one that is broken is thrown away and made anew, one that cannot be used is named."""

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Opened = TypeVar("Opened")


def opened(path: Path | None, prepare: Callable[[str], Opened]) -> Opened:
    """`prepare` opens what it is named and makes its tables; without a path that is memory."""
    if path is None:
        return prepare(":memory:")
    if path.parent.exists() and not path.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "it is not a folder", str(path.parent))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return prepare(str(path))
    except sqlite3.OperationalError as error:  # read-only, or no disk: not a file to throw away
        raise PermissionError(errno.EACCES, str(error), str(path)) from error
    except sqlite3.DatabaseError:
        path.unlink()
        return prepare(str(path))
