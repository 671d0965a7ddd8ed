"""What confirmed uses teach: at once, within bounds, and to be taken back; never a message, only which sense it was."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from glossary.model import Term

HABIT = 1.5  # how much a habit of a place counts
MOST = 1.6  # and how much at most: clear words in a message still overrule it
DOUBT = 8.0  # confirmations that would have been needed before the first one tells much
REMEMBERED = 40  # confirmations of a term in one place; the oldest make room


@dataclass(frozen=True)
class Confirmed:
    """`of` is the ts of the message: with it the confirmation can be taken back."""

    term: str
    sense: str
    of: str = ""


@dataclass(frozen=True)
class Experience:
    """The confirmed uses of one place, a channel say, oldest first."""

    uses: tuple[Confirmed, ...] = ()

    def confirm(self, use: Confirmed) -> "Experience":
        same = [one for one in self.uses if one.term == use.term]
        forgotten = same[: max(0, len(same) + 1 - REMEMBERED)]
        return Experience((*(one for one in self.uses if one not in forgotten), use))

    def take_back(self, use: Confirmed) -> "Experience":
        """As if it had never been confirmed."""
        return Experience(tuple(one for one in self.uses if one != use))

    def usual(self, terms: Iterable[Term]) -> dict[str, Mapping[str, float]]:
        """For each term the log-odds of its senses, for the reading's context."""
        found = {term.name: self._leaning(term) for term in terms}
        return {name: leaning for name, leaning in found.items() if leaning}

    def _leaning(self, term: Term) -> dict[str, float]:
        """A place where all senses are used alike has no habit, however often it was asked."""
        counts = Counter(one.sense for one in self.uses if one.term == term.name and term.sense(one.sense))
        uses, even = counts.total(), 1 / len(term.senses)
        if not uses or even == 1:
            return {}
        lopsided = (max(counts.values()) / uses - even) / (1 - even)
        weight = HABIT * lopsided
        return {
            sense.id: max(-MOST, min(MOST, weight * log((counts[sense.id] / even + DOUBT) / (uses + DOUBT))))
            for sense in term.senses
        }
