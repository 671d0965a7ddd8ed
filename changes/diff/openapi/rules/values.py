"""Which values are allowed one by one, fixed, assumed when nothing is given, or matched by a pattern."""

from typing import Any

from changes.diff.openapi.pair import Pair, Told
from changes.diff.plain import Node, shown, written

MATCH_ANYTHING = frozenset((".*", "^.*$", "^.*", ".*$", "[\\s\\S]*", "^[\\s\\S]*$"))


def differences(pair: Pair) -> Told:
    yield from _enum(pair)
    yield from _extensible_enum(pair)
    yield from _const(pair)
    yield from _default(pair)
    yield from _pattern(pair)


def _enum(pair: Pair) -> Told:
    old, new = _listed(pair.old, "enum"), _listed(pair.new, "enum")
    if new is None:
        return
    if old is None:
        if "const" not in pair.old:
            yield pair.tell(f"{pair.it} is now limited to a list of values", "became-enum")
        return
    for value in sorted(new.keys() - old.keys()):
        yield pair.tell(f"{pair.it} may now also be {shown(new[value])}", "enum-value-added")
    for value in sorted(old.keys() - new.keys()):
        yield pair.tell(f"{pair.it} may no longer be {shown(old[value])}", "enum-value-removed")


def _extensible_enum(pair: Pair) -> Told:
    old, new = _listed(pair.old, "x-extensible-enum"), _listed(pair.new, "x-extensible-enum")
    for value in sorted((old or {}).keys() - (new or {}).keys()) if new is not None else ():
        yield pair.tell(f"{pair.it} may no longer be {shown((old or {})[value])}", "x-extensible-enum-value-removed")


def _listed(schema: Node, key: str) -> dict[str, Any] | None:
    """Each value by how it is written; null is left to the nullability rules."""
    values = schema.get(key)
    return {written(value): value for value in values if value is not None} if isinstance(values, list) else None


def _const(pair: Pair) -> Told:
    old, new = pair.values("const")
    if "const" not in pair.old and "const" in pair.new:
        yield pair.tell(f"{pair.it} must now be {shown(new)}", "const-added")
    elif "const" in pair.old and "const" not in pair.new:
        yield pair.tell(f"{pair.it} need no longer be {shown(old)}", "const-removed")
    elif written(old) != written(new):
        yield pair.tell(f"the fixed value of {pair.it} changed from {shown(old)} to {shown(new)}", "const-changed")


def _default(pair: Pair) -> Told:
    old, new = pair.values("default")
    if written(old) == written(new) or (pair.place.kind == "parameter" and pair.required == (True, True)):
        return
    if old is None:
        yield pair.tell(f"the default value {shown(new)} was given to {pair.it}", "default-value-added")
    elif new is None:
        yield pair.tell(f"the default value {shown(old)} was taken from {pair.it}", "default-value-removed")
    else:
        yield pair.tell(
            f"the default value of {pair.it} changed from {shown(old)} to {shown(new)}", "default-value-changed"
        )


def _pattern(pair: Pair) -> Told:
    old, new = pair.values("pattern")
    if old == new:
        return
    if not old:
        yield pair.tell(f"{pair.it} must now match {shown(new)}", "pattern-added")
    elif not new:
        yield pair.tell(f"{pair.it} need no longer match {shown(old)}", "pattern-removed")
    else:
        rows = ("pattern-generalized", "pattern-changed") if str(new) in MATCH_ANYTHING else ("pattern-changed",)
        yield pair.tell(f"the pattern of {pair.it} changed from {shown(old)} to {shown(new)}", *rows)
