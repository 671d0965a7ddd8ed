"""Who is listening: would people of other disciplines take the word differently than it was meant?"""

from collections.abc import Mapping
from dataclasses import dataclass

from glossary.model import Reading, Term

LEANING = 4.0  # how many times likelier one's own discipline's sense is to a reader who has only the words


@dataclass(frozen=True)
class Audience:
    """Disciplines of the people here, as far as known. `mixed`: others may be reading along, of whom nothing is known."""

    speaker: str | None = None
    present: frozenset[str] = frozenset()
    mixed: bool = True

    @property
    def others(self) -> frozenset[str]:
        return frozenset(self.present - {self.speaker})

    def readers(self, term: Term) -> frozenset[str]:
        """Whose reading counts: those present, or, while nobody else has been seen, anyone who has a sense of their own."""
        if self.others or not self.mixed:
            return self.others
        return frozenset(sense.discipline for sense in term.senses) - {self.speaker}


@dataclass(frozen=True)
class Misreading:
    """How likely the reader farthest from the writer takes the word otherwise, and how that reader takes it."""

    risk: float
    senses: tuple[str, ...]


def misreading(term: Term, reading: Reading, audience: Audience) -> Misreading:
    chances = dict(reading.senses)
    whole = sum(chances.values()) or 1.0
    meant = {sense: chance / whole for sense, chance in chances.items()}
    worst = Misreading(0.0, ())
    for discipline in sorted(audience.readers(term)):
        taken = _leaning(term, meant, discipline)
        apart = 1.0 - sum(meant[sense] * taken[sense] for sense in meant)
        if apart > worst.risk:
            worst = Misreading(apart, _likely(meant, taken))
    return worst


def _leaning(term: Term, chances: Mapping[str, float], discipline: str) -> dict[str, float]:
    own = {sense.id for sense in term.senses if sense.discipline == discipline}
    leaning = {sense: chance * (LEANING if sense in own else 1.0) for sense, chance in chances.items()}
    whole = sum(leaning.values()) or 1.0
    return {sense: chance / whole for sense, chance in leaning.items()}


def _likely(meant: Mapping[str, float], taken: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(meant, key=lambda sense: -max(meant[sense], taken[sense])))
