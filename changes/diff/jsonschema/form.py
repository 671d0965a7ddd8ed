"""A schema in the form we compare: references followed, fixed objects spelled out, demands joined, choices laid side by side."""

from dataclasses import dataclass
from typing import Any

from changes.diff.plain import Node, listing, mapping
from changes.diff.reading import Source, read

TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
ANYTHING: Node = {}
NOTHING: Node = {"type": []}
LONGEST_CHAIN = 50
MOST_BRANCHES = 60
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
        schema = self._followed(node)
        value = schema.get("const")
        if isinstance(value, dict):
            fixed = {name: {"const": inner} for name, inner in value.items()}
            rest = {key: inner for key, inner in schema.items() if key != "const"}
            schema = _joined({"type": "object", "properties": fixed}, rest)
        for part in listing(schema.get("allOf")):
            schema = _joined({key: inner for key, inner in schema.items() if key != "allOf"}, self.plain(part))
        return schema

    def branches(self, node: Any) -> list[Node]:
        """The forms a value may take: one, or each of a choice joined with what all have in common."""
        schema = self.plain(node)
        for keyword in ("anyOf", "oneOf"):
            choices = listing(schema.get(keyword))
            if choices and len(choices) <= MOST_BRANCHES:
                common = {key: inner for key, inner in schema.items() if key != keyword}
                return [branch for choice in choices for branch in self.branches(_joined(common, self.plain(choice)))][
                    :MOST_BRANCHES
                ]
        return [schema]

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
