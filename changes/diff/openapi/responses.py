"""Responses: which statuses there are, their headers and bodies."""

from collections.abc import Iterator

from changes.diff.openapi import bodies
from changes.diff.openapi.endpoints import Endpoint, Scope
from changes.diff.openapi.place import Place
from changes.diff.plain import Node, mapping
from changes.model import Difference


def differences(scope: Scope, endpoint: Endpoint) -> Iterator[Difference]:
    old, new = mapping(endpoint.old.get("responses")), mapping(endpoint.new.get("responses"))
    for status in sorted(new.keys() - old.keys()):
        yield endpoint.told(f"response-{_sort(status)}-status-added", f"the response {status} was added")
    for status in sorted(old.keys() - new.keys()):
        yield endpoint.told(f"response-{_sort(status)}-status-removed", f"the response {status} was removed")
    for status in sorted(old.keys() & new.keys()):
        before, after = scope.versions.old.follow(old[status]), scope.versions.new.follow(new[status])
        yield from _one(scope, endpoint, status, before, after)


def _sort(status: str) -> str:
    return "success" if status.startswith("2") else "non-success"


def _one(scope: Scope, endpoint: Endpoint, status: str, old: Node, new: Node) -> Iterator[Difference]:
    yield from _headers(scope, endpoint, status, mapping(old.get("headers")), mapping(new.get("headers")))
    place = Place("body", "response", endpoint.words, endpoint.asset, f"the response {status}")
    yield from bodies.content(scope, place, mapping(old.get("content")), mapping(new.get("content")))


def _headers(scope: Scope, endpoint: Endpoint, status: str, old: Node, new: Node) -> Iterator[Difference]:
    before = {name.lower(): (name, scope.versions.old.follow(header)) for name, header in old.items()}
    after = {name.lower(): (name, scope.versions.new.follow(header)) for name, header in new.items()}
    for key in sorted(after.keys() - before.keys()):
        yield _place(endpoint, status, after[key][0]).told(
            "response-header-added", f"{_words(after[key][0], status)} was added"
        )
    for key in sorted(before.keys() - after.keys()):
        name, header = before[key]
        rule = (
            "required-response-header-removed" if header.get("required") is True else "optional-response-header-removed"
        )
        yield _place(endpoint, status, name).told(rule, f"{_words(name, status)} was removed")
    for key in sorted(before.keys() & after.keys()):
        yield from _header(scope, _place(endpoint, status, after[key][0]), before[key][1], after[key][1])


def _header(scope: Scope, place: Place, old: Node, new: Node) -> Iterator[Difference]:
    if old.get("required") is True and new.get("required") is not True:
        yield place.told("response-header-became-optional", f"{place.title} may now be missing")
    yield from scope.walk.schemas(old.get("schema", {}), new.get("schema", {}), place)


def _place(endpoint: Endpoint, status: str, name: str) -> Place:
    return Place("header", "response", endpoint.words, endpoint.asset, _words(name, status), as_text=True)


def _words(name: str, status: str) -> str:
    return f"the header `{name}` of the response {status}"
