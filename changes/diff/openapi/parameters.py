"""Parameters of a request: found again by where they stand and what they are called."""

from collections.abc import Iterator
from typing import Any

from changes.diff.openapi.document import Document
from changes.diff.openapi.endpoints import Endpoint, Scope
from changes.diff.openapi.lifecycle import Life, removal
from changes.diff.openapi.place import Place
from changes.diff.plain import Node, listing, mapping
from changes.model import Difference

Key = tuple[str, str]
TEXT_STYLES = ("query", "path", "header", "cookie")


def differences(scope: Scope, endpoint: Endpoint) -> Iterator[Difference]:
    """An operation's own parameters come before those it shares with its path."""
    document = scope.versions
    own_old, own_new = _by_key(document.old, endpoint.old, endpoint.renamed), _by_key(document.new, endpoint.new)
    shared_old, shared_new = (
        _by_key(document.old, endpoint.old_item, endpoint.renamed),
        _by_key(document.new, endpoint.new_item),
    )
    old, new = shared_old | own_old, shared_new | own_new
    for key in sorted(new.keys() - old.keys()):
        yield _added(endpoint, key, new[key], shared=key not in own_new)
    for key in sorted(old.keys() - new.keys()):
        yield from _removed(scope, endpoint, key, old[key])
    for key in sorted(old.keys() & new.keys()):
        yield from _kept(scope, endpoint, key, old[key], new[key])


def _by_key(document: Document, holder: Node, renamed: dict[str, str] | None = None) -> dict[Key, Node]:
    found = {}
    for written in listing(holder.get("parameters")):
        parameter = document.follow(written)
        located, name = str(parameter.get("in", "")), str(parameter.get("name", ""))
        if located in TEXT_STYLES and name:
            found[located, _name(located, name, renamed or {})] = parameter
    return found


def _name(located: str, name: str, renamed: dict[str, str]) -> str:
    if located == "header":
        return name.lower()
    return renamed.get(name, name) if located == "path" else name


def _added(endpoint: Endpoint, key: Key, parameter: Node, *, shared: bool) -> Difference:
    words = _words(key, parameter)
    if key[0] == "path" and not shared:
        return endpoint.told("new-request-path-parameter", f"{words} was added")
    demanded = parameter.get("required") is True
    status, fate = ("required", "must be given") if demanded else ("optional", "may be left out")
    kind = "default-parameter-to-existing-path" if shared else "parameter"
    return endpoint.told(f"new-{status}-request-{kind}", f"{words} was added and {fate}")


def _removed(scope: Scope, endpoint: Endpoint, key: Key, parameter: Node) -> Iterator[Difference]:
    place, life = _place(endpoint, key, parameter), Life.of(parameter)
    row = removal(life, scope.walk.calendar)
    rows = ("removed",) if row == "removed-without-deprecation" else (row,)
    found = place.tell(f"{place.title} was removed", *rows)
    if found:
        yield found


def _kept(scope: Scope, endpoint: Endpoint, key: Key, old: Node, new: Node) -> Iterator[Difference]:
    place = _place(endpoint, key, new)
    demanded = old.get("required") is True, new.get("required") is True
    if demanded == (False, True):
        yield place.told("request-parameter-became-required", f"{place.title} must now be given")
    if demanded == (True, False):
        yield place.told("request-parameter-became-optional", f"{place.title} may now be left out")
    yield from _lifespan(scope, place, Life.of(old), Life.of(new))
    for before, after in _schemas(old, new):
        yield from scope.walk.schemas(before, after, place, demanded)


def _schemas(old: Node, new: Node) -> Iterator[tuple[Any, Any]]:
    if "schema" in old and "schema" in new:
        yield old["schema"], new["schema"]
    before, after = mapping(old.get("content")), mapping(new.get("content"))
    for media in sorted(before.keys() & after.keys()):
        yield mapping(before[media]).get("schema", {}), mapping(after[media]).get("schema", {})


def _place(endpoint: Endpoint, key: Key, parameter: Node) -> Place:
    as_text = "content" not in parameter
    return Place(
        kind="parameter",
        direction="request",
        endpoint=endpoint.words,
        asset=endpoint.asset,
        title=_words(key, parameter),
        located=key[0],
        as_text=as_text,
        exploded=as_text and _exploded(key[0], parameter),
    )


def _exploded(located: str, parameter: Node) -> bool:
    """`?tag=a&tag=b`: the way a list is written when nothing else is said."""
    form = parameter.get("style", "form" if located in ("query", "cookie") else "simple") == "form"
    return form and parameter.get("explode", True) is True


def _words(key: Key, parameter: Node) -> str:
    return f"the {key[0]} parameter `{parameter.get('name')}`"


def _lifespan(scope: Scope, place: Place, old: Life, new: Life) -> Iterator[Difference]:
    found = None
    if old.deprecated and not new.deprecated:
        found = place.tell(f"{place.title} is no longer deprecated", "reactivated")
    elif new.deprecated and not old.deprecated:
        found = _deprecated(scope, place, new)
    elif new.deprecated:
        found = _sunset(place, old, new)
    if found:
        yield found


def _deprecated(scope: Scope, place: Place, new: Life) -> Difference | None:
    if new.unreadable:
        return place.tell(
            f"{place.title} is deprecated, with a sunset date that is no date: {new.written}", "sunset-parse"
        )
    if scope.walk.calendar.lacks_date(new):
        return place.tell(f"{place.title} is deprecated without a sunset date", "deprecated-sunset-missing")
    if new.sunset and scope.walk.calendar.too_soon(new.sunset):
        return place.tell(
            f"{place.title} is deprecated, with a sunset date that comes too soon: {new.sunset}",
            "sunset-date-too-small",
        )
    until = f" and will go on {new.sunset}" if new.sunset else ""
    return place.tell(f"{place.title} is deprecated{until}", "deprecated")


def _sunset(place: Place, old: Life, new: Life) -> Difference | None:
    if old.written and not new.written:
        return place.tell(f"{place.title} lost its sunset date, but stays deprecated", "sunset-deleted")
    if new.unreadable and new.written != old.written:
        return place.tell(f"{place.title} has a sunset date that is no date: {new.written}", "sunset-parse")
    if old.sunset and new.sunset and new.sunset < old.sunset:
        return place.tell(
            f"{place.title} will go on {new.sunset} already, not on {old.sunset}", "sunset-date-changed-too-small"
        )
    return None
