"""How words are used and misunderstood here: counts of what was noted and answered, never who said what."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from glossary.history import Note
from glossary.traces import judgements, notes, pins
from store.workspace import Workspace

DAY = 86400.0
ANSWERED, DISMISSED = ("answered",), ("dismissed", "muted")


@dataclass(frozen=True)
class Used:
    """A term and in how many messages it was read."""

    term: str
    times: int


@dataclass(frozen=True)
class Fate:
    """What became of the notes about a term."""

    term: str
    noted: int
    answered: int
    dismissed: int


@dataclass(frozen=True)
class Meant:
    """What a discipline meant by a term when it was asked: how often each sense was given as the answer."""

    term: str
    discipline: str
    senses: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Usage:
    workspace: Workspace
    clock: Callable[[], float] = time.time

    def top(self, channel: str, days: float = 90, most: int = 200) -> list[Used]:
        """The terms most used in a channel, as far as they were read there."""
        times = sa.func.count()
        wish = (
            self.workspace.select(judgements, judgements.c.term, times)
            .where(
                judgements.c.channel == channel, judgements.c.at >= self.clock() - days * DAY, judgements.c.term != ""
            )
            .group_by(judgements.c.term)
            .order_by(times.desc(), judgements.c.term)
            .limit(most)
        )
        with self.workspace.database.read() as connection:
            return [Used(term, count) for term, count in connection.execute(wish)]

    def fresh(self, channels: Iterable[str], days: float = 14, most: int = 30) -> list[Used]:
        """Terms that turned up in these channels for the first time in the last days."""
        places, times = list(channels), sa.func.count()
        wish = (
            self.workspace.select(judgements, judgements.c.term, times)
            .where(judgements.c.channel.in_(places), judgements.c.term != "")
            .group_by(judgements.c.term)
            .having(sa.func.min(judgements.c.at) >= self.clock() - days * DAY)
            .order_by(times.desc(), judgements.c.term)
            .limit(most)
        )
        with self.workspace.database.read() as connection:
            return [Used(term, count) for term, count in connection.execute(wish)] if places else []

    def asked_of(self, person: str, days: float = 7, most: int = 20) -> list[Note]:
        """Open questions about what somebody wrote, newest first."""
        wish = (
            self.workspace.select(notes)
            .where(notes.c.author == person, notes.c.kind == "ask", notes.c.state.in_(("claimed", "standing")))
            .where(notes.c.at >= self.clock() - days * DAY)
            .order_by(notes.c.at.desc())
            .limit(most)
        )
        with self.workspace.database.read() as connection:
            rows = connection.execute(wish).all()
        return [Note(row.channel, row.ts, row.thread, row.author, row.term, row.kind, row.style, ()) for row in rows]

    def fates(self, days: float = 90, channel: str = "") -> list[Fate]:
        """The most misunderstood words first."""
        about_words = (notes.c.at >= self.clock() - days * DAY, notes.c.kind.in_(("ask", "show")))
        wish = self.workspace.select(notes, notes.c.term, notes.c.state).where(*about_words)
        if channel:
            wish = wish.where(notes.c.channel == channel)
        counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
        with self.workspace.database.read() as connection:
            for term, state in connection.execute(wish):
                counted[term][state] += 1
        fates = [_fate(term, states) for term, states in counted.items()]
        return sorted(fates, key=lambda one: (-one.noted, one.term))

    def meant(self, disciplines: Mapping[str, str], days: float = 365, channel: str = "") -> list[Meant]:
        """What each discipline answered. `disciplines` says whose person is; who is not in it is not counted."""
        wish = self.workspace.select(pins, pins.c.term, pins.c.sense, pins.c.person).where(
            pins.c.at >= self.clock() - days * DAY, pins.c.sense != ""
        )
        if channel:
            wish = wish.where(pins.c.channel == channel)
        counted: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        with self.workspace.database.read() as connection:
            for term, sense, person in connection.execute(wish):
                if disciplines.get(person):
                    counted[term, disciplines[person]][sense] += 1
        return [
            Meant(term, discipline, tuple(senses.most_common()))
            for (term, discipline), senses in sorted(counted.items())
        ]

    def answerers(self, days: float = 365) -> set[str]:
        """Who has answered notes: only to find out their disciplines."""
        wish = self.workspace.select(pins, pins.c.person).where(pins.c.at >= self.clock() - days * DAY).distinct()
        with self.workspace.database.read() as connection:
            return set(connection.execute(wish).scalars())


def _fate(term: str, states: Counter[str]) -> Fate:
    answered = sum(states[one] for one in ANSWERED)
    return Fate(term, states.total(), answered, sum(states[one] for one in DISMISSED))
