"""What a schema is composed of: more choices widen it, more demands narrow it; titles and descriptions do neither."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from changes.diff.openapi.document import Versions
from changes.diff.openapi.pair import Pair, Told
from changes.diff.openapi.rules.types import types_of
from changes.diff.plain import Node, added_removed, listing, mapping, reference_of, shown, written

CHOICES = {"allOf": "all-of", "anyOf": "any-of", "oneOf": "one-of"}
ANNOTATIONS = frozenset(
    ("title", "description", "example", "examples", "default", "externalDocs", "$comment", "deprecated", "xml")
)


@dataclass(frozen=True)
class Branches:
    """The branches of one choice: which are new, which are gone, and which stand for each other."""

    added: tuple[Any, ...]
    removed: tuple[Any, ...]
    kept: tuple[tuple[Any, Any], ...]


def differences(pair: Pair) -> Told:
    for keyword, name in CHOICES.items():
        branches = match(pair.versions, *(listing(value) for value in pair.values(keyword)))
        for branch in branches.added:
            yield _told(pair, keyword, f"{name}-added", branch)
        for branch in branches.removed:
            yield _told(pair, keyword, f"{name}-removed", branch)
    yield from _discriminator(pair)


def _told(pair: Pair, keyword: str, row: str, branch: Any) -> Any:
    way = "added to" if row.endswith("added") else "removed from"
    document = pair.versions.new if row.endswith("added") else pair.versions.old
    rows: tuple[str, ...] = (row,)
    if keyword == "allOf" and document.schema(branch).keys() <= ANNOTATIONS:
        rows = (f"{row}-annotation-only", row)
    return pair.tell(f"{named(branch)} was {way} the `{keyword}` of {pair.it}", *rows)


def named(branch: Any) -> str:
    """What a person would call a branch."""
    if not isinstance(branch, dict):
        return shown(branch)
    reference, title = reference_of(branch), branch.get("title")
    if reference:
        return f"`{reference.rsplit('/', 1)[-1]}`"
    return f"`{title}`" if isinstance(title, str) and title else "a schema"


def match(versions: Versions, old: list[Any], new: list[Any]) -> Branches:
    """By reference first, then by what they say, by title, and at last by being the only one left of its types."""
    if old == new:
        return Branches((), (), tuple(zip(old, new, strict=True)))
    kept: list[tuple[Any, Any]] = []
    for alike in (_same_reference, _same_meaning, _same_title, _alone_of_its_types(versions, old, new)):
        old, new, found = _paired(versions, old, new, alike)
        kept += found
    return Branches(tuple(new), tuple(old), tuple(kept))


def _paired(
    versions: Versions, old: list[Any], new: list[Any], alike: Any
) -> tuple[list[Any], list[Any], list[tuple[Any, Any]]]:
    left, rest, found = [], list(new), []
    for one in old:
        partner = next((position for position, other in enumerate(rest) if alike(versions, one, other)), None)
        if partner is None:
            left.append(one)
        else:
            found.append((one, rest.pop(partner)))
    return left, rest, found


def _same_reference(versions: Versions, old: Any, new: Any) -> bool:
    return reference_of(old) != "" and reference_of(old) == reference_of(new)


def _same_meaning(versions: Versions, old: Any, new: Any) -> bool:
    """The same, whether written in place or behind a reference; annotations aside."""
    if reference_of(old) and reference_of(new):
        return False
    return written(_bare(versions.old.schema(old))) == written(_bare(versions.new.schema(new)))


def _same_title(versions: Versions, old: Any, new: Any) -> bool:
    titles = [mapping(branch).get("title") for branch in (old, new)]
    return bool(titles[0]) and titles[0] == titles[1] and not reference_of(old) and not reference_of(new)


def _alone_of_its_types(versions: Versions, old: list[Any], new: list[Any]) -> Any:
    """Two branches written in place are one that changed when no other of their types could be meant."""

    def alike(versions: Versions, one: Any, other: Any) -> bool:
        if reference_of(one) or reference_of(other):
            return False
        types = types_of(mapping(one))
        return types == types_of(mapping(other)) and _count(old, types) == _count(new, types) == 1

    return alike


def _count(branches: list[Any], types: frozenset[str]) -> int:
    return sum(not reference_of(branch) and types_of(mapping(branch)) == types for branch in branches)


def _bare(schema: Node) -> Node:
    return {key: value for key, value in schema.items() if key not in ANNOTATIONS}


def _discriminator(pair: Pair) -> Iterator[Any]:
    old, new = pair.values("discriminator")
    if old == new:
        return
    if not isinstance(old, dict):
        yield pair.tell(
            f"{pair.it} is now told apart by {shown(mapping(new).get('propertyName'))}", "discriminator-added"
        )
    elif not isinstance(new, dict):
        yield pair.tell(
            f"{pair.it} is no longer told apart by {shown(old.get('propertyName'))}", "discriminator-removed"
        )
    else:
        yield from _discriminator_changed(pair, old, new)


def _discriminator_changed(pair: Pair, old: Node, new: Node) -> Iterator[Any]:
    before, after = old.get("propertyName"), new.get("propertyName")
    if before != after:
        text = f"{pair.it} is now told apart by {shown(after)}, not {shown(before)}"
        yield pair.tell(text, "discriminator-property-name-changed")
    added, removed = added_removed(old.get("mapping"), new.get("mapping"))
    if added:
        yield pair.tell(f"{_keys(added)} was added to the discriminator of {pair.it}", "discriminator-mapping-added")
    if removed:
        yield pair.tell(
            f"{_keys(removed)} was removed from the discriminator of {pair.it}", "discriminator-mapping-deleted"
        )
    for key in sorted(mapping(old.get("mapping")).keys() & mapping(new.get("mapping")).keys()):
        before, after = old["mapping"][key], new["mapping"][key]
        if before != after:
            text = f"`{key}` in the discriminator of {pair.it} now means {shown(after)}, not {shown(before)}"
            yield pair.tell(text, "discriminator-mapping-changed")


def _keys(keys: list[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)
