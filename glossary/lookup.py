"""The entry somebody means: by its name, by a name that is nearly it, else by what they say it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from glossary.model import Sense, Term
from glossary.naming import Named
from glossary.passages import Passages, Scores
from index.kept import KeptVectors
from index.vectors import Progress

How = Literal["name", "initials", "spelling", "meaning"]
NAME, INITIALS, SPELLING = 30.0, 12.0, 14.0  # added to the log odds of what was meant
OWN_DISCIPLINE = 0.6
ABSURD = 10.5  # below this nothing fits: measured on words typed at random and on small talk


@dataclass(frozen=True)
class Match:
    """`sense` is the meaning that fits best, of the reader's own discipline where a name leaves it open."""

    term: Term
    sense: Sense
    how: How
    score: float

    @property
    def by_name(self) -> bool:
        return self.how in ("name", "initials")


@dataclass(frozen=True)
class Lookup:
    """Built for one state of the dictionary and safe to use from any thread."""

    terms: dict[str, Term]
    named: Named
    passages: Passages
    vectors: KeptVectors

    @classmethod
    def of(cls, terms: Iterable[Term], vectors: KeptVectors, progress: Progress = lambda done, of: None) -> "Lookup":
        known = {term.name: term for term in terms}
        passages = Passages.of(known.values(), lambda texts: vectors.of(texts, progress))
        return cls(known, Named.of(known.values()), passages, vectors)

    def find(self, words: str, discipline: str | None = None, top: int = 3) -> list[Match]:
        """Best first; nothing when nothing comes near."""
        asked = " ".join(words.split())
        if not asked or not self.terms:
            return []
        called = self._called(asked)
        places = [row for name in called for row in range(*self.passages.rows_of[name])]
        meant = self.passages.scores(asked, self.vectors.of_question(asked), places)
        meant += OWN_DISCIPLINE * (self.passages.disciplines == discipline)
        best = [self._match(row, meant, called, discipline) for row in self._rows(meant, called, top)]
        return sorted(best, key=lambda match: -match.score)[:top]

    def _rows(self, meant: Scores, called: Mapping[str, tuple[How, float]], top: int) -> list[int]:
        """The best meaning of each term that was called by name, and of the `top` others that fit best."""
        rows: dict[str, int] = {}
        left = top
        for row in np.argsort(-meant).tolist():
            if left == 0 or meant[row] < ABSURD:
                break
            if self.passages.senses[row][0].name not in rows:
                rows[self.passages.senses[row][0].name] = row
                left -= 1
        for name in called:
            first, end = self.passages.rows_of[name]
            rows[name] = first + int(np.argmax(meant[first:end]))
        return list(rows.values())

    def _match(self, row: int, meant: Scores, called: Mapping[str, tuple[How, float]], discipline: str | None) -> Match:
        term, sense = self.passages.senses[row]
        how, bonus = called.get(term.name, ("meaning", 0.0))
        return Match(term, _own_sense(term, sense, how, discipline), how, float(meant[row] + bonus))

    def _called(self, asked: str) -> dict[str, tuple[How, float]]:
        called: dict[str, tuple[How, float]] = {
            term: ("spelling", SPELLING * near) for term, near in self.named.misspelt(asked).items()
        }
        called.update(dict.fromkeys(self.named.expanded(asked), ("initials", INITIALS)))
        called.update(dict.fromkeys(self.named.find(asked), ("name", NAME)))
        return called


def _own_sense(term: Term, nearest: Sense, how: How, discipline: str | None) -> Sense:
    if how == "meaning":
        return nearest
    own = term.senses_for(discipline)[0]
    return own if own.discipline == discipline else nearest
