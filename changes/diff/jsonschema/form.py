"""A schema in the form we compare: references followed, fixed objects spelled out, demands joined, choices laid side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from typing import Any

from changes.diff.plain import Node, listing, mapping, reference_of
from changes.diff.reading import Source, read

TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
ANYTHING: Node = {}
NOTHING: Node = {"type": []}
LONGEST_CHAIN = 50
MOST_BRANCHES, MOST_CHOICES, MOST_DEMANDS = 60, 1_000, 500
CHOICES = ("anyOf", "oneOf")
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")


@dataclass(frozen=True)
class Schema:
    """A whole schema document; references lead to places inside it only."""

    root: Any

    @classmethod
    def read(cls, source: Source) -> "Schema":
        return cls(read(source))

    def plain(self, node: Any) -> Node:
        """One schema, with its references followed and what it demands besides (`allOf`) joined in."""
        return reduce(_joined, islice(self._demands(node), MOST_DEMANDS), {})

    def branches(self, node: Any) -> list[Node]:
        """The forms a value may take: one, or each of a choice joined with what all have in common.

        A choice that leads back to itself offers nothing more.
        """
        found: list[Node] = []
        todo = [(self.plain(node), frozenset({reference_of(node)}))]
        for _ in range(MOST_CHOICES):
            if not todo or len(found) == MOST_BRANCHES:
                break
            schema, trail = todo.pop()
            keyword = next((one for one in CHOICES if 0 < len(listing(schema.get(one))) <= MOST_BRANCHES), None)
            if keyword is None:
                found += [schema] if schema not in found else []
                continue
            common = {key: inner for key, inner in schema.items() if key != keyword}
            for choice in reversed(_beyond(trail, listing(schema[keyword]))):
                joined = self.plain(_joined(common, self.plain(choice)))
                todo.append((joined, trail | {reference_of(choice)}))
        return found

    def _demands(self, node: Any) -> Iterator[Node]:
        """The schema itself, then all that it demands besides; a demand that leads back to itself says nothing new."""
        todo = [(node, frozenset({reference_of(node)}))]
        while todo:
            one, trail = todo.pop()
            schema = self._followed(one)
            yield _spelled_out({key: inner for key, inner in schema.items() if key != "allOf"})
            parts = _beyond(trail, listing(schema.get("allOf")))
            todo += [(part, trail | {reference_of(part)}) for part in reversed(parts)]

    def _followed(self, node: Any) -> Node:
        for _ in range(LONGEST_CHAIN):
            if isinstance(node, bool) or node is None:
                return ANYTHING if node is not False else NOTHING
            if not isinstance(node, dict):
                return ANYTHING
            reference = node.get("$ref")
            target = self._at(reference) if isinstance(reference, str) else None
            if target is None:
                return node
            node = target
        return ANYTHING

    def _at(self, reference: str) -> Any:
        if not reference.startswith("#"):
            return None
        value = self.root
        for step in filter(None, reference[1:].split("/")):
            value = mapping(value).get(step.replace("~1", "/").replace("~0", "~"))
        return value


def _beyond(trail: frozenset[str], parts: list[Any]) -> list[Any]:
    """Those that do not lead back to where we came from."""
    return [part for part in parts if not reference_of(part) or reference_of(part) not in trail]


def _spelled_out(schema: Node) -> Node:
    """A fixed object by its fixed properties."""
    value = schema.get("const")
    if not isinstance(value, dict):
        return schema
    fixed = {name: {"const": inner} for name, inner in value.items()}
    rest = {key: inner for key, inner in schema.items() if key != "const"}
    return _joined({"type": "object", "properties": fixed}, rest)


def types(schema: Node) -> frozenset[str]:
    """The types of value it allows; a number may be an integer."""
    named = schema.get("type")
    if isinstance(named, str):
        return _with_integers({named})
    if isinstance(named, list):
        return _with_integers({name for name in named if isinstance(name, str)})
    if "const" in schema:
        return _with_integers({type_of(schema["const"])})
    return frozenset(("object",)) if "properties" in schema else frozenset(TYPES)


def type_of(value: Any) -> str:
    kinds = ((bool, "boolean"), (type(None), "null"), ((int, float), "number"), (str, "string"), (list, "array"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "object")


def limited_to(schema: Node, allowed: frozenset[str]) -> Node:
    return {**schema, "type": sorted(allowed)}


def _with_integers(named: set[str]) -> frozenset[str]:
    return frozenset(named | {"integer"} if "number" in named else named)


def _joined(one: Node, other: Node) -> Node:
    """Both at once: the stricter of two limits, the shared types and values, all properties and demands."""
    joined = {**one, **other}
    for key in one.keys() & other.keys():
        if one[key] != other[key]:
            joined[key] = _both(key, one, other)
    return joined


def _both(key: str, one: Node, other: Node) -> Any:
    old, new = one[key], other[key]
    if key in LOWER + UPPER and all(isinstance(value, (int, float)) for value in (old, new)):
        return max(old, new) if key in LOWER else min(old, new)
    if key == "type":
        return sorted(types(one) & types(other))
    if key == "required":
        return sorted({str(name) for name in listing(old) + listing(new)})
    if key == "enum":
        return [value for value in listing(old) if value in listing(new)]
    if key == "properties":
        names = {**mapping(old), **mapping(new)}
        shared = mapping(old).keys() & mapping(new).keys()
        return {name: {"allOf": [old[name], new[name]]} if name in shared else inner for name, inner in names.items()}
    return new
