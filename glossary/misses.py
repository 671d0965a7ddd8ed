"""Words people looked up in vain: how often, never by whom."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from glossary import counting
from glossary.counting import Counted
from glossary.store import misses
from store.workspace import Workspace


@dataclass(frozen=True)
class Misses:
    workspace: Workspace
    clock: Callable[[], float] = time.time

    def record(self, word: str) -> None:
        key = " ".join(word.split()).casefold()[:80]
        if key:
            counting.count(self.workspace, misses, [key], self.clock())

    def waiting(self, most: int = 50) -> list[Counted]:
        """What is asked for most, first."""
        return counting.still_open(self.workspace, misses)[:most]

    def settle(self, word: str) -> None:
        counting.settle(self.workspace, misses, word.casefold())
