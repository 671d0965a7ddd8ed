"""Is the dictionary sound? Each flaw names the entry and says what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from glossary.disambiguator import Context
from glossary.glossary import Glossary
from glossary.model import Example, Sense, Term
from index.encoder.protocol import Vectors

TOO_ALIKE = 0.93  # cosine of two definitions from which they say the same
FEWEST_EXAMPLES = {"core": 6, "more": 4, "plain": 2}
# Names that two entries have on purpose: people say them for either.
SHARED: Mapping[str, frozenset[str]] = {
    "concept drift": frozenset({"concept drift", "drift"}),
    "sensitivity": frozenset({"recall", "sensitive"}),
}
Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True)
class Flaw:
    term: str
    why: str


def flaws(terms: Iterable[Term], shared: Mapping[str, frozenset[str]] | None = None) -> list[Flaw]:
    """What can be seen without the model. `shared`: aliases that several terms have on purpose, with these terms."""
    known = list(terms)
    return [*_references(known), *_doubled(known, shared or {}), *(flaw for term in known for flaw in _shape(term))]


def too_alike(terms: Iterable[Term], encode: Encode) -> list[Flaw]:
    """Definitions of different meanings that say the same; those of deprecated words may."""
    known = [(term, sense) for term in terms if term.deprecated is None for sense in term.senses]
    rows = encode([sense.definition for _, sense in known])
    close: list[list[int]] = np.argwhere(np.triu(rows @ rows.T, 1) > TOO_ALIKE).tolist()
    return [
        Flaw(known[a][0].name, f"“{known[a][1].id}” is defined nearly as “{known[b][1].id}” of {known[b][0].name}")
        for a, b in close
    ]


def read_otherwise(terms: Iterable[Term], glossary: Glossary) -> list[Flaw]:
    """Examples that the engine itself reads as another meaning than the one they stand under."""
    several = [term for term in terms if len(term.senses) > 1]
    return [flaw for term in several for sense in term.senses for flaw in _misread(term, sense, glossary)]


def _references(terms: list[Term]) -> Iterator[Flaw]:
    names = {term.name for term in terms}
    for term in terms:
        for sense in term.senses:
            for one in sense.related:
                if one not in names:
                    yield Flaw(term.name, f"“{sense.id}” refers to “{one}”, which is no entry")
                if one == term.name:
                    yield Flaw(term.name, f"“{sense.id}” refers to its own entry")
        if term.deprecated and term.deprecated.term not in names:
            yield Flaw(term.name, f"is replaced by “{term.deprecated.term}”, which is no entry")


def _doubled(terms: list[Term], shared: Mapping[str, frozenset[str]]) -> Iterator[Flaw]:
    pairs = sorted((name.casefold(), term.name) for term in terms for name in term.names)
    for name, owners in groupby(pairs, key=lambda pair: pair[0]):
        found = [owner for _, owner in owners]
        if len(found) > 1 and shared.get(name) != frozenset(found):
            yield Flaw(found[1], f"“{name}” also stands for {found[0]}" if found[0] != found[1] else f"“{name}” twice")


def _shape(term: Term) -> Iterator[Flaw]:
    ids = [sense.id for sense in term.senses]
    if len(set(ids)) < len(ids):
        yield Flaw(term.name, "two meanings have the same id")
    for sense in term.senses:
        fewest = FEWEST_EXAMPLES[term.priority]
        if (count := len(sense.examples)) < fewest:
            yield Flaw(term.name, f"“{sense.id}” has {count} of the {fewest} examples that {term.priority} terms need")
        if not sense.described_as:
            yield Flaw(term.name, f"“{sense.id}” has no lay description, so nobody finds it")
        if len(term.senses) > 1 and not (sense.say_instead and sense.question):
            yield Flaw(term.name, f"“{sense.id}” lacks say_instead or question")
    texts = [one.text for one in _examples(term)]
    yield from (
        Flaw(term.name, f"has an example twice: {text[:40]}") for text in {one for one in texts if texts.count(one) > 1}
    )
    if term.priority == "core" and not (term.everyday and term.unclear):
        yield Flaw(term.name, "is core and lacks everyday or unclear messages")


def _examples(term: Term) -> Iterator[Example]:
    for sense in term.senses:
        yield from sense.examples
    yield from (*term.everyday, *term.unclear)


def _misread(term: Term, sense: Sense, glossary: Glossary) -> Iterator[Flaw]:
    for example in sense.examples:
        context = Context((example.after,) if example.after else (), example.by or sense.discipline)
        readings = [one for one in glossary.read(example.text, context) if one.mention.term == term.name]
        if readings and readings[0].kind == "sense" and readings[0].sense != sense.id:
            yield Flaw(term.name, f"an example of “{sense.id}” reads as “{readings[0].sense}”: {example.text[:60]}")
