"""YAML 1.2 read from its events: no recursion to overflow, no dates, no "Norway is false"."""

import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from index.foreign_yaml import BeyondBounds, Bounds, guarded

TRUE, FALSE, NULL = ("true", "True", "TRUE"), ("false", "False", "FALSE"), ("", "~", "null", "Null", "NULL")
INTEGER = re.compile(r"[-+]?\d+")
FLOAT = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?")
RADIX = {"0x": 16, "0o": 8}
LONGEST_NUMBER = 60


class YamlTrouble(Exception):
    """Why the text is no YAML we accept, and on which line."""

    def __init__(self, line: int | None, why: str, *, too_large: bool = False) -> None:
        super().__init__(why)
        self.line, self.why, self.too_large = line, why, too_large


@dataclass
class Box:
    """A mapping or list that is still being filled."""

    value: dict[str, Any] | list[Any]
    anchor: str | None
    key: str | None = None
    merged: list[Any] = field(default_factory=list)

    @property
    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None

    def take(self, value: Any) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.key is None:
            self.key = str(value)
        else:
            self._fill(self.key, value)
            self.key = None

    def _fill(self, key: str, value: Any) -> None:
        if key == "<<":
            self.merged.append(value)
        elif isinstance(self.value, dict):
            self.value[key] = value

    def closed(self) -> Any:
        for source in self.merged:
            for mapping in source if isinstance(source, list) else [source]:
                self._lay_under(mapping)
        return self.value

    def _lay_under(self, mapping: Any) -> None:
        if isinstance(mapping, dict) and isinstance(self.value, dict):
            for key, value in mapping.items():
                self.value.setdefault(key, value)


def read_yaml(text: str, bounds: Bounds) -> Any:
    """The first document as plain data."""
    try:
        return _Reader().read(guarded(text, bounds))
    except yaml.MarkedYAMLError as error:
        mark, too_large = error.problem_mark or error.context_mark, isinstance(error, BeyondBounds)
        raise YamlTrouble(mark.line + 1 if mark else None, error.problem or str(error), too_large=too_large) from error


def line_of(text: str, path: Sequence[str | int]) -> int | None:
    """Where in a document that could be read a value stands, or the nearest thing around it that is there."""
    node = _first(text)
    for step in path:
        inner = _inside(node, step)
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1 if node else None


def _first(text: str) -> Any:
    """YAML's own composer knows the lines, but not that an anchor may be given anew."""
    with contextlib.suppress(yaml.YAMLError):
        return next(yaml.compose_all(text, Loader=yaml.CSafeLoader), None)


def _inside(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return node.value[step] if isinstance(node, yaml.SequenceNode) and isinstance(step, int) else None


@dataclass
class _Reader:
    """Of guarded events: every key is a word, and every alias stands for something."""

    boxes: list[Box] = field(default_factory=list)
    anchors: dict[str | None, Any] = field(default_factory=dict)
    result: Any = None

    def read(self, events: Iterable[Any]) -> Any:
        for event in events:
            if isinstance(event, yaml.DocumentEndEvent):
                break
            self._hear(event)
        return self.result

    def _hear(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._take(self.anchors[event.anchor])
        elif isinstance(event, yaml.CollectionStartEvent):
            self.boxes.append(Box({} if isinstance(event, yaml.MappingStartEvent) else [], event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            box = self.boxes.pop()
            self._take(box.closed(), box.anchor)

    def _scalar(self, event: Any) -> None:
        """A key is text, whatever it looks like."""
        plain = event.implicit[0] and not (self.boxes and self.boxes[-1].wants_key)
        self._take(_plain(event.value) if plain else event.value, event.anchor)

    def _take(self, value: Any, anchor: str | None = None) -> None:
        if anchor:
            self.anchors[anchor] = value
        if not self.boxes:
            self.result = value
        else:
            self.boxes[-1].take(value)


def _plain(text: str) -> Any:
    if text in TRUE or text in FALSE:
        return text in TRUE
    if text in NULL:
        return None
    return _number(text) if len(text) <= LONGEST_NUMBER else text


def _number(text: str) -> Any:
    if INTEGER.fullmatch(text):
        return int(text)
    if text[:2] in RADIX:
        return _in_base(text)
    if FLOAT.fullmatch(text):
        return float(text)
    return text


def _in_base(text: str) -> Any:
    try:
        return int(text[2:], RADIX[text[:2]])
    except ValueError:
        return text
