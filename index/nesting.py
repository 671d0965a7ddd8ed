"""YAML of others is looked through first: its reader follows nesting on the stack, and of two keys it takes the last."""

import contextlib
from collections.abc import Iterator
from typing import Any

import yaml

DEEPEST = 100


def look_through(text: str) -> None:
    """Raises what the reader itself would, so that whoever names its errors with their line names these as well."""
    places: list[_Place] = []
    for event in _events(text):
        if isinstance(event, yaml.CollectionEndEvent):
            places.pop()
        elif isinstance(event, (yaml.CollectionStartEvent, yaml.ScalarEvent, yaml.AliasEvent)):
            if places:
                places[-1].take(event)
            if isinstance(event, yaml.CollectionStartEvent):
                places.append(_Place(keyed=isinstance(event, yaml.MappingStartEvent)))
        if len(places) > DEEPEST:
            raise _refusal(f"nested more than {DEEPEST} deep", event)


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


def _events(text: str) -> Iterator[Any]:
    with every_error_has_its_line(text):
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)


class _Place:
    """A mapping or a list that is still open."""

    def __init__(self, *, keyed: bool) -> None:
        self.keyed, self.count, self.keys = keyed, 0, set[str]()

    def take(self, event: Any) -> None:
        self.count += 1
        if not self.keyed or self.count % 2 == 0 or not isinstance(event, yaml.ScalarEvent):
            return
        if event.value in self.keys and event.value != "<<":
            raise _refusal(f"the key {event.value} stands twice in one place", event)
        self.keys.add(event.value)


def _refusal(why: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=why, problem_mark=event.start_mark)
