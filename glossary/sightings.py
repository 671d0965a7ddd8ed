"""Acronyms that people use and nobody has explained: how often, never where or by whom. Suggestions only."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from glossary.discovery import acronyms, is_unknown, spelt_out
from glossary.store import sightings
from store.database import insert
from store.workspace import Workspace

OFTEN_ENOUGH = 3


@dataclass(frozen=True)
class Sighting:
    word: str
    times: int
    last_at: float


@dataclass(frozen=True)
class Sightings:
    workspace: Workspace
    clock: Callable[[], float] = time.time

    def note(self, words: Iterable[str]) -> None:
        """Once for each message."""
        with self.workspace.database.begin() as connection:
            for word in sorted(set(words)):
                row = {"workspace": self.workspace.id, "word": word, "times": 1, "last_at": self.clock()}
                again = {"times": sightings.c.times + 1, "last_at": row["last_at"]}
                wish = insert(connection, sightings).values(**row)
                connection.execute(wish.on_conflict_do_update(index_elements=["workspace", "word"], set_=again))

    def waiting(self, known: Iterable[str], at_least: int = OFTEN_ENOUGH, most: int = 50) -> list[Sighting]:
        """The most frequent first; what is in the dictionary by now is left out."""
        wanted = self.workspace.select(sightings).where(sightings.c.state == "open", sightings.c.times >= at_least)
        with self.workspace.database.read() as connection:
            rows = connection.execute(wanted.order_by(sightings.c.times.desc(), sightings.c.word)).all()
        names = {name.casefold() for name in known}
        return [Sighting(row.word, row.times, row.last_at) for row in rows if row.word.casefold() not in names][:most]

    def settle(self, word: str) -> None:
        """It is defined now, or nobody wants it defined."""
        with self.workspace.database.begin() as connection:
            ours = self.workspace.update(sightings).where(sightings.c.word == word)
            connection.execute(ours.values(state="settled"))


def unexplained(text: str, known: Callable[[str], bool]) -> set[str]:
    """Acronyms of a message that neither it nor the dictionary explains."""
    if text == text.lower():
        return set()
    found = {match.group().removesuffix("s") for match in acronyms(text)}
    return {word for word in found - spelt_out(text) if is_unknown(word, ()) and not known(word)}
