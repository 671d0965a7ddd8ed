"""Acronyms that people use and nobody has explained: how often, never where or by whom. Suggestions only."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from glossary import counting
from glossary.counting import Counted
from glossary.discovery import acronyms, is_unknown, spelt_out
from glossary.store import sightings
from store.workspace import Workspace

OFTEN_ENOUGH, MOST = 3, 50


@dataclass(frozen=True)
class Sightings:
    workspace: Workspace
    clock: Callable[[], float] = time.time

    def note(self, words: Iterable[str]) -> None:
        """Once for each message."""
        counting.count(self.workspace, sightings, sorted(set(words)), self.clock())

    def waiting(self, known: Iterable[str]) -> list[Counted]:
        """The most frequent first; what is in the dictionary by now is left out."""
        names = {name.casefold() for name in known}
        seen = counting.still_open(self.workspace, sightings, OFTEN_ENOUGH)
        return [one for one in seen if one.word.casefold() not in names][:MOST]

    def settle(self, word: str) -> None:
        counting.settle(self.workspace, sightings, word)


def unexplained(text: str, known: Callable[[str], bool]) -> set[str]:
    """Acronyms of a message that neither it nor the dictionary explains."""
    if text == text.lower():
        return set()
    found = {match.group().removesuffix("s") for match in acronyms(text)}
    return {word for word in found - spelt_out(text) if is_unknown(word, ()) and not known(word)}
