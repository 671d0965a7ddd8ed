"""Who may call: the security an API or an endpoint demands, and the schemes behind it."""

from collections.abc import Iterator
from typing import Any

from changes.diff.openapi.endpoints import Endpoint, Scope
from changes.diff.openapi.rule_levels import told
from changes.diff.plain import Node, added_removed, listing, mapping, shown
from changes.model import Difference

Demand = dict[str, list[str]]
Told = Iterator[tuple[str, str]]


def of_the_api(scope: Scope) -> Iterator[Difference]:
    old, new = scope.versions.old.root.get("security"), scope.versions.new.root.get("security")
    for rule, text in _demands(old, new):
        yield told(f"api-global-security-{rule}", text, scope.asset(""))


def of_an_endpoint(endpoint: Endpoint) -> Iterator[Difference]:
    for rule, text in _demands(endpoint.old.get("security"), endpoint.new.get("security")):
        yield endpoint.told(f"api-security-{rule}", text)


def _demands(old: Any, new: Any) -> Told:
    """Demands are alternatives; each is known by the schemes it joins."""
    before, after = _by_schemes(old), _by_schemes(new)
    for schemes in sorted(after.keys() - before.keys(), key=sorted):
        yield "added", f"{_words(after[schemes])} is now a way to sign in"
    for schemes in sorted(before.keys() - after.keys(), key=sorted):
        yield "removed", f"{_words(before[schemes])} is no longer a way to sign in"
    for schemes in sorted(before.keys() & after.keys(), key=sorted):
        yield from _scopes(before[schemes], after[schemes])


def _by_schemes(value: Any) -> dict[frozenset[str], Demand]:
    demands = [mapping(demand) for demand in listing(value)]
    return {
        frozenset(demand): {name: [str(one) for one in listing(scopes)] for name, scopes in demand.items()}
        for demand in demands
    }


def _words(demand: Demand) -> str:
    parts = [f"`{name}`" + (f" with {', '.join(scopes)}" if scopes else "") for name, scopes in sorted(demand.items())]
    return " and ".join(parts) or "no security at all"


def _scopes(old: Demand, new: Demand) -> Told:
    for name in sorted(new):
        for one in sorted(set(new[name]) - set(old.get(name, []))):
            yield "scope-added", f"`{name}` now asks for the scope `{one}`"
        for one in sorted(set(old.get(name, [])) - set(new[name])):
            yield "scope-removed", f"`{name}` no longer asks for the scope `{one}`"


def of_the_components(scope: Scope) -> Iterator[Difference]:
    old, new = scope.versions.old.components("securitySchemes"), scope.versions.new.components("securitySchemes")
    added, removed = added_removed(old, new)
    everything = [("added", f"the security scheme `{name}` was added") for name in added]
    everything += [("removed", f"the security scheme `{name}` was removed") for name in removed]
    for name in sorted(old.keys() & new.keys()):
        before, after = scope.versions.old.follow(old[name]), scope.versions.new.follow(new[name])
        everything += _scheme(f"the security scheme `{name}`", before, after)
    for rule, text in everything:
        yield told(f"api-security-component-{rule}", text, scope.asset(""))


def _scheme(words: str, old: Node, new: Node) -> Told:
    if old.get("type") != new.get("type"):
        yield "type-changed", f"{words} is of type {shown(new.get('type'))}, no longer {shown(old.get('type'))}"
    flows = mapping(old.get("flows")), mapping(new.get("flows"))
    for flow in sorted(flows[0].keys() & flows[1].keys()):
        yield from _flow(words, mapping(flows[0][flow]), mapping(flows[1][flow]))


def _flow(words: str, old: Node, new: Node) -> Told:
    for key, rule in (("authorizationUrl", "oauth-url-changed"), ("tokenUrl", "oauth-token-url-changed")):
        if old.get(key) != new.get(key):
            yield rule, f"`{key}` of {words} changed from {shown(old.get(key))} to {shown(new.get(key))}"
    before, after = mapping(old.get("scopes")), mapping(new.get("scopes"))
    added, removed = added_removed(before, after)
    for name in added:
        yield "oauth-scope-added", f"{words} now has the scope `{name}`"
    for name in removed:
        yield "oauth-scope-removed", f"{words} no longer has the scope `{name}`"
    for name in sorted(before.keys() & after.keys()):
        if before[name] != after[name]:
            yield (
                "oauth-scope-changed",
                f"the scope `{name}` of {words} now means {shown(after[name])}, not {shown(before[name])}",
            )
