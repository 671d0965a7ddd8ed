"""Which properties there are and which must be given: a request may not ask for more, a response may not bring less."""

from typing import Any

from changes.diff.openapi.pair import Pair, Told
from changes.diff.openapi.place import Place
from changes.diff.plain import Node, added_removed, listing, mapping


def differences(pair: Pair) -> Told:
    added, removed = added_removed(*pair.values("properties"))
    for name in added:
        yield from _added(pair, name)
    for name in removed:
        yield from _removed(pair, name)
    yield from _required(pair)


def required_names(schema: Node) -> frozenset[str]:
    return frozenset(name for name in listing(schema.get("required")) if isinstance(name, str))


def property_of(pair: Pair, name: str) -> tuple[Node, Node]:
    old, new = (mapping(value).get(name) for value in pair.values("properties"))
    return pair.versions.old.schema(old), pair.versions.new.schema(new)


def _added(pair: Pair, name: str) -> Told:
    _, new = property_of(pair, name)
    demanded = name in required_names(pair.new)
    if pair.place.kind == "header":
        return
    if not pair.request:
        yield pair.place.told(_response_rule(new, "added", demanded=demanded), f"{_called(pair, name)} was added")
    elif new.get("readOnly") is not True:
        yield from _asked(pair, name, new, demanded=demanded)


def _asked(pair: Pair, name: str, new: Node, *, demanded: bool) -> Told:
    if pair.place.kind == "parameter":
        if demanded and pair.place.located == "header":
            yield pair.place.told(
                "new-required-request-header-property", f"{_called(pair, name)} was added and must be given"
            )
        return
    if not demanded:
        yield pair.place.told("new-optional-request-property", f"{_called(pair, name)} was added and may be left out")
        return
    rule = "new-required-request-property-with-default" if "default" in new else "new-required-request-property"
    yield pair.place.told(rule, f"{_called(pair, name)} was added and must be given")


def _removed(pair: Pair, name: str) -> Told:
    old, _ = property_of(pair, name)
    if pair.place.kind != "body":
        return
    text = f"{_called(pair, name)} was removed"
    if not pair.request:
        yield pair.place.told(_response_rule(old, "removed", demanded=name in required_names(pair.old)), text)
    elif old.get("readOnly") is not True:
        yield pair.place.told("request-property-removed", text)


def _response_rule(schema: Node, verb: str, *, demanded: bool) -> str:
    status = "required" if demanded else "optional"
    hidden = "write-only-" if schema.get("writeOnly") is True else ""
    return f"response-{status}-{hidden}property-{verb}"


def _required(pair: Pair) -> Told:
    old, new = required_names(pair.old), required_names(pair.new)
    for name in sorted(new - old - _only(pair.new, pair.old)):
        yield from _became_required(pair, name)
    for name in sorted(old - new - _only(pair.old, pair.new)):
        yield from _became_optional(pair, name)


def _only(one: Node, other: Node) -> frozenset[str]:
    """Properties that just one version has are told as added or removed."""
    return frozenset(mapping(one.get("properties")).keys() - mapping(other.get("properties")).keys())


def _became_required(pair: Pair, name: str) -> Told:
    _, new = property_of(pair, name)
    if pair.request and new.get("readOnly") is True:
        return
    rows = ("became-required-with-default",) if "default" in new else ()
    words = "must now be given" if pair.request else "is now always there"
    yield _at(pair, name, new).tell(f"{_called(pair, name)} {words}", *rows, "became-required")


def _became_optional(pair: Pair, name: str) -> Told:
    _, new = property_of(pair, name)
    words = "may now be left out" if pair.request else "may now be missing"
    yield _at(pair, name, new).tell(f"{_called(pair, name)} {words}", "became-optional")


def _called(pair: Pair, name: str) -> str:
    return pair.place.below(name).words


def _at(pair: Pair, name: str, schema: Node) -> Place:
    return pair.place.below(name).kept_by(guarded=guarded(pair, schema))


def guarded(pair: Pair, schema: Any) -> bool:
    """Does the other side never write it: read-only in a request, write-only in a response?"""
    return schema.get("readOnly" if pair.request else "writeOnly") is True
