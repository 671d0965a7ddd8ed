"""May it be null? Said by `nullable`, by a null among the types, or by a choice between null and the rest; all the same to us."""

from changes.diff.openapi.pair import Pair, Told
from changes.diff.plain import Node, listing

CONSTRAINING = frozenset(
    ("type", "nullable", "enum", "const", "properties", "items", "allOf", "oneOf", "anyOf", "$ref")
)


def differences(pair: Pair) -> Told:
    old, new = nullable(pair.old), nullable(pair.new)
    if new and not old and _typed(pair.old):
        yield pair.tell(f"{pair.it} may now be null", "became-nullable")
    if old and not new and _typed(pair.new):
        yield pair.tell(f"{pair.it} may no longer be null", "became-not-nullable")


def nullable(schema: Node) -> bool:
    types = schema.get("type")
    return schema.get("nullable") is True or types == "null" or (isinstance(types, list) and "null" in types)


def unwrapped(pair: Pair) -> Pair:
    """When only one version is wrapped in a choice with null, look inside the wrapping and remember that null is allowed."""
    old, new = _without_null(pair.old), _without_null(pair.new)
    if new is not None and old is None and not nullable(pair.old):
        return pair.with_schemas(pair.old, {**pair.versions.new.schema(new), "nullable": True})
    if old is not None and new is None and not nullable(pair.new):
        return pair.with_schemas({**pair.versions.old.schema(old), "nullable": True}, pair.new)
    return pair


def _without_null(schema: Node) -> Node | None:
    """The one branch beside null."""
    for choice in ("oneOf", "anyOf"):
        branches = listing(schema.get(choice))
        others = [branch for branch in branches if branch != {"type": "null"}]
        if len(branches) == 2 and len(others) == 1 and isinstance(others[0], dict):
            return others[0]
    return None


def _typed(schema: Node) -> bool:
    """A schema that allows everything allows null as well: nothing is gained or lost."""
    return bool(schema.keys() & CONSTRAINING)
