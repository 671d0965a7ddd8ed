"""Changes by meaning: who hears of one, which past ones a wish would have caught, what was announced about something."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from changes.announcing import Announcing, Start, nothing_to_start, unlike_all
from changes.ledger import Ledger
from changes.model import Change
from changes.subscriptions import Subscriptions
from changes.topics import Topics, topics_wished
from changes.wish.grammar import topics_of
from changes.wish.parser import understand
from changes.workspaces import told_in
from index.encoder.protocol import Vectors
from store.database import Database
from store.workspace import Workspace

if TYPE_CHECKING:
    from changes.finder import Finder, Found

Part = TypeVar("Part")
MOST = 2_000
LONGEST_REST = 1.0


class Wordless:
    """Without a model nothing is alike; names and words are still compared."""

    name, dimensions = "wordless", 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 1), np.float32)


def by_name() -> "Finder":
    from changes.finder import Finder
    from index.catalogue import Catalogue

    return Finder(Catalogue(None, Wordless()))


@dataclass(frozen=True)
class Archive:
    """The model is opened by the first wish or search that needs it. Blocking: go through the door."""

    open_topics: Callable[[], Topics] = lambda: Topics(Wordless())
    open_finder: "Callable[[], Finder]" = by_name
    clock: Callable[[], float] = time.monotonic
    _opened: dict[Callable[[], Any], Any] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def announcing(self, here: Workspace, start: Start = nothing_to_start) -> Announcing:
        """Only a workspace with wishes by meaning needs the model for it."""
        with here.database.read() as connection:
            wished = topics_wished(Subscriptions(here).all(connection))
        if not wished:
            return Announcing(here, unlike_all, start)
        topics = self.topics()
        topics.learn(wished)
        return Announcing(here, topics.similarity, start)

    def caught(self, here: Workspace, wish: str) -> list[tuple[Change, tuple[str, ...]]]:
        """Past and present changes that the wish would have brought, newest first, with the reasons."""
        return self._for(wish).would_have_caught(wish, Ledger(here).told(MOST))

    def search(self, here: Workspace, words: str, top: int = 20) -> "list[Found]":
        return self._once(self.open_finder).search(here, words, top)

    def prepare(self, here: Workspace) -> Iterator[int]:
        """Until all that was announced is known by meaning: how many texts are left after each step."""
        while left := self._once(self.open_finder).prepare(here):
            yield left

    def warm(self, database: Database, stop: Event) -> None:
        """It rests as long as it works: messages of people come first."""
        for workspace in told_in(database):
            began = self.clock()
            for _ in self.prepare(Workspace(database, workspace)):
                if stop.wait(min(self.clock() - began, LONGEST_REST)):
                    return
                began = self.clock()

    def topics(self) -> Topics:
        return self._once(self.open_topics)

    def _for(self, wish: str) -> Topics:
        return self.topics() if topics_of(understand(wish)) else Topics(Wordless())

    def _once(self, opener: Callable[[], Part]) -> Part:
        with self._lock:
            if opener not in self._opened:
                self._opened[opener] = opener()
            made: Part = self._opened[opener]
            return made
