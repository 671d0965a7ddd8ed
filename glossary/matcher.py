"""Text to mentions: where the words of the glossary stand, and which of them may be spoken about."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.model import Mention, Term
from index.phrases import Found, Phrase, Phrases
from index.words import COMMON

HIDDEN = re.compile(r"[^A-Za-z0-9\s'’-]")  # what glues a word into code, paths and names
LONGEST = 12_000  # letters; the rest of a pasted file or log nobody waits for
NOT_A_VERB = ("ion", "ment", "ity", "ness", "ance", "ence", "ing", "ed", "ics", "al", "ive", "ous", "y")


@dataclass(frozen=True)
class Matcher:
    """`match` finds what people wrote as prose; `match_all` also what stands in code, in names or inside longer terms."""

    phrases: Phrases
    inner: Phrases

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "Matcher":
        known = list(terms)
        return cls(Phrases.of(_phrases(known)), Phrases.of(_phrases([term for term in known if len(term.senses) > 1])))

    def match(self, text: str) -> list[Mention]:
        return [Mention(key, one.start, one.end) for one in self.phrases.find(text[:LONGEST]) for key in one.keys]

    def match_all(self, text: str) -> list[Mention]:
        """As `match`, with asides behind: they can be read, and are never spoken about."""
        text = text[:LONGEST]
        plain = self.match(text)
        taken = {(mention.term, mention.start) for mention in plain}
        asides = [one for one in self._asides(text, plain) if (one.term, one.start) not in taken]
        return plain + list(dict.fromkeys(asides))

    def _asides(self, text: str, plain: list[Mention]) -> Iterator[Mention]:
        for mention in plain:
            inside = text[mention.start : mention.end]
            if not inside.isalnum():
                yield from _asides_at(mention.start, self.inner.find(inside))
        if HIDDEN.search(text):
            covered = [(mention.start, mention.end) for mention in plain]
            laid_open = HIDDEN.sub(" ", text)
            free = (one for one in self.inner.find(laid_open) if not _within(one, covered))
            yield from _asides_at(0, free)


def _asides_at(offset: int, found: Iterable[Found]) -> Iterator[Mention]:
    for one in found:
        for key in one.keys:
            yield Mention(key, offset + one.start, offset + one.end, aside=True)


def _within(found: Found, covered: list[tuple[int, int]]) -> bool:
    """What is covered stands in order, so that only the last that begins before our end can reach us."""
    before = bisect_left(covered, (found.end,))
    return before > 0 and covered[before - 1][1] > found.start


def _phrases(terms: Iterable[Term]) -> Iterator[Phrase]:
    listed = list(terms)
    names = {name.casefold() for term in listed for name in term.names}
    for term in listed:
        for name in term.names:
            yield Phrase(name, term.name, exact=_exact(term, name))
        if len(term.senses) > 1:
            for form in verb_forms(term.name):
                if form not in names:
                    yield Phrase(form, term.name)


def _exact(term: Term, name: str) -> bool:
    """IT, US, DiD: capitals are all that tells them from the commonest words."""
    return name != name.casefold() and (name.casefold() in COMMON or (term.case_sensitive and name.isupper()))


def verb_forms(name: str) -> tuple[str, ...]:
    """What people do with it: drift, drifted, drifting; evaluation, evaluate, evaluated, evaluating."""
    word = name.casefold()
    if not word.isalpha() or len(word) < 4 or word != name:
        return ()
    if word.endswith("ation"):
        stem = word.removesuffix("ation")
        return tuple(stem + ending for ending in ("ate", "ates", "ated", "ating"))
    if word.endswith(NOT_A_VERB):
        return ()
    if word.endswith("e"):
        return word + "d", word[:-1] + "ing"
    doubled = word + word[-1] if re.search(r"[^aeiou][aeiou][bdglmnprt]$", word) else word
    return tuple(base + ending for base in dict.fromkeys((word, doubled)) for ending in ("ed", "ing"))
