"""How the edge asks for a word of the dictionary: the entry that is meant, and those that may be meant instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz, process

from glossary.lexicon import Entry, Lexicon
from glossary.model import Term

ALIKE = 72
MOST = 3


@dataclass(frozen=True)
class Found:
    """`by_name`: it was called by its name. Otherwise `entry` is the nearest in meaning, and may be wrong."""

    entry: Entry | None
    near: tuple[str, ...] = ()
    by_name: bool = True


class Finder(Protocol):
    def find(self, words: str, discipline: str) -> Found:
        """May encode, so it goes through the door."""
        ...


@dataclass(frozen=True)
class ByName:
    """By name and alias; a misspelling is asked back."""

    lexicon: Lexicon

    def find(self, words: str, discipline: str) -> Found:
        entry = self.lexicon.find(words)
        return Found(entry) if entry else Found(None, near_names(words, self.lexicon.terms()))


def near_names(words: str, terms: Iterable[Term]) -> tuple[str, ...]:
    names = {name.casefold(): term.name for term in terms for name in term.names}
    found = process.extract(words.casefold(), names.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2 * MOST)
    return tuple(dict.fromkeys(names[name] for name, _, _ in found))[:MOST]
