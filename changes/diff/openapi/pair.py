"""One schema in its two versions, at its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from changes.diff.openapi.document import Versions
from changes.diff.openapi.place import Place
from changes.diff.plain import Node
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

    @cached_property
    def touched(self) -> bool:
        """Is anything different here, and not only behind references further down?"""
        return bool(self.old != self.new)

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
