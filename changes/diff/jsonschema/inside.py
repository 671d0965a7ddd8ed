"""Two plain forms of one value: their limits, lists of values, properties and items."""

from collections.abc import Iterator
from typing import Any

from changes.diff.jsonschema.pair import Pair
from changes.diff.plain import Node, listing, mapping, shown, written
from changes.model import Difference

Number = int | float
LENGTHS = {
    "minLength": "the minimum length",
    "minItems": "the minimum number of items",
    "minProperties": "the minimum number of properties",
    "maxLength": "the maximum length",
    "maxItems": "the maximum number of items",
    "maxProperties": "the maximum number of properties",
}
# What we see change, but whose effect on values we do not work out.
OTHER = (
    "multipleOf",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
    "not",
    "if",
    "then",
    "else",
    "propertyNames",
    "patternProperties",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentEncoding",
    "contentMediaType",
)


def differences(pair: Pair) -> Iterator[Difference]:
    """What is different right here; below, see `children`."""
    yield from _values(pair)
    yield from _range(pair, "minimum", "exclusiveMinimum")
    yield from _range(pair, "maximum", "exclusiveMaximum")
    yield from _lengths(pair)
    yield from _text(pair, "pattern", "match")
    yield from _text(pair, "format", "be of the format")
    yield from _required(pair)
    yield from _properties(pair)
    yield from _tuples(pair)
    yield from _others(pair)


def children(pair: Pair) -> Iterator[Pair]:
    """The places below that both versions have."""
    old, new = mapping(pair.old.get("properties")), mapping(pair.new.get("properties"))
    for name in sorted(old.keys() & new.keys()):
        yield pair.below(old[name], new[name], name)
    if _both_schemas(pair, "additionalProperties"):
        yield pair.below(pair.old["additionalProperties"], pair.new["additionalProperties"], "*")
    items = list(_items(pair))
    for position, (before, after) in enumerate(items):
        yield pair.below(before, after, str(position) if len(items) > 1 else "items")


def _both_schemas(pair: Pair, key: str) -> bool:
    return isinstance(pair.old.get(key), dict) and isinstance(pair.new.get(key), dict)


def _values(pair: Pair) -> Iterator[Difference]:
    both = [form.keys() & {"const", "enum"} for form in (pair.old, pair.new)]
    if {"const"} in both and {"enum"} not in both:
        yield from _const(pair)
        return
    old, new = _listed(pair.old), _listed(pair.new)
    if old is None and new is not None:
        yield pair.told(
            "enum-added", f"{pair.words} is now limited to {', '.join(shown(value) for value in new.values())[:300]}"
        )
    elif old is not None and new is None:
        yield pair.told("enum-removed", f"{pair.words} is no longer limited to a list of values")
    elif old is not None and new is not None:
        for key in sorted(old.keys() - new.keys()):
            yield pair.told("enum-value-removed", f"{pair.words} may no longer be {shown(old[key])}")
        for key in sorted(new.keys() - old.keys()):
            yield pair.told("enum-value-added", f"{pair.words} may now also be {shown(new[key])}")


def _const(pair: Pair) -> Iterator[Difference]:
    old, new = (written(form["const"]) if "const" in form else None for form in (pair.old, pair.new))
    if old is not None and old != new:
        yield pair.told("const-removed", f"{pair.words} need no longer be {shown(pair.old['const'])}")
    if new is not None and old != new:
        yield pair.told("const-added", f"{pair.words} must now be {shown(pair.new['const'])}")


def _listed(form: Node) -> dict[str, Any] | None:
    if "const" in form:
        return {written(form["const"]): form["const"]}
    return {written(value): value for value in listing(form["enum"])} if "enum" in form else None


def _range(pair: Pair, plain: str, exclusive: str) -> Iterator[Difference]:
    """The tighter of the inclusive and the exclusive limit is the one that counts."""
    upper = plain == "maximum"
    old, new = _limit(pair.old, plain, exclusive, upper=upper), _limit(pair.new, plain, exclusive, upper=upper)
    if old == new:
        return
    rule = "limit-tightened" if old is None or (new is not None and new > old) else "limit-loosened"
    yield pair.told(
        rule,
        f"the {plain} of {pair.words} changed from {_limit_words(old, upper=upper)} to {_limit_words(new, upper=upper)}",
    )


def _limit(form: Node, plain: str, exclusive: str, *, upper: bool) -> tuple[Number, bool] | None:
    """Turned so that the larger is always the tighter; exclusive is tighter than inclusive."""
    sign = -1 if upper else 1
    found = [(sign * form[key], key == exclusive) for key in (plain, exclusive) if _is_number(form.get(key))]
    return max(found) if found else None


def _limit_words(limit: tuple[Number, bool] | None, *, upper: bool) -> str:
    if limit is None:
        return "none"
    value = -limit[0] if upper else limit[0]
    return f"{written(value)} (not included)" if limit[1] else written(value)


def _lengths(pair: Pair) -> Iterator[Difference]:
    for key, words in LENGTHS.items():
        old, new = (form.get(key) if _is_number(form.get(key)) else None for form in (pair.old, pair.new))
        if old != new:
            text = f"{words} of {pair.words} changed from {'none' if old is None else old} to {'none' if new is None else new}"
            yield pair.told(_length_rule(old, new, upper=key.startswith("max")), text)


