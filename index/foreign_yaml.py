"""YAML of others nests and grows within bounds and says each key once; what does not is refused with its line."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml


@dataclass(frozen=True)
class Bounds:
    """How deep it may nest, and how many values a document may hold, aliases at their full size."""

    deepest: int = 100
    most: int = 1_000_000


class BeyondBounds(yaml.MarkedYAMLError):
    pass


USUAL = Bounds()


def look_through(text: str, bounds: Bounds = USUAL) -> None:
    """For whoever hands the text to YAML's own reader, which follows nesting on the stack, copies what is merged
    each time, and of two keys takes the last.

    What is wrong is raised as that reader would, so that whoever names its errors with their line names these as well.
    """
    for _ in guarded(text, bounds):
        pass


def guarded(text: str, bounds: Bounds) -> Iterator[Any]:
    """What the text says, event by event: each of them is sound when it comes."""
    guard = _Guard(bounds)
    with every_error_has_its_line(text):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            guard.hear(event)
            yield event


@contextlib.contextmanager
def every_error_has_its_line(text: str) -> Iterator[None]:
    """A letter that YAML does not allow is refused by its number only."""
    try:
        yield
    except yaml.reader.ReaderError as error:
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        line = text.count("\n", 0, found.start()) if found else 0
        mark = yaml.Mark("", 0, line, 0, None, 0)
        raise yaml.MarkedYAMLError(
            problem="it holds a character that YAML does not allow", problem_mark=mark
        ) from error


class _Known(NamedTuple):
    """What an anchor names: how much it holds, and its word where it is one."""

    size: int
    word: str | None = None


@dataclass
class _Place:
    """A mapping or a list that is still open."""

    keyed: bool
    anchor: str | None = None
    taken: int = 0
    size: int = 1
    keys: set[str] = field(default_factory=set)

    @property
    def wants_key(self) -> bool:
        return self.keyed and self.taken % 2 == 0

    def take(self, known: _Known, event: Any) -> None:
        if self.wants_key:
            self._name(known.word, event)
        else:
            self.size += known.size
        self.taken += 1

    def _name(self, key: str | None, event: Any) -> None:
        """Whoever writes a key twice means one of the two, and we cannot tell which."""
        if key is None:
            raise _refusal("a key must be plain text", event)
        if key in self.keys and key != "<<":
            raise _refusal(f"the key {key} stands twice in one place", event)
        self.keys.add(key)


@dataclass
class _Guard:
    bounds: Bounds
    places: list[_Place] = field(default_factory=list)
    anchors: dict[str, _Known] = field(default_factory=dict)

    def hear(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._take(_Known(1, event.value), event, event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._take(self._named(event), event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            place = self.places.pop()
            self._take(_Known(place.size), event, place.anchor)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.anchors.clear()

    def _open(self, event: Any) -> None:
        if self.places and self.places[-1].wants_key:
            raise _refusal("a key must be plain text", event)
        if len(self.places) >= self.bounds.deepest:
            raise _refusal(f"nested more than {self.bounds.deepest} deep", event, BeyondBounds)
        self.places.append(_Place(isinstance(event, yaml.MappingStartEvent), event.anchor))

    def _named(self, event: Any) -> _Known:
        if any(place.anchor == event.anchor for place in self.places):
            raise _refusal(f"the alias {event.anchor} contains itself", event)
        if event.anchor not in self.anchors:
            raise _refusal(f"the alias {event.anchor} stands for nothing", event)
        return self.anchors[event.anchor]

    def _take(self, known: _Known, event: Any, anchor: str | None = None) -> None:
        if anchor:
            self.anchors[anchor] = known
        if self.places:
            self.places[-1].take(known, event)
            if self.places[-1].size > self.bounds.most:
                raise _refusal(f"more than {self.bounds.most:,} values", event, BeyondBounds)


def _refusal(why: str, event: Any, kind: type[yaml.MarkedYAMLError] = yaml.MarkedYAMLError) -> yaml.MarkedYAMLError:
    return kind(problem=why, problem_mark=event.start_mark)
