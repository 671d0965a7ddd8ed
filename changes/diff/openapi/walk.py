"""Down through two versions of a schema together, each place once, as far as they differ."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from changes.diff.openapi.document import Versions
from changes.diff.openapi.lifecycle import Calendar
from changes.diff.openapi.pair import Pair, Told
from changes.diff.openapi.place import Place
from changes.diff.openapi.rules import (
    access,
    composition,
    keywords,
    lifespan,
    limits,
    nullability,
    properties,
    types,
    values,
    wrapping,
)
from changes.diff.plain import listing, mapping, reference_of
from changes.model import Difference

RULES: tuple[Callable[[Pair], Told], ...] = (
    nullability.differences,
    types.differences,
    values.differences,
    limits.differences,
    properties.differences,
    access.differences,
    keywords.differences,
)
SINGLE = (
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
)
NAMED = ("patternProperties", "dependentSchemas")
DEEPEST = 60
# How often the same reference is entered from one body, and how many places are looked at before each is entered only once more.
MOST_USES, MOST_PLACES = 4, 20_000


@dataclass
class Walk:
    """`uses` counts how often each reference was entered; past the bound it is no longer counted anew for every body."""

    versions: Versions
    calendar: Calendar
    places: int = 0
    uses: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def schemas(
        self, old: Any, new: Any, place: Place, required: tuple[bool, bool] | None = None
    ) -> Iterator[Difference]:
        """Everything that became different between two schemas and below them."""
        if self.places < MOST_PLACES:
            self.uses.clear()
        todo = deque([child] if (child := self._pair(old, new, place, frozenset(), required)) else [])
        while todo:
            pair = nullability.unwrapped(todo.popleft())
            if wrapping.is_wrapped(pair):
                yield from filter(None, wrapping.differences(pair))
                continue
            if pair.touched:
                yield from filter(None, self._here(pair))
            todo += filter(None, self._children(pair))

    def _here(self, pair: Pair) -> Told:
        for rule in RULES:
            yield from rule(pair)
        if not types.are_lists(pair):
            yield from composition.differences(pair)
        yield from lifespan.differences(pair, self.calendar)

    def _pair(
        self,
        old: Any,
        new: Any,
        place: Place,
        trail: frozenset[tuple[str, str]],
        required: tuple[bool, bool] | None = None,
    ) -> Pair | None:
        """Nothing, when both are the same, were met on the way here already, or lie too deep."""
        if self.versions.same(old, new) or len(trail) > DEEPEST:
            return None
        schemas = self.versions.old.schema(old), self.versions.new.schema(new)
        names = reference_of(old), reference_of(new)
        pair = Pair(self.versions, *schemas, place, required, trail | {names} if any(names) else trail)
        if any(names) and (names in trail or self._enough_of(names, pair)):
            return None
        self.places += 1
        return pair

    def _enough_of(self, names: tuple[str, str], pair: Pair) -> bool:
        """What is only passed through is passed through once."""
        use = (*names, pair.place.direction)
        self.uses[use] += 1
        return self.uses[use] > (MOST_USES if pair.touched and self.places < MOST_PLACES else 1)

    def _children(self, pair: Pair) -> Iterator[Pair | None]:
        yield from self._properties(pair)
        for key in SINGLE:
            old, new = pair.values(key)
            if isinstance(old, dict) and isinstance(new, dict):
                yield self._pair(old, new, pair.place.below(key), pair.trail)
        for key in NAMED:
            old, new = (mapping(value) for value in pair.values(key))
            for name in sorted(old.keys() & new.keys()):
                yield self._pair(old[name], new[name], pair.place.below(f"{key}[{name}]"), pair.trail)
        yield from self._lists(pair)

    def _properties(self, pair: Pair) -> Iterator[Pair | None]:
        old, new = (mapping(value) for value in pair.values("properties"))
        demanded = properties.required_names(pair.old), properties.required_names(pair.new)
        for name in sorted(old.keys() & new.keys()):
            required = name in demanded[0], name in demanded[1]
            child = self._pair(old[name], new[name], pair.place.below(name), pair.trail, required)
            if child:
                guarded = properties.guarded(pair, child.new)
                yield replace(child, place=child.place.kept_by(guarded=guarded))

    def _lists(self, pair: Pair) -> Iterator[Pair | None]:
        for position, (old, new) in enumerate(
            zip(*(listing(value) for value in pair.values("prefixItems")), strict=False)
        ):
            yield self._pair(old, new, pair.place.below(f"prefixItems[{position}]"), pair.trail)
        if types.are_lists(pair):
            return
        for key in composition.CHOICES:
            for old, new in composition.match(pair.versions, *(listing(value) for value in pair.values(key))).kept:
                yield self._pair(old, new, pair.place.below(f"{key}[{composition.named(new).strip('`')}]"), pair.trail)
