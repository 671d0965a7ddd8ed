"""An OpenAPI document whose references are followed inside itself and nowhere else, and what two of them share."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from changes.diff.plain import Node, mapping
from changes.diff.reading import Source, UnreadableContract, read_mapping

LONGEST_CHAIN = 50
NEVER: Node = {"not": {}}


@dataclass(frozen=True)
class Document:
    """The parsed text of one version."""

    root: Node

    @classmethod
    def read(cls, source: Source) -> "Document":
        root = read_mapping(source, "an OpenAPI document")
        version = str(root.get("openapi", ""))
        if not version.startswith("3."):
            said = (
                f"OpenAPI {version}"
                if version
                else "a Swagger 2 document"
                if "swagger" in root
                else "no `openapi:` version"
            )
            raise UnreadableContract(source.name, 1, f"this is {said}; we compare OpenAPI 3.0 and 3.1")
        return cls(root)

    @property
    def modern(self) -> bool:
        """From 3.1 on, a schema may say more beside its $ref."""
        return not str(self.root["openapi"]).startswith("3.0")

    def follow(self, node: Any) -> Node:
        """The object a node stands for; an unknown or outside reference stands for itself, a value of another kind for {}."""
        for _ in range(LONGEST_CHAIN):
            if not isinstance(node, dict):
                return {}
            reference = node.get("$ref")
            if not isinstance(reference, str):
                return node
            target = self.at(reference)
            if target is None:
                return node
            node = self._with_siblings(target, node)
        return {}

    def schema(self, node: Any) -> Node:
        """A schema; true allows everything, false nothing."""
        return NEVER if node is False else self.follow(node)

    def at(self, reference: str) -> Any:
        """What a reference into this document points at, or None."""
        if not reference.startswith("#"):
            return None
        value: Any = self.root
        for step in filter(None, unquote(reference[1:]).split("/")):
            value = _inside(value, step.replace("~1", "/").replace("~0", "~"))
        return value

    def components(self, kind: str) -> Node:
        return mapping(mapping(self.root.get("components")).get(kind))

    def _with_siblings(self, target: Any, node: Node) -> Any:
        if not self.modern or len(node) == 1 or not isinstance(target, dict):
            return target
        return {**target, **{key: value for key, value in node.items() if key != "$ref"}}


@dataclass(frozen=True)
class Versions:
    """The old and the new document side by side."""

    old: Document
    new: Document
    _references: dict[int, tuple[Any, frozenset[str]]] = field(default_factory=dict, compare=False, repr=False)

    def same(self, old: Any, new: Any) -> bool:
        """Do both say the very same, also behind their references?"""
        return bool(old == new) and not (self._named_in(old) & self.changed)

    @cached_property
    def changed(self) -> frozenset[str]:
        """References that stand for something else now, directly or further down."""
        named = {name: (self.old.at(name), self.new.at(name)) for name in self._all_names()}
        changed = {name for name, (old, new) in named.items() if old != new}
        while more := {name for name in named.keys() - changed if self._named_in(named[name][0]) & changed}:
            changed |= more
        return frozenset(changed)

    def _all_names(self) -> frozenset[str]:
        return self._named_in(self.old.root) | self._named_in(self.new.root)

    def _named_in(self, node: Any) -> frozenset[str]:
        """Each node is walked once; it is kept beside its answer, so that its identity stays its own."""
        if not isinstance(node, (dict, list)):
            return frozenset()
        if id(node) not in self._references:
            self._references[id(node)] = node, frozenset(_references(node))
        return self._references[id(node)][1]


def _inside(value: Any, step: str) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    return None


def _references(node: Any) -> Iterator[str]:
    todo = [node]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield value["$ref"]
            todo += value.values()
        elif isinstance(value, list):
            todo += value
