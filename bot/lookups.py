"""How every workspace finds a word by its meaning: the model's work is shared, the edits laid over it are its own."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock

from bot.word_finder import MOST, ByName, Found
from glossary.lexicon import Lexicon
from glossary.lookup import Lookup
from glossary.model import Term
from index.kept import KeptVectors

A_PIECE = 8  # terms encoded together; then messages of people come first
LONGEST_REST = 1.0


@dataclass(frozen=True)
class Lookups:
    """Opens a workspace's finder. Until it is warm, words are found by their names only."""

    shipped: tuple[Term, ...]
    vectors: KeptVectors
    clock: Callable[[], float] = time.monotonic
    ready: Event = field(default_factory=Event)

    def __call__(self, lexicon: Lexicon) -> "LookupFinder":
        return LookupFinder(lexicon, self.vectors, self.ready)

    def warm(self, stop: Event) -> None:
        for start in range(0, len(self.shipped), A_PIECE):
            began = self.clock()
            Lookup.of(self.shipped[start : start + A_PIECE], self.vectors)
            if stop.wait(min(self.clock() - began, LONGEST_REST)):
                return
        self.ready.set()


@dataclass
class LookupFinder:
    """Built anew when the dictionary was edited; what was not edited is not encoded again."""

    lexicon: Lexicon
    vectors: KeptVectors
    ready: Event
    _built: tuple[int, Lookup] | None = None
    _lock: Lock = field(default_factory=Lock)

    def find(self, words: str, discipline: str) -> Found:
        by_name = ByName(self.lexicon)
        if not self.ready.is_set():
            return by_name.find(words, discipline)
        matches = self._lookup().find(words, discipline or None, MOST + 1)
        if not matches:
            return by_name.find(words, discipline)
        first = matches[0]
        near: Sequence[str] = [match.term.name for match in matches[1:]]
        return Found(self.lexicon.entry(first.term.name), tuple(near), first.by_name)

    def _lookup(self) -> Lookup:
        generation = self.lexicon.generation
        with self._lock:
            if self._built is None or self._built[0] != generation:
                self._built = (generation, Lookup.of(self.lexicon.terms(), self.vectors))
            return self._built[1]
