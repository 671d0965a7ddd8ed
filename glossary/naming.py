"""A word as people type it, to the entry it names: spacing, plurals, a slip of the finger, initials for the full name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from glossary.model import Term
from index.inflection import shapes

GLUE = re.compile(r"[\s_./'’-]+")
LONGEST = 5  # words; more is a description, not a name
SHORTEST_MISSPELT = 4


@dataclass(frozen=True)
class Named:
    """Every spelling of every name, glued together: `cross-validation` is found under `crossvalidation`."""

    exact: dict[str, tuple[str, ...]]
    glued: dict[str, tuple[str, ...]]
    initials: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "Named":
        pairs = [(name, term.name) for term in terms for name in term.names]
        exact = _collected((name.casefold(), term) for name, term in pairs)
        return cls(
            exact,
            _collected((glued(name), term) for name, term in pairs),
            _collected((initials(name), term) for name, term in pairs if len(initials(name)) > 2),
        )

    def find(self, words: str) -> tuple[str, ...]:
        """Terms that go by this name, in one of its shapes."""
        asked = " ".join(words.casefold().split()).strip("?!.,;:\"'“”")
        last = asked.rpartition(" ")[2]
        shaped = [asked, *(asked.removesuffix(last) + shape for shape in sorted(shapes(last)))] if last else []
        singular = [
            asked[: -len(end)] for end in ("s", "es", "'s") if asked.endswith(end) and len(asked) > len(end) + 2
        ]
        for one in (*shaped, *singular):
            found = self.exact.get(one) or self.glued.get(glued(one))
            if found:
                return found
        return ()

    def expanded(self, words: str) -> tuple[str, ...]:
        """`mean time to recovery` for MTTR, `MAB` for multi-armed bandit."""
        asked = words.split()
        if len(asked) == 1 and words.isalpha() and (words.isupper() or len(words) == 3):
            return self.initials.get(words.casefold(), ())
        short = initials(words)
        fits = len(short) > 2 and len(asked) <= LONGEST + 1
        return tuple(one for one in self.exact.get(short, ()) if fits and one.casefold() == short)

    def misspelt(self, words: str) -> dict[str, float]:
        """Terms within a slip or two, and how near."""
        asked = glued(words)
        if len(words.split()) > LONGEST or len(asked) < SHORTEST_MISSPELT:
            return {}
        slips = 1 if len(asked) < 6 else 2 if len(asked) < 12 else 3
        found = process.extract(
            asked, self.glued.keys(), scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=10
        )
        near: dict[str, float] = {}
        for name, distance, _ in found:
            if len(name) >= SHORTEST_MISSPELT:
                for term in self.glued[name]:
                    near.setdefault(term, 1 - distance / max(len(name), len(asked)))
        return near


def glued(name: str) -> str:
    return GLUE.sub("", name.casefold())


def initials(name: str) -> str:
    parts = [part for part in re.split(r"[^a-z0-9]+", name.casefold()) if part]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""


def _collected(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    collected: dict[str, dict[str, None]] = {}
    for key, term in pairs:
        collected.setdefault(key, {})[term] = None
    return {key: tuple(terms) for key, terms in collected.items()}
