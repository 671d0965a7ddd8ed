"""Changes by meaning: who hears of one, which past ones a wish would have caught, what was announced about something."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import get_args

import numpy as np

from changes.announcing import Announcing, Start, nothing_to_start, unlike_all
from changes.ledger import Ledger
from changes.model import Change, State
from changes.subscriptions import Subscriptions
from changes.topics import Near, Topics, topics_wished
from changes.wish.grammar import topics_of
from changes.wish.parser import understand
from index.encoder.protocol import Vectors
from store.workspace import Workspace

TOLD: tuple[State, ...] = tuple(state for state in get_args(State) if state != "draft")
MOST = 2_000


class Wordless:
    """Without a model nothing is alike; names and words are still compared."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 1), np.float32)


@dataclass(frozen=True)
class Archive:
    """The model is opened by the first wish or search that needs it. Blocking: go through the door."""

    open_topics: Callable[[], Topics] = lambda: Topics(Wordless())
    _opened: list[Topics] = field(default_factory=list, repr=False)
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
        return self._for(wish).would_have_caught(wish, newest(here))

    def search(self, here: Workspace, words: str, top: int = 20) -> list[Near]:
        return self.topics().search(words, newest(here), top)

    def topics(self) -> Topics:
        with self._lock:
            if not self._opened:
                self._opened.append(self.open_topics())
            return self._opened[0]

    def _for(self, wish: str) -> Topics:
        return self.topics() if topics_of(understand(wish)) else Topics(Wordless())


def newest(here: Workspace, states: tuple[State, ...] = TOLD) -> list[Change]:
    """What was ever announced, newest first."""
    known = Ledger(here).among(states, most=MOST)
    return sorted(known, key=lambda one: one.announced or one.recorded, reverse=True)
