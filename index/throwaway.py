"""A file of computed things: one that is broken is thrown away and made anew, one that cannot be used is named."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

PAGE = 32_768  # bytes of the smallest file that SQLite makes beside a database
BROKEN = ("no such", "Could not decode")  # a table that is gone, a text that is none
TEXTS = (
    "select it.name, part.name from sqlite_master it, pragma_table_info(it.name) part"
    " where it.type = 'table' and part.type = 'text' collate nocase"
)


class File(Protocol):
    def execute(self, statement: str, /) -> Any: ...
    def close(self) -> None: ...


Opened = TypeVar("Opened")
Looked = TypeVar("Looked", bound=File)
Read = TypeVar("Read")


def opened(path: Path | None, prepare: Callable[[str], Opened]) -> Opened:
    """`prepare` opens what it is named, a path or an address, and makes its tables; without a path that is memory.

    What is there and may only be read is read: all that was computed is at hand, what is not is told when it is wanted.
    """
    if path is None:
        return prepare(":memory:")
    make_folder(path.parent)
    try:
        with told_of(path):
            return prepare(to_read(path) if _only_read(path) else str(path))
    except sqlite3.DatabaseError:
        with _alone(path):
            return _anew(path, prepare)


def looked_through(path: Path | None, prepare: Callable[[str], Looked]) -> Looked:
    """For a file that was found broken: each page and each text is read, and a bad one makes it begin anew."""

    def checked(where: str) -> Looked:
        file = prepare(where)
        if not _is_sound(file):
            file.close()
            raise sqlite3.DatabaseError("a page or a text is damaged")
        return file

    return opened(path, checked)


def mended(look: Callable[[], Read], begin_anew: Callable[[], None]) -> Read:
    """Who finds the file broken while it is in use begins it anew, and looks once more."""
    try:
        return look()
    except sqlite3.DatabaseError as error:
        if not _is_broken(error):
            raise
        begin_anew()
        return look()


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    """Whether it is the file that is to blame, and not the disk, its rights or somebody who has it locked."""
    return not isinstance(error, sqlite3.OperationalError) or any(said in str(error) for said in BROKEN)


def _is_sound(file: File) -> bool:
    """SQLite does not look into texts."""
    if file.execute("pragma quick_check(1)").fetchone()[0] != "ok":
        return False
    try:
        for table, column in file.execute(TEXTS).fetchall():
            for _ in file.execute(f'select "{column}" from "{table}"'):
                pass
    except sqlite3.DatabaseError as error:
        if not _is_broken(error):
            raise
        return False
    return True


def to_read(path: Path) -> str:
    """The address of a file that nobody writes; SQLite would want to make files beside it."""
    return f"{path.resolve().as_uri()}?immutable=1"


def _only_read(path: Path) -> bool:
    """Whoever has it open for writing keeps a log beside it, and then it is for SQLite to say what may be done."""
    closed = not Path(f"{path}-wal").exists()
    return closed and path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "it is not a folder", str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileNotFoundError as error:  # said of places where nobody can make anything
        raise PermissionError(errno.EACCES, "it cannot be made", str(folder)) from error


@contextmanager
def told_of(path: Path | None) -> Iterator[None]:
    """Read-only, or no disk: SQLite does not say of which file, and it is none to throw away."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "full" not in said and path and _has_no_room(path.parent):
            said = f"{said} (its disk is full)"
        raise OSError(errno.ENOSPC if "full" in said else errno.EACCES, said, str(path or "memory")) from error


def _has_no_room(folder: Path) -> bool:
    """SQLite speaks of input and output where it could not make its files."""
    return folder.is_dir() and shutil.disk_usage(folder).free < PAGE


def _anew(path: Path, prepare: Callable[[str], Opened]) -> Opened:
    try:
        return prepare(str(path))  # another process was first: what it made is not thrown away
    except sqlite3.DatabaseError:
        for part in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            part.unlink(missing_ok=True)
        with told_of(path):
            return prepare(str(path))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time throws a file away; the system lets go when it dies."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with Path(f"{path}.lock").open("w", encoding="ascii") as held:
        fcntl.flock(held.fileno(), fcntl.LOCK_EX)
        yield
