"""Which types of value fit: wider is safe in a request, narrower in a response, anything else breaks both."""

from dataclasses import dataclass, field
from typing import Any

from changes.diff.openapi.document import Document
from changes.diff.openapi.pair import Pair, Told
from changes.diff.openapi.rules.limits import numeric
from changes.diff.plain import Node, listing, reference_of, same_value

# A narrow format and the wider ones that hold all its values.
WIDER_FORMATS = {
    ("number", "float"): {"double"},
    ("integer", "int32"): {"int64", "bigint"},
    ("integer", "int64"): {"bigint"},
    ("string", "date"): {"date-time"},
    ("string", "time"): {"date-time"},
}
LIMITS_OF_AN_ITEM = (
    "enum",
    "const",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
)
DEEPEST = 8


@dataclass(frozen=True)
class Shape:
    """The types a schema allows, without null; no type at all allows every one."""

    types: frozenset[str]
    format: str | None = None

    def holds(self, other: "Shape") -> bool:
        """Does every value of the other fit here?"""
        if not self.types:
            return self.format is None or self.format == other.format
        return bool(other.types) and all(map(self._knows, other.types)) and self._format_holds(other)

    def _knows(self, name: str) -> bool:
        return name in self.types or (name == "integer" and "number" in self.types)

    def _format_holds(self, other: "Shape") -> bool:
        if self.format in (None, other.format):
            return True
        return any(self.format in WIDER_FORMATS.get((name, other.format or ""), ()) for name in other.types)

    @property
    def plain_text(self) -> bool:
        return self.types == {"string"} and self.format is None

    def __str__(self) -> str:
        names = " or ".join(sorted(self.types)) or "any type"
        return f"{names} ({self.format})" if self.format else names


def differences(pair: Pair) -> Told:
    if are_lists(pair):
        yield from _lists(pair)
        return
    old, new = shape(pair.versions.old, pair.old), shape(pair.versions.new, pair.new)
    if old != new:
        yield pair.tell(f"the type of {pair.it} changed from {old} to {new}", *_rows(pair, old, new))


def are_lists(pair: Pair) -> bool:
    """Is one version a bare choice of types (`oneOf: [{type: string}, {type: integer}]`), and the other no more complicated?"""
    old, new = bare_choice(pair.old), bare_choice(pair.new)
    return bool(old or new) and bool(old or _plain_types(pair.old)) and bool(new or _plain_types(pair.new))


def bare_choice(schema: Node) -> frozenset[str]:
    branches = listing(schema.get("oneOf")) + listing(schema.get("anyOf"))
    if (
        "type" in schema
        or not branches
        or not all(isinstance(branch, dict) and branch.keys() == {"type"} for branch in branches)
    ):
        return frozenset()
    return frozenset(name for branch in branches for name in _named_types(branch))


def types_of(schema: Node) -> frozenset[str]:
    """The types but null, which the nullability rules look after."""
    return _named_types(schema) - {"null"}


def _named_types(schema: Node) -> frozenset[str]:
    named = schema.get("type")
    names = [named] if isinstance(named, str) else listing(named)
    return frozenset(name for name in names if isinstance(name, str))


def shape(document: Document, schema: Node) -> Shape:
    written_format = schema.get("format")
    types = _Composed(document).types(schema, DEEPEST)
    return Shape(types, written_format if isinstance(written_format, str) else None)


@dataclass
class _Composed:
    """`behind` are the types found behind each reference; None while we are on the way there, for that says nothing new."""

    document: Document
    behind: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def types(self, schema: Node, deepest: int) -> frozenset[str]:
        """The types by the schema itself, or else by what it is composed of."""
        own = types_of(schema)
        if own or not deepest:
            return own
        for part in listing(schema.get("allOf")):
            if found := self._of(part, deepest - 1):
                return found
        choices = listing(schema.get("oneOf")) or listing(schema.get("anyOf"))
        offered = [self._of(choice, deepest - 1) for choice in choices if not _is_null(choice)]
        told = [types for types in offered if types is not None]
        return frozenset().union(*told) if all(told) else frozenset()

    def _of(self, node: Any, deepest: int) -> frozenset[str] | None:
        reference = reference_of(node)
        if not reference:
            return self.types(self.document.schema(node), deepest)
        if reference not in self.behind:
            self.behind[reference] = None
            self.behind[reference] = self.types(self.document.schema(node), deepest)
        return self.behind[reference]


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "null"


def _lists(pair: Pair) -> Told:
    old, new = (bare_choice(one) or types_of(one) for one in (pair.old, pair.new))
    if more := sorted(new - old):
        yield pair.tell(f"{pair.it} may now also be {' or '.join(more)}", "list-of-types-widened")
    if fewer := sorted(old - new):
        yield pair.tell(f"{pair.it} may no longer be {' or '.join(fewer)}", "list-of-types-narrowed")


def _plain_types(schema: Node) -> bool:
    return bool(types_of(schema)) and not schema.keys() & {"oneOf", "anyOf", "allOf", "properties", "items"}


def _rows(pair: Pair, old: Shape, new: Shape) -> tuple[str, ...]:
    """The rules that fit, the best first; the last exists everywhere."""
    fits = _request_rows(pair, old, new) if pair.request else _response_rows(pair, old, new)
    return (*fits, "type-changed")


def _request_rows(pair: Pair, old: Shape, new: Shape) -> tuple[str, ...]:
    if new.holds(old) or _is_list_of_one(pair, old):
        return ("type-generalized",)
    if pair.place.kind == "parameter" and not pair.place.top:
        return ("type-specialized",) if old.holds(new) or old.plain_text else ()
    if pair.place.as_text and new.plain_text:
        return ("type-generalized",) if pair.place.kind == "parameter" else ("type-compatible",)
    return ()


def _response_rows(pair: Pair, old: Shape, new: Shape) -> tuple[str, ...]:
    if old.holds(new):
        return ("type-specialized",)
    if new.holds(old) and new.types:
        return ("type-generalized",)
    return ("type-compatible",) if pair.place.as_text and old.plain_text else ()


def _is_list_of_one(pair: Pair, old: Shape) -> bool:
    """`?tag=a` is also a list of one tag, if the items take all that the single value could be."""
    if not pair.place.exploded or "array" in old.types or types_of(pair.new) != {"array"}:
        return False
    item = pair.versions.new.schema(pair.new.get("items", {}))
    item_shape = shape(pair.versions.new, item)
    return (item_shape.holds(old) or item_shape.plain_text) and _no_stricter(pair.old, item) and _admits_one(pair.new)


def _no_stricter(old: Node, item: Node) -> bool:
    return all(same_value(item[limit], old.get(limit)) for limit in LIMITS_OF_AN_ITEM if limit in item)


def _admits_one(schema: Node) -> bool:
    limits = numeric(schema)
    return limits.get("minItems", 0) <= 1 <= limits.get("maxItems", 1)
