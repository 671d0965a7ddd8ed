"""What an entry has and a format has not, named once for each term and part."""

from collections.abc import Collection, Iterable, Iterator

from glossary.interchange.model import Loss
from glossary.model import Term

OF_SENSES = (
    "id",
    "examples",
    "cues",
    "counter_cues",
    "say_instead",
    "question",
    "described_as",
    "related",
    "source",
)
OF_TERMS = ("aliases", "everyday", "unclear", "case_sensitive", "deprecated", "owner", "reviewed")


def left_out(terms: Iterable[Term], kept: Collection[str]) -> Iterator[Loss]:
    for term in terms:
        for part in OF_TERMS:
            if part not in kept and getattr(term, part):
                yield _lost(term, part)
        for part in OF_SENSES:
            if part not in kept and any(getattr(sense, part) for sense in term.senses):
                yield _lost(term, part)
        if "priority" not in kept and term.priority != "plain":
            yield _lost(term, "priority")


def _lost(term: Term, part: str) -> Loss:
    return Loss(term.name, part.replace("_", " "), "this format has no place for it")
