"""What oasdiff itself found, taken over as it stands: `oasdiff changelog -f json` or `-f yaml`."""

from typing import Any

from changes.diff.levels import Level, difference, worst_first
from changes.diff.openapi.naming import asset
from changes.diff.plain import Node, listing, mapping, text_of
from changes.diff.reading import Source, UnreadableContract, read
from changes.model import Difference

BY_NUMBER: dict[str, Level] = {"3": "ERR", "2": "WARN", "1": "INFO"}
BY_NAME: dict[str, Level] = {
    "err": "ERR",
    "error": "ERR",
    "warn": "WARN",
    "warning": "WARN",
    "info": "INFO",
}


def differences(report: Source, *, service: str = "api") -> tuple[Difference, ...]:
    """Each change of the report, under the asset its path names."""
    found = {_difference(change, service, report) for change in _changes(read(report), report)}
    return tuple(sorted(found, key=worst_first))


def _changes(data: Any, report: Source) -> list[Any]:
    if data is None:
        return []
    if isinstance(data, dict):
        data = next((data[key] for key in ("changes", "breakingChanges") if key in data), data)
    if not isinstance(data, list):
        raise UnreadableContract(report.name, 1, "expected the list of changes that `oasdiff changelog -f json` writes")
    return listing(data)


def _difference(change: Any, service: str, report: Source) -> Difference:
    known = mapping(change)
    rule = text_of(known.get("id")).strip()
    if not rule:
        raise UnreadableContract(
            report.name, None, "a change has no `id`; `oasdiff changelog -f json` writes one for each"
        )
    return difference(rule, _level(known, rule, report), _text(known, rule), asset(service, text_of(known.get("path"))))


def _level(change: Node, rule: str, report: Source) -> Level:
    written = text_of(change.get("level")).strip().lower()
    level = BY_NUMBER.get(written) or BY_NAME.get(written)
    if level is None:
        raise UnreadableContract(
            report.name,
            None,
            f"the change {rule} has the level {written or 'nothing'}; known are 1, 2, 3, info, warn, error",
        )
    return level


def _text(change: Node, rule: str) -> str:
    place = " ".join(part for part in (text_of(change.get("operation")), text_of(change.get("path"))) if part)
    said = text_of(change.get("text")).strip() or rule.replace("-", " ")
    return f"{place}: {said}" if place else said
