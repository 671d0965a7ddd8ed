"""The words of JSON Schema that came with OpenAPI 3.1: conditions, tuples, names, dependencies and content."""

from typing import Any

from changes.diff.openapi.pair import Pair, Told
from changes.diff.plain import Node, added_removed, listing, mapping, shown

# Each is there or not; what is inside is compared as a schema of its own.
PRESENT = {
    "contains": "contains",
    "if": "if",
    "then": "then",
    "else": "else",
    "propertyNames": "property-names",
    "unevaluatedItems": "unevaluated-items",
    "unevaluatedProperties": "unevaluated-properties",
    "contentSchema": "content-schema",
}
# Each is a list of named schemas.
NAMED = {
    "patternProperties": ("pattern-property", "properties that match"),
    "dependentSchemas": ("dependent-schema", "the schema that depends on"),
}


def differences(pair: Pair) -> Told:
    yield from _present(pair)
    yield from _named(pair)
    yield from _dependent_required(pair)
    yield from _prefix_items(pair)
    yield from _content(pair)


def _present(pair: Pair) -> Told:
    for keyword, name in PRESENT.items():
        old, new = keyword in pair.old, keyword in pair.new
        if new and not old:
            yield pair.tell(f"the constraint `{keyword}` was put on {pair.it}", f"{name}-added")
        elif old and not new:
            yield pair.tell(f"the constraint `{keyword}` was taken from {pair.it}", f"{name}-removed")


def _named(pair: Pair) -> Told:
    for keyword, (name, words) in NAMED.items():
        added, removed = added_removed(*pair.values(keyword))
        for one in added:
            yield pair.tell(f"{words} {shown(one)} was added to {pair.it}", f"{name}-added")
        for one in removed:
            yield pair.tell(f"{words} {shown(one)} was removed from {pair.it}", f"{name}-removed")


def _dependent_required(pair: Pair) -> Told:
    old, new = (mapping(value) for value in pair.values("dependentRequired"))
    for name in sorted(old.keys() | new.keys()):
        before, after = _names(old, name), _names(new, name)
        if name not in old:
            yield pair.tell(f"{pair.it} with `{name}` must now also have {after}", "dependent-required-added")
        elif name not in new:
            yield pair.tell(f"{pair.it} with `{name}` need no longer have {before}", "dependent-required-removed")
        elif before != after:
            yield pair.tell(
                f"{pair.it} with `{name}` must now have {after}, not {before}", "dependent-required-changed"
            )


def _names(dependencies: Node, name: str) -> str:
    return ", ".join(f"`{one}`" for one in sorted(map(str, listing(dependencies.get(name)))))


def _prefix_items(pair: Pair) -> Told:
    old, new = (listing(value) for value in pair.values("prefixItems"))
    for position in range(len(old), len(new)):
        yield pair.tell(f"position {position + 1} of {pair.it} now has a schema of its own", "prefix-items-added")
    for position in range(len(new), len(old)):
        yield pair.tell(
            f"position {position + 1} of {pair.it} no longer has a schema of its own", "prefix-items-removed"
        )


def _content(pair: Pair) -> Told:
    for keyword, name in (("contentMediaType", "content-media-type"), ("contentEncoding", "content-encoding")):
        old, new = pair.values(keyword)
        if old != new:
            yield pair.tell(
                f"`{keyword}` of {pair.it} changed from {_or_none(old)} to {_or_none(new)}", f"{name}-changed"
            )


def _or_none(value: Any) -> str:
    return "nothing" if value is None else shown(value)
