"""The glossary as others hold it: find its words in a text, read what they mean, look at an entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary.crossing import Crossing, Heard, open_words
from glossary.disambiguator import Context, Disambiguator
from glossary.matcher import Matcher
from glossary.model import Mention, Reading, Term, Utterance
from glossary.scoring.weights import Weights
from glossary.shelf import Progress, Shelf
from index.encoder.protocol import Encoder


@dataclass(frozen=True)
class Glossary:
    """Built once and safe to use from any thread; edits make a new one, which computes only what changed."""

    terms: dict[str, Term]
    matcher: Matcher
    disambiguator: Disambiguator

    @classmethod
    def open(cls, terms: Iterable[Term], encoder: Encoder, cache: Path | None = None) -> "Glossary":
        known = {term.name: term for term in terms}
        return cls(known, Matcher.of(known.values()), Disambiguator(encoder, Shelf(encoder, cache), Weights.load()))

    def build(self, progress: Progress = lambda done, of: None) -> int:
        """Compute now what reading would compute when it first needs it."""
        return self.disambiguator.shelf.fill(self.terms.values(), progress)

    def missing(self) -> int:
        """How many terms `build` would compute."""
        return len(self.disambiguator.shelf.missing(self.terms.values()))

    def match(self, text: str) -> list[Mention]:
        return self.matcher.match(text)

    def match_all(self, text: str) -> list[Mention]:
        return self.matcher.match_all(text)

    def read(self, text: str, context: Context = Context(), mentions: Sequence[Mention] | None = None) -> list[Reading]:
        """Each mention's meaning; asides are read too when `mentions` is not given."""
        found = self.match_all(text) if mentions is None else mentions
        return self.disambiguator.read(text, [(one, self.terms[one.term]) for one in found], context)

    def crossings(self, before: Sequence[Heard], answer: Utterance) -> list[Crossing]:
        """How the answer takes the words that others used just before it."""
        words = open_words(before, answer, self.match(answer.text), self.terms) if before else []
        return self.disambiguator.crossings(words, answer)

    def term(self, name: str) -> Term | None:
        return self.terms.get(name)

    def close(self) -> None:
        self.disambiguator.shelf.close()
