"""Text becomes plain data, or a refusal with file and line; nothing is executed, fetched or allowed to grow without end."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from changes.diff.yaml_text import YamlTrouble, read_yaml
from index.foreign_yaml import Bounds

MOST_CHARACTERS = 40_000_000
BOUNDS = Bounds(deepest=150, most=4_000_000)
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|\d+')


class UnreadableContract(Exception):
    """A file that cannot be understood; says which, where in it, and why."""

    def __init__(self, file: str, line: int | None, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}" if line else f"{file}: {why}")
        self.file, self.line, self.why = file, line, why


class ContractTooLarge(UnreadableContract):
    """A file beyond what we compare; says the bound."""


@dataclass(frozen=True)
class Source:
    """A contract as it was given: its text, and the name that refusals call it by."""

    text: str
    name: str = "contract"

    @classmethod
    def of(cls, path: Path) -> "Source":
        """The text of a file; what cannot be opened or is no text is refused by name."""
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise UnreadableContract(str(path), None, error.strerror or str(error)) from error
        try:
            return cls(raw.decode("utf-8-sig"), str(path))
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            raise UnreadableContract(str(path), line, f"not UTF-8 (byte 0x{raw[error.start]:02x})") from error


def read(source: Source) -> Any:
    """The data of a JSON or YAML document, with every key as text."""
    if len(source.text) > MOST_CHARACTERS:
        raise ContractTooLarge(source.name, None, f"more than {MOST_CHARACTERS:,} characters")
    data = _json(source) if source.text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") else _yaml(source)
    _within_bounds(data, source)
    return data


def read_mapping(source: Source, kind: str) -> dict[str, Any]:
    data = read(source)
    if not isinstance(data, dict):
        raise UnreadableContract(source.name, 1, f"expected {kind}: an object with named fields")
    return data


def _json(source: Source) -> Any:
    try:
        return json.loads(source.text.lstrip("\ufeff"), parse_constant=str)
    except json.JSONDecodeError as error:
        return _yaml_after_all(source, error)
    except ValueError as error:
        why = "it holds a number of more digits than can be read"
        raise UnreadableContract(source.name, _line(source.text, _endless), why) from error
    except RecursionError as error:
        raise _too_deep(source) from error


def _yaml_after_all(source: Source, error: json.JSONDecodeError) -> Any:
    """YAML may begin with a bracket too; what neither reads is reported as the JSON it looked like."""
    refusal = UnreadableContract(source.name, error.lineno, f"not JSON: {error.msg} at column {error.colno}")
    if source.name.endswith(".json"):
        raise refusal from error
    try:
        return read_yaml(source.text, BOUNDS)
    except YamlTrouble:
        raise refusal from error


def _yaml(source: Source) -> Any:
    try:
        return read_yaml(source.text, BOUNDS)
    except YamlTrouble as error:
        kind = ContractTooLarge if error.too_large else UnreadableContract
        raise kind(source.name, error.line, f"not YAML: {error.why}") from error


def _within_bounds(data: Any, source: Source) -> None:
    """JSON cannot share values, YAML was counted while it was read: a plain walk level by level is enough."""
    depth, count, row = 0, 0, [data]
    while row:
        depth, count = depth + 1, count + len(row)
        if depth > BOUNDS.deepest:
            raise _too_deep(source)
        if count > BOUNDS.most:
            raise ContractTooLarge(source.name, None, f"more than {BOUNDS.most:,} values")
        row = [below for value in row for below in _below(value)]


def _below(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _too_deep(source: Source) -> ContractTooLarge:
    return ContractTooLarge(source.name, _line(source.text, _Depth()), f"nested more than {BOUNDS.deepest} deep")


class _Depth:
    """Of JSON, bracket by bracket."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self, token: str) -> bool:
        self.now += (token in ("[", "{")) - (token in ("]", "}"))
        return self.now == BOUNDS.deepest


def _endless(token: str) -> bool:
    return len(token) > sys.get_int_max_str_digits() > 0 and token[-1].isdigit()


def _line(text: str, wanted: Callable[[str], bool]) -> int | None:
    """Of the first token that is wanted."""
    found = next((token for token in TOKEN.finditer(text) if wanted(token[0])), None)
    return text.count("\n", 0, found.start()) + 1 if found else None
