"""Which endpoints there were and are: paths found again under other parameter names, and the life of what was removed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from changes.diff.openapi.document import Document, Versions
from changes.diff.openapi.lifecycle import Life, rank, removal
from changes.diff.openapi.naming import asset
from changes.diff.openapi.rule_levels import told
from changes.diff.openapi.walk import Walk
from changes.diff.plain import Node, mapping
from changes.model import Difference

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
PARAMETER = re.compile(r"\{([^}/]*)\}")


@dataclass(frozen=True)
class Scope:
    """What every comparison below the document shares."""

    versions: Versions
    walk: Walk
    service: str

    def asset(self, path: str) -> str:
        return asset(self.service, path)


@dataclass(frozen=True)
class Endpoint:
    """One operation in both versions, with the path items it belongs to. `renamed` leads from old path parameters to new ones."""

    method: str
    path: str
    asset: str
    old: Node
    new: Node
    old_item: Node
    new_item: Node
    renamed: dict[str, str]

    @property
    def words(self) -> str:
        return f"{self.method.upper()} {self.path}"

    def told(self, rule: str, text: str) -> Difference:
        return told(rule, f"{self.words}: {text}", self.asset)


def kept(scope: Scope, old: Node, new: Node) -> Iterator[Endpoint]:
    """Operations that both versions have."""
    for old_path, path in _matched(old, new):
        old_item, new_item = scope.versions.old.follow(old[old_path]), scope.versions.new.follow(new[path])
        names = dict(zip(PARAMETER.findall(old_path), PARAMETER.findall(path), strict=False))
        for method in METHODS:
            if isinstance(old_item.get(method), dict) and isinstance(new_item.get(method), dict):
                yield Endpoint(
                    method, path, scope.asset(path), old_item[method], new_item[method], old_item, new_item, names
                )


def came_and_went(scope: Scope, old: Node, new: Node) -> Iterator[Difference]:
    """Operations that only one version has."""
    matched = dict(_matched(old, new))
    for path in sorted(old):
        yield from _gone(
            scope, path, scope.versions.old.follow(old[path]), _item(scope.versions.new, new, matched.get(path))
        )
    origin = {after: before for before, after in matched.items()}
    for path in sorted(new):
        before = _item(scope.versions.old, old, origin.get(path))
        for method in sorted(_methods(scope.versions.new.follow(new[path])) - _methods(before or {})):
            yield told("endpoint-added", f"{method.upper()} {path} was added", scope.asset(path))


def _gone(scope: Scope, path: str, old: Node, new: Node | None) -> Iterator[Difference]:
    prefix = "api-path-" if new is None else "api-"
    for method in sorted(_methods(old) - _methods(new or {})):
        life = Life.of(old[method])
        if life.unchecked:
            continue
        rule = f"{prefix}{removal(life, scope.walk.calendar)}"
        if rule == "api-sunset-parse":
            rule = "api-deprecated-sunset-parse"
        yield told(rule, f"{method.upper()} {path} was removed{_circumstances(rule, life)}", scope.asset(path))


def _circumstances(rule: str, life: Life) -> str:
    if rule.endswith("without-deprecation"):
        return " without having been deprecated"
    if rule.endswith("before-sunset"):
        return f" before its sunset date, {life.sunset}"
    return f"; its sunset date is no date: {life.written}" if life.unreadable else " after it was deprecated"


def lifespan(endpoint: Endpoint, walk: Walk) -> Iterator[Difference]:
    """Deprecation, sunset and stability of an operation that stays."""
    old, new = Life.of(endpoint.old), Life.of(endpoint.new)
    if not new.known and old.stability != new.stability:
        yield endpoint.told(
            "api-invalid-stability-level",
            f"the stability level {new.stability} is none of draft, alpha, beta and stable",
        )
    elif old.known and new.known and rank(old) != rank(new):
        verb = "decreased" if rank(new) < rank(old) else "increased"
        yield endpoint.told(f"api-stability-{verb}", f"its stability {verb} from {old.stability} to {new.stability}")
    if old.deprecated and not new.deprecated:
        yield endpoint.told("endpoint-reactivated", "is no longer deprecated")
    elif new.deprecated:
        yield from _sunset(endpoint, old, new, walk) if old.deprecated else _deprecated(endpoint, new, walk)


def _deprecated(endpoint: Endpoint, new: Life, walk: Walk) -> Iterator[Difference]:
    if new.unreadable:
        yield endpoint.told(
            "api-deprecated-sunset-parse", f"is deprecated, with a sunset date that is no date: {new.written}"
        )
    elif walk.calendar.lacks_date(new):
        yield endpoint.told("api-deprecated-sunset-missing", "is deprecated without a sunset date")
    elif new.sunset is None:
        yield endpoint.told("endpoint-deprecated", "is deprecated")
    elif walk.calendar.too_soon(new.sunset):
        yield endpoint.told(
            "api-sunset-date-too-small", f"is deprecated, with a sunset date that comes too soon: {new.sunset}"
        )
    else:
        yield endpoint.told("endpoint-deprecated-with-sunset", f"is deprecated and will go on {new.sunset}")


def _sunset(endpoint: Endpoint, old: Life, new: Life, walk: Walk) -> Iterator[Difference]:
    if old.written and not new.written:
        yield endpoint.told("sunset-deleted", "lost its sunset date, but stays deprecated")
    elif new.unreadable and new.written != old.written:
        yield endpoint.told("api-deprecated-sunset-parse", f"has a sunset date that is no date: {new.written}")
    elif old.sunset and new.sunset and new.sunset < old.sunset:
        yield endpoint.told(
            "api-sunset-date-changed-too-small", f"will go on {new.sunset} already, not on {old.sunset}"
        )


def _matched(old: Node, new: Node) -> list[tuple[str, str]]:
    """By the very path first, then by its form: `/a/{x}` is `/a/{y}`."""
    exact = [(path, path) for path in old if path in new]
    left = {PARAMETER.sub("{}", path): path for path in sorted(new, reverse=True) if path not in old}
    forms = [(path, left[form]) for path in old if path not in new and (form := PARAMETER.sub("{}", path)) in left]
    return sorted(exact + forms)


def _methods(item: Node) -> set[str]:
    return {method for method in METHODS if isinstance(item.get(method), dict)}


def _item(document: Document, paths: Node, path: str | None) -> Node | None:
    return document.follow(mapping(paths).get(path)) if path is not None else None
