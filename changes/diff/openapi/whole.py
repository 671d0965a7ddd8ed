"""Rules about the document as a whole: servers, named schemas, and whether its version admits what happened."""

import re
from collections.abc import Iterator, Sequence

from changes.diff.openapi.document import Document
from changes.diff.openapi.endpoints import Scope
from changes.diff.openapi.rule_levels import told
from changes.diff.plain import added_removed, listing, mapping
from changes.model import Difference

SEMANTIC = re.compile(r"v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+].*)?")


def servers(scope: Scope) -> Iterator[Difference]:
    old, new = _urls(scope.versions.old), _urls(scope.versions.new)
    for url in sorted(new - old):
        yield told("api-server-added", f"the API is now also served at {url}", scope.asset(""))
    for url in sorted(old - new):
        yield told("api-server-removed", f"the API is no longer served at {url}", scope.asset(""))


def _urls(document: Document) -> set[str]:
    return {str(mapping(server).get("url", "")) for server in listing(document.root.get("servers"))}


def named_schemas(scope: Scope) -> Iterator[Difference]:
    _, removed = added_removed(scope.versions.old.components("schemas"), scope.versions.new.components("schemas"))
    for name in removed:
        yield told("api-schema-removed", f"the schema `{name}` was removed", scope.asset(""))


def version(scope: Scope, found: Sequence[Difference]) -> Iterator[Difference]:
    """Of no interest as long as nothing breaks, or where versions do not promise anything."""
    if not any(one.breaking for one in found):
        return
    old, new = _written(scope.versions.old), _written(scope.versions.new)
    before, after = _parts(old), _parts(new)
    if before is None or after is None:
        return
    rule = _rule(before, after)
    if rule == "api-version-not-bumped":
        yield told(rule, f"something breaks, but the version is still {new}", scope.asset(""))
    elif rule:
        yield told(rule, f"something breaks, but the version only went from {old} to {new}", scope.asset(""))


def _rule(before: tuple[int, ...], after: tuple[int, ...]) -> str:
    if before == after:
        return "api-version-not-bumped"
    if after < before:
        return "api-version-decreased"
    promising = 1 if before[0] == 0 and after[0] == 0 else 0
    return "" if after[: promising + 1] > before[: promising + 1] else "api-major-version-not-bumped"


def _written(document: Document) -> str:
    return str(mapping(document.root.get("info")).get("version", "")).strip()


def _parts(written: str) -> tuple[int, ...] | None:
    match = SEMANTIC.fullmatch(written)
    return tuple(map(int, match.groups())) if match else None
