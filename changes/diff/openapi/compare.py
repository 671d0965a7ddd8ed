"""Everything that became different between two versions of an API, told in order of weight."""

from collections.abc import Iterator
from datetime import date

from changes.diff.levels import worst_first
from changes.diff.openapi import bodies, endpoints, parameters, responses, security, whole
from changes.diff.openapi.document import Document, Versions
from changes.diff.openapi.endpoints import Endpoint, Scope
from changes.diff.openapi.lifecycle import Calendar, Life
from changes.diff.openapi.naming import service_of
from changes.diff.openapi.place import Place
from changes.diff.openapi.rule_levels import told
from changes.diff.openapi.walk import Walk
from changes.diff.plain import Node, listing, mapping
from changes.diff.reading import Source
from changes.model import Difference


def differences(
    old: Source, new: Source, *, today: date, service: str = "", grace_days: int = 0
) -> tuple[Difference, ...]:
    """`today` decides whether a sunset date has passed; `service` names the API when its title does not.

    `grace_days`: how long a deprecated thing must still live; above zero, every deprecation needs a sunset date.
    """
    versions = Versions(Document.read(old), Document.read(new))
    return between(versions, service or service_of(versions.new), Calendar(today, grace_days))


def between(versions: Versions, service: str, calendar: Calendar) -> tuple[Difference, ...]:
    scope = Scope(versions, Walk(versions, calendar), service)
    found = set(_all(scope))
    found.update(whole.version(scope, tuple(found)))
    return tuple(sorted(found, key=worst_first))


def _all(scope: Scope) -> Iterator[Difference]:
    old, new = (mapping(document.root.get("paths")) for document in (scope.versions.old, scope.versions.new))
    yield from endpoints.came_and_went(scope, old, new)
    for endpoint in endpoints.kept(scope, old, new):
        yield from _endpoint(scope, endpoint)
    yield from _webhooks(scope)
    yield from security.of_the_api(scope)
    yield from security.of_the_components(scope)
    yield from whole.servers(scope)
    yield from whole.named_schemas(scope)


def _endpoint(scope: Scope, endpoint: Endpoint) -> Iterator[Difference]:
    """Drafts may change freely; only that they are drafts is told."""
    yield from endpoints.lifespan(endpoint, scope.walk)
    if Life.of(endpoint.old).unchecked:
        return
    yield from parameters.differences(scope, endpoint)
    yield from bodies.request_body(scope, endpoint)
    yield from responses.differences(scope, endpoint)
    yield from security.of_an_endpoint(endpoint)
    yield from _names(endpoint)
    yield from _callbacks(scope, endpoint)


def _names(endpoint: Endpoint) -> Iterator[Difference]:
    old, new = endpoint.old.get("operationId"), endpoint.new.get("operationId")
    if old != new and old:
        yield endpoint.told(
            "api-operation-id-removed", f"the operation id `{old}` {f'became `{new}`' if new else 'was removed'}"
        )
    elif old != new:
        yield endpoint.told("api-operation-id-added", f"the operation id `{new}` was added")
    tags = [{str(tag) for tag in listing(version.get("tags"))} for version in (endpoint.old, endpoint.new)]
    for tag in sorted(tags[1] - tags[0]):
        yield endpoint.told("api-tag-added", f"the tag `{tag}` was added")
    for tag in sorted(tags[0] - tags[1]):
        yield endpoint.told("api-tag-removed", f"the tag `{tag}` was removed")


def _webhooks(scope: Scope) -> Iterator[Difference]:
    old, new = (mapping(document.root.get("webhooks")) for document in (scope.versions.old, scope.versions.new))
    for name in sorted(new.keys() - old.keys()):
        yield told("webhook-added", f"the webhook `{name}` was added", scope.asset(name))
    for name in sorted(old.keys() - new.keys()):
        yield told("webhook-removed", f"the webhook `{name}` was removed", scope.asset(name))
    for endpoint in endpoints.kept(scope, *_shared(old, new)):
        yield from _endpoint(scope, endpoint)


def _callbacks(scope: Scope, endpoint: Endpoint) -> Iterator[Difference]:
    old, new = mapping(endpoint.old.get("callbacks")), mapping(endpoint.new.get("callbacks"))
    for name in sorted(new.keys() - old.keys()):
        yield endpoint.told("callback-added", f"the callback `{name}` was added")
    for name in sorted(old.keys() - new.keys()):
        yield endpoint.told("callback-removed", f"the callback `{name}` was removed")
    for name in sorted(old.keys() & new.keys()):
        yield from _callback(
            scope, endpoint, name, scope.versions.old.follow(old[name]), scope.versions.new.follow(new[name])
        )


def _callback(scope: Scope, endpoint: Endpoint, name: str, old: Node, new: Node) -> Iterator[Difference]:
    """The API sends it and the client reads it, so that its request is judged as a response is."""
    place = Place("body", "response", endpoint.words, endpoint.asset, f"the callback `{name}`")
    for sent in endpoints.kept(scope, old, new):
        before = scope.versions.old.follow(sent.old.get("requestBody"))
        after = scope.versions.new.follow(sent.new.get("requestBody"))
        yield from bodies.content(scope, place, mapping(before.get("content")), mapping(after.get("content")))


def _shared(old: Node, new: Node) -> tuple[Node, Node]:
    names = old.keys() & new.keys()
    return {name: old[name] for name in names}, {name: new[name] for name in names}
