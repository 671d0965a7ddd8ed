"""Would a value that fitted the old schema fit the new one? Each reason why not, and each new freedom, told once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from changes.diff.jsonschema import form, inside
from changes.diff.jsonschema.form import Schema
from changes.diff.jsonschema.pair import Pair
from changes.diff.levels import worst_first
from changes.diff.plain import Node
from changes.diff.reading import Source
from changes.model import Difference

DEEPEST = 40
MOST_PLACES = 50_000


@dataclass
class Comparison:
    """Counts the places it looked at, so that a schema that explodes comes to an end."""

    old: Schema
    new: Schema
    places: int = 0

    def of(self, pair: Pair) -> list[Difference]:
        """Every form the value could take is held against the form it comes closest to now."""
        self.places += 1
        if self.places > MOST_PLACES or pair.depth > DEEPEST or self._met(pair):
            return []
        pair = pair.entered()
        old, new = self.old.branches(pair.old), self.new.branches(pair.new)
        found = list(_types(pair, _union(old), _union(new)))
        if len(old) == len(new) == 1:
            return found + self._inside(replace(pair, old=old[0], new=new[0]))
        return found + list(self._choices(pair, _by_type(old), _by_type(new)))

    def _met(self, pair: Pair) -> bool:
        """Both stand behind references that led here before."""
        return pair.names in pair.trail if all(pair.names) else False

    def _inside(self, pair: Pair) -> list[Difference]:
        found = list(inside.differences(pair))
        for child in inside.children(pair):
            found += self.of(child)
        return found

    def _choices(self, pair: Pair, old: list[Node], new: list[Node]) -> Iterator[Difference]:
        taken: set[int] = set()
        for branch in old:
            position, found = self._closest(pair, branch, new)
            taken.add(position)
            yield from found
        known = _union(old)
        for position, branch in enumerate(new):
            if position not in taken and form.types(branch) <= known and not self._known(pair, branch, old):
                yield pair.told("choice-added", f"{pair.words} may take one more form")

    def _known(self, pair: Pair, branch: Node, old: list[Node]) -> bool:
        """Was this very form allowed before, or is it one that nothing fits?"""
        if not form.types(branch):
            return True
        return any(
            not self._inside(replace(pair, old=one, new=branch)) for one in old if form.types(one) >= form.types(branch)
        )

    def _closest(self, pair: Pair, branch: Node, new: list[Node]) -> tuple[int, list[Difference]]:
        """The candidate with the fewest things that break, then with the fewest changes; -1 when no type is shared."""
        best: tuple[int, int, int, list[Difference]] | None = None
        for position, candidate in enumerate(new):
            if form.types(branch) & form.types(candidate):
                found = self._inside(replace(pair, old=branch, new=candidate))
                weight = sum(one.breaking for one in found), len(found), position
                if best is None or weight < best[:3]:
                    best = (*weight, found)
        return (best[2], best[3]) if best else (-1, [])


def differences(old: Source, new: Source, *, asset: str) -> tuple[Difference, ...]:
    """What became different, told about this asset and the names below it."""
    before, after = Schema.read(old), Schema.read(new)
    found = set(Comparison(before, after).of(Pair(before, after, before.root, after.root, asset)))
    return tuple(sorted(found, key=worst_first))


def _union(branches: list[Node]) -> frozenset[str]:
    return frozenset().union(*(form.types(branch) for branch in branches))


def _by_type(branches: list[Node]) -> list[Node]:
    """One form for each type, numbers and integers together, so that each can find its like."""
    apart = []
    for branch in branches:
        names = form.types(branch)
        numbers = names & {"number", "integer"}
        apart += [form.limited_to(branch, frozenset((name,))) for name in sorted(names - numbers)]
        apart += [form.limited_to(branch, numbers)] if numbers else []
    return apart


def _types(pair: Pair, old: frozenset[str], new: frozenset[str]) -> Iterator[Difference]:
    for name in sorted(old - new):
        yield pair.told("type-removed", f"{pair.words} may no longer be of type {name}")
    for name in sorted(new - old):
        yield pair.told("type-added", f"{pair.words} may now also be of type {name}")