def _length_rule(old: Number | None, new: Number | None, *, upper: bool) -> str:
    if new is None:
        return "limit-loosened"
    if old is None:
        return "limit-tightened" if upper or new > 0 else "limit-loosened"
    return "limit-tightened" if (new < old) == upper else "limit-loosened"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _text(pair: Pair, key: str, words: str) -> Iterator[Difference]:
    old, new = pair.old.get(key), pair.new.get(key)
    if old == new:
        return
    if old is None:
        yield pair.told(f"{key}-added", f"{pair.words} must now {words} {shown(new)}")
    elif new is None:
        yield pair.told(f"{key}-removed", f"{pair.words} need no longer {words} {shown(old)}")
    else:
        yield pair.told(f"{key}-changed", f"{pair.words} must now {words} {shown(new)}, no longer {shown(old)}")


def _required(pair: Pair) -> Iterator[Difference]:
    old, new = (
        {name for name in listing(form.get("required")) if isinstance(name, str)} for form in (pair.old, pair.new)
    )
    for name in sorted(new - old):
        yield pair.below(None, None, name).told("required-added", f"`{name}` of {pair.words} must now be given")
    for name in sorted(old - new):
        yield pair.below(None, None, name).told("required-removed", f"`{name}` of {pair.words} may now be left out")


def _properties(pair: Pair) -> Iterator[Difference]:
    old, new = mapping(pair.old.get("properties")), mapping(pair.new.get("properties"))
    was_open, is_open = (form.get("additionalProperties") is not False for form in (pair.old, pair.new))
    for name in sorted(new.keys() - old.keys()):
        free = not was_open or pair.new_schema.plain(new[name]) == {}
        rule, fate = (
            ("property-added", "was added")
            if free
            else ("property-constrained", "was added: it could be anything before")
        )
        yield pair.below(None, None, name).told(rule, f"the property `{name}` of {pair.words} {fate}")
    for name in sorted(old.keys() - new.keys()):
        rule, fate = ("property-freed", "is no longer described") if was_open else ("property-removed", "was removed")
        yield pair.below(None, None, name).told(rule, f"the property `{name}` of {pair.words} {fate}")
    yield from _openness(pair, was_open=was_open, is_open=is_open)


def _openness(pair: Pair, *, was_open: bool, is_open: bool) -> Iterator[Difference]:
    if was_open and not is_open:
        yield pair.told("additional-properties-closed", f"{pair.words} may no longer have other properties")
    elif is_open and not was_open:
        yield pair.told("additional-properties-opened", f"{pair.words} may now have other properties")
    elif not _both_schemas(pair, "additionalProperties"):
        old, new = (isinstance(form.get("additionalProperties"), dict) for form in (pair.old, pair.new))
        if new and not old and pair.new_schema.plain(pair.new["additionalProperties"]):
            yield pair.told("constraint-added", f"other properties of {pair.words} must now fit a schema")
        if old and not new and pair.old_schema.plain(pair.old["additionalProperties"]):
            yield pair.told("constraint-removed", f"other properties of {pair.words} may now be anything")


def _tuples(pair: Pair) -> Iterator[Difference]:
    old, new = _places(pair.old), _places(pair.new)
    if old is None and new is not None and _rest(pair.old) is not None:
        yield pair.told("list-became-tuple", f"{pair.words} now has {_fixed(new)}")
    elif old is not None and new is None:
        yield pair.told("tuple-became-list", f"{pair.words} no longer has fixed places")
    elif old is not None and new is not None and len(old) != len(new):
        yield pair.told("tuple-changed", f"{pair.words} has {_fixed(new)}, no longer {len(old)}")
    elif old is None and new is not None:
        yield pair.told("constraint-added", f"{pair.words} now has {_fixed(new)}")


def _fixed(places: list[Any]) -> str:
    return f"{len(places)} fixed place{'s' * (len(places) != 1)}"


def _places(form: Node) -> list[Any] | None:
    """The fixed places of a list: `prefixItems`, or `items` as a list in older drafts."""
    for key in ("prefixItems", "items"):
        if isinstance(form.get(key), list):
            return listing(form[key])
    return None


def _rest(form: Node) -> Any:
    key = "additionalItems" if isinstance(form.get("items"), list) else "items"
    return form.get(key)


def _items(pair: Pair) -> Iterator[tuple[Any, Any]]:
    old, new = _places(pair.old), _places(pair.new)
    if old is None and new is None:
        if "items" in pair.old or "items" in pair.new:
            yield pair.old.get("items", {}), pair.new.get("items", {})
    elif old is None or new is None:
        for position in range(len(old or new or ())):
            yield (old[position] if old else _rest(pair.old), new[position] if new else _rest(pair.new))
    else:
        yield from zip(old, new, strict=False)


def _others(pair: Pair) -> Iterator[Difference]:
    for key in OTHER:
        old, new = pair.old.get(key), pair.new.get(key)
        if written(old) == written(new):
            continue
        verb = "added" if old is None else "removed" if new is None else "changed"
        yield pair.told(f"constraint-{verb}", f"`{key}` of {pair.words} was {verb}")
