"""Words people looked up in vain: how often, never by whom."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from glossary.store import misses
from store.database import insert
from store.workspace import Workspace


@dataclass(frozen=True)
class Miss:
    word: str
    times: int
    last_at: float


@dataclass(frozen=True)
class Misses:
    workspace: Workspace
    clock: Callable[[], float] = time.time

    def record(self, word: str) -> None:
        key = " ".join(word.split()).casefold()[:80]
        if not key:
            return
        row = {"workspace": self.workspace.id, "word": key, "times": 1, "last_at": self.clock()}
        with self.workspace.database.begin() as connection:
            wish = insert(connection, misses).values(**row)
            again = {"times": misses.c.times + 1, "last_at": row["last_at"]}
            connection.execute(wish.on_conflict_do_update(index_elements=["workspace", "word"], set_=again))

    def waiting(self, most: int = 50) -> list[Miss]:
        """What is asked for most, first."""
        wanted = self.workspace.select(misses).where(misses.c.state == "open")
        with self.workspace.database.read() as connection:
            rows = connection.execute(wanted.order_by(misses.c.times.desc(), misses.c.last_at.desc()).limit(most)).all()
        return [Miss(row.word, row.times, row.last_at) for row in rows]

    def settle(self, word: str) -> None:
        """It is defined now, or nobody wants it defined."""
        with self.workspace.database.begin() as connection:
            ours = self.workspace.update(misses).where(misses.c.word == word.casefold())
            connection.execute(ours.values(state="settled"))
