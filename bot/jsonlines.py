"""One object a line, in and out; a bad line is named by file and number before anything is done with it."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from bot.errors import Unreadable

ENDINGS = (".jsonl", ".ndjson")
LONGEST_NUMBER = 4_000  # digits; Python reads few more


def objects(path: Path, *required: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line numbers and objects of a JSON lines file; `-` reads standard input."""
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            yield number, _object(path, number, line, required)


def emit(value: Mapping[str, Any]) -> None:
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:  # half an emoji, or a terminal that knows few letters
        line = json.dumps(value)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()  # whoever reads along need not wait for the last


def meant(text: str, *, as_json: bool) -> bool:
    """Is this a file? A message has blanks: with --json, what has none is one even when it is not there."""
    if text == "-" or (os.path.exists(text) and not os.path.isdir(text)):
        return True
    one_word, named_so = text != "" and not any(map(str.isspace, text)), text.endswith(ENDINGS)
    return (one_word and (as_json or named_so)) or (as_json and named_so)


def text_of(path: Path) -> str:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise Unreadable(str(path), None, error.strerror or str(error)) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable(str(path), line, f"not UTF-8 (byte 0x{raw[error.start]:02x})") from error


def _lines(path: Path) -> list[str]:
    return text_of(path).split("\n")


def _object(path: Path, number: int, line: str, required: tuple[str, ...]) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_constant=_refused, parse_float=_number, parse_int=_whole)
    except json.JSONDecodeError as error:
        why = f"{error.msg.removesuffix(' at')} at column {error.colno}"
        raise Unreadable(str(path), number, f"not JSON: {why}") from error
    except ValueError as error:
        raise Unreadable(str(path), number, f"not JSON: {error}") from error
    except RecursionError as error:
        raise Unreadable(str(path), number, "not JSON for us: too many brackets within each other") from error
    if not isinstance(value, dict):
        raise Unreadable(str(path), number, "expected an object in braces")
    missing = [name for name in required if name not in value]
    if missing:
        raise Unreadable(str(path), number, f"the object lacks {', '.join(missing)}")
    return value


def _number(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _refused(text)  # JSON could not be told it again


def _whole(text: str) -> int:
    return int(text) if len(text) <= LONGEST_NUMBER else _refused(f"one of {len(text)} digits")


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number we can read")
