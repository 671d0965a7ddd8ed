"""YAML 1.2 read from its events: no recursion to overflow, no dates, no "Norway is false", no aliases that explode."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

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
    """A mapping or list that is still being filled; `size` counts what it holds, aliases at their full size."""

    value: dict[str, Any] | list[Any]
    anchor: str | None
    key: str | None = None
    size: int = 1
    merged: list[Any] = field(default_factory=list)

    @property
    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None

    def take(self, value: Any, size: int) -> None:
        self.size += size
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.key == "<<":
            self.merged.append(value)
        elif self.key is not None:
            self.value[self.key] = value
        self.key = None

    def closed(self) -> Any:
        for source in self.merged:
            for mapping in source if isinstance(source, list) else [source]:
                if isinstance(mapping, dict) and isinstance(self.value, dict):
                    self.value = {**mapping, **self.value}
        return self.value


def read_yaml(text: str, deepest: int, most: int) -> Any:
    """The first document as plain data."""
    try:
        return _Reader(deepest, most).read(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlTrouble(mark.line + 1 if mark else None, error.problem or str(error)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlTrouble(line, "it holds a character that YAML does not allow") from error


def line_of(text: str, path: Sequence[str | int]) -> int | None:
    """Where in a document that could be read a value stands, or the nearest thing around it that is there."""
    node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for step in path:
        inner = _inside(node, step)
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1 if node else None


def _inside(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return node.value[step] if isinstance(node, yaml.SequenceNode) and isinstance(step, int) else None


@dataclass
class _Reader:
    deepest: int
    most: int
    boxes: list[Box] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    open_anchors: set[str] = field(default_factory=set)
    result: Any = None

    def read(self, events: Iterator[Any]) -> Any:
        for event in events:
            if isinstance(event, yaml.DocumentEndEvent):
                return self.result
            self._hear(event, event.start_mark.line + 1)
        return self.result

    def _hear(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(line)

    def _scalar(self, event: Any) -> None:
        if self.boxes and self.boxes[-1].wants_key:
            self._name(event.value, event.start_mark.line + 1)
            return
        value = _plain(event.value) if event.implicit[0] else event.value
        self._remember(event.anchor, value, 1)
        self._put(value, 1)

    def _alias(self, anchor: str | None, line: int) -> None:
        if anchor in self.open_anchors:
            raise YamlTrouble(line, f"the alias {anchor} contains itself")
        if anchor is None or anchor not in self.anchors:
            raise YamlTrouble(line, f"the alias {anchor} stands for nothing")
        value, size = self.anchors[anchor]
        if self.boxes and self.boxes[-1].wants_key:
            self._name(str(value), line)
            return
        self._put(value, size)
        self._check_size(line)

    def _name(self, key: str, line: int) -> None:
        """Whoever writes a key twice means one of the two, and we cannot tell which."""
        box = self.boxes[-1]
        if key in box.value:
            raise YamlTrouble(line, f"the key {key} stands twice in one place")
        box.key = key

    def _open(self, event: Any, line: int) -> None:
        if self.boxes and self.boxes[-1].wants_key:
            raise YamlTrouble(line, "a key must be plain text")
        if len(self.boxes) >= self.deepest:
            raise YamlTrouble(line, f"nested more than {self.deepest} deep", too_large=True)
        if event.anchor:
            self.open_anchors.add(event.anchor)
        self.boxes.append(Box({} if isinstance(event, yaml.MappingStartEvent) else [], event.anchor))

    def _close(self, line: int) -> None:
        box = self.boxes.pop()
        self.open_anchors.discard(box.anchor or "")
        value = box.closed()
        self._remember(box.anchor, value, box.size)
        self._put(value, box.size)
        self._check_size(line)

    def _remember(self, anchor: str | None, value: Any, size: int) -> None:
        if anchor:
            self.anchors[anchor] = value, size

    def _put(self, value: Any, size: int) -> None:
        if self.boxes:
            self.boxes[-1].take(value, size)
        else:
            self.result = value

    def _check_size(self, line: int) -> None:
        if self.boxes and self.boxes[-1].size > self.most:
            raise YamlTrouble(line, f"more than {self.most:,} values", too_large=True)


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
