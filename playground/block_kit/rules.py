"""The pieces rules are made of; each names what is wrong in Slack's words, with a JSON pointer to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Problems:
    found: list[str] = field(default_factory=list)

    def add(self, words: str, pointer: str) -> None:
        self.found.append(f"{words} [json-pointer:{pointer}]")


Rule = Callable[[Any, str, Problems], None]
Fields = Mapping[str, Rule]


def string(longest: int | None = None, least: int = 1) -> Rule:
    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, str):
            problems.add("must provide a string", at)
        elif len(value) < least:
            problems.add(f"must be more than {least - 1} characters", at)
        elif longest is not None and len(value) > longest:
            problems.add(f"must be less than {longest + 1} characters", at)

    return check


def flag(value: Any, at: str, problems: Problems) -> None:
    if not isinstance(value, bool):
        problems.add("must provide a boolean", at)


def whole(least: int | None = None, most: int | None = None) -> Rule:
    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            problems.add("must provide an integer", at)
        elif least is not None and value < least:
            problems.add(f"must be more than {least - 1}", at)
        elif most is not None and value > most:
            problems.add(f"must be less than {most + 1}", at)

    return check


def one_of(*allowed: str) -> Rule:
    def check(value: Any, at: str, problems: Problems) -> None:
        if value not in allowed:
            problems.add("must be a valid enum value", at)

    return check


def pattern(fits: Callable[[str], bool], words: str) -> Rule:
    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, str) or not fits(value):
            problems.add(words, at)

    return check


def listed(item: Rule, most: int | None = None, least: int = 1) -> Rule:
    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, list):
            problems.add("must provide an array", at)
            return
        if len(value) < least:
            problems.add(f"must provide at least {least} items", at)
        if most is not None and len(value) > most:
            problems.add(f"no more than {most} items allowed", at)
            return
        for place, each in enumerate(value):
            item(each, f"{at}/{place}", problems)

    return check


def record(fields: Fields, *required: str) -> Rule:
    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add("must provide an object", at)
            return
        for name in required:
            if value.get(name) is None:
                problems.add(f"missing required field: {name}", at)
        for name, each in value.items():
            if name not in fields:
                problems.add(f"invalid additional property: {name}", at)
            elif each is not None:
                fields[name](each, f"{at}/{name}", problems)

    return check


def typed(kinds: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which rule is for it."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add("must provide an object", at)
        elif "type" not in value:
            problems.add("missing required field: type", at)
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            problems.add(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            kinds[value["type"]](value, at, problems)

    return check


def both(*rules: Rule) -> Rule:
    def check(value: Any, at: str, problems: Problems) -> None:
        for rule in rules:
            rule(value, at, problems)

    return check


def anything(_value: Any, _at: str, _problems: Problems) -> None:
    """What we do not know the limits of."""
