"""Formats that want every name once in its place: the disciplines are places, and a name used twice there says its meaning."""

from collections import Counter
from collections.abc import Iterable, Iterator

from glossary.model import Sense, Term


def placed(terms: Iterable[Term]) -> Iterator[tuple[Term, Sense, str]]:
    """Each meaning with a name that is unique within its discipline."""
    for term in terms:
        same = Counter(sense.discipline for sense in term.senses)
        for sense in term.senses:
            alone = same[sense.discipline] == 1
            yield term, sense, term.name if alone else f"{term.name} ({sense.id})"


def unplaced(name: str, shown: str) -> tuple[str, str]:
    """The term's name and, where the place said it, the id of the meaning."""
    if shown and name.startswith(f"{shown} (") and name.endswith(")"):
        return shown, name[len(shown) + 2 : -1]
    return shown or name, ""
