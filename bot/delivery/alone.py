"""One process delivers from a SQLite file; a second would take the first one's work for a dead one's."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from bot.errors import Refusal
from store.database import Database


class AnotherDelivers(Refusal):
    def __init__(self, path: str) -> None:
        super().__init__(
            f"another process already delivers from {path}: stop it, or set DATABASE_URL to a PostgreSQL "
            "database, where several may"
        )


@contextlib.contextmanager
def alone(database: Database) -> Iterator[None]:
    """Held while the block lasts, and let go by the system when the process dies."""
    if not database.is_sqlite:
        yield
        return
    path = database.engine.url.database or ""
    with Path(f"{path}.lock").open("w", encoding="ascii") as held:
        _lock(held.fileno(), path)
        yield


def _lock(number: int, path: str) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise AnotherDelivers(path) from error
