"""Findings for people, for programs, for code scanning (SARIF 2.1.0) and as annotations of GitHub."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from glossary.lint.rules import LEVELS, MEANING, Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text(findings: Sequence[Finding]) -> str:
    return "\n".join(
        f"{one.file}:{one.place.line}:{one.place.column}: {one.level}: {one.message} [{one.rule}]" for one in findings
    )


def as_json(findings: Sequence[Finding]) -> str:
    return "\n".join(json.dumps(_plain(one), ensure_ascii=False) for one in findings)


def sarif(findings: Sequence[Finding]) -> str:
    rules = [
        {"id": rule, "shortDescription": {"text": meaning}, "defaultConfiguration": {"level": LEVELS[rule]}}
        for rule, meaning in MEANING.items()
    ]
    run = {
        "tool": {"driver": {"name": "parlance", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def github(findings: Sequence[Finding]) -> str:
    levels = {"note": "notice", "warning": "warning", "error": "error"}
    return "\n".join(
        f"::{levels[one.level]} file={_property(one.file)},line={one.place.line},col={one.place.column},"
        f"title={_property(one.rule)}::{_escaped(one.message)}"
        for one in findings
    )


REPORTS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": github,
}


def _plain(one: Finding) -> dict[str, Any]:
    return {
        "file": one.file,
        "line": one.place.line,
        "column": one.place.column,
        "end_line": one.end.line,
        "end_column": one.end.column,
        "rule": one.rule,
        "level": one.level,
        "word": one.word,
        "message": one.message,
    }


def _result(one: Finding) -> dict[str, Any]:
    region = {
        "startLine": one.place.line,
        "startColumn": one.place.column,
        "endLine": one.end.line,
        "endColumn": one.end.column,
    }
    location = {"physicalLocation": {"artifactLocation": {"uri": _address(one.file)}, "region": region}}
    return {"ruleId": one.rule, "level": one.level, "message": {"text": one.message}, "locations": [location]}


def _address(file: str) -> str:
    from urllib.parse import quote

    return quote(file.replace("\\", "/"))


def _escaped(text_: str) -> str:
    return text_.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text_: str) -> str:
    return _escaped(text_).replace(":", "%3A").replace(",", "%2C")
