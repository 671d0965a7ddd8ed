"""One schema in its two versions, at its place."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from changes.diff.openapi.document import Node, Versions, mapping
from changes.diff.openapi.place import Place
from changes.model import Difference

Told = Iterator[Difference | None]


@dataclass(frozen=True)
class Pair:
    """Both schemas with their references followed; `required` says whether the parent demanded it then and demands it now."""

    versions: Versions
    old: Node
    new: Node
    place: Place
    required: tuple[bool, bool] | None = None
    trail: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)

    def values(self, key: str) -> tuple[Any, Any]:
        return self.old.get(key), self.new.get(key)

    def tell(self, text: str, *rows: str) -> Difference | None:
        return self.place.tell(text, *rows)

    def with_schemas(self, old: Node, new: Node) -> "Pair":
        return replace(self, old=old, new=new)

    @property
    def it(self) -> str:
        return self.place.words

    @property
    def request(self) -> bool:
        return self.place.direction == "request"


def same_value(one: Any, other: Any) -> bool:
    """JSON's idea of the same: 1 is 1.0 but not true."""
    return written(one) == written(other)


def written(value: Any) -> str:
    """A value as a person would write it in JSON, in one order for ever; long ones end in dots."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def shown(value: Any) -> str:
    text = value if isinstance(value, str) else written(value)
    return f"`{text}`" if len(text) <= 120 else f"`{text[:117]}...`"


def added_removed(old: Any, new: Any) -> tuple[list[str], list[str]]:
    """Names that only the new, and only the old mapping has."""
    before, after = mapping(old), mapping(new)
    return sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
