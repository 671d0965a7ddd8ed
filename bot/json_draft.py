"""A change as a program writes it (JSON) read into a draft; what is wrong is said with the name of the field."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, cast

from bot.errors import Refusal
from changes.model import KINDS, SEVERITIES, Difference, Draft, Kind, Severity, When
from changes.recognition.moments import read_moment
from changes.wish.request import checked_zone

TEXTS = ("what", "why", "to_do", "contact", "link", "fingerprint", "key")
KNOWN = {one.name for one in fields(Draft)} | {"zone", "tell", "to_nobody", "past", "dry_run"}
MOST = 500


class BadField(Refusal):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"`{name}` {why}")


def draft_of(given: Mapping[str, Any], now: datetime) -> Draft:
    unknown = next((name for name in given if name not in KNOWN), None)
    if unknown is not None:
        raise BadField(str(unknown)[:60], f"is no field of a change; there are {', '.join(sorted(KNOWN))}")
    breaking = given.get("breaking")
    if breaking is not None and not isinstance(breaking, bool):
        raise BadField("breaking", "is true, false or null")
    return Draft(
        title=_text(given, "title"),
        kind=cast(Kind, _one_of(given, "kind", KINDS, "schema")),
        assets=tuple(names(given, "assets")),
        breaking=breaking,
        severity=cast(Severity, _one_of(given, "severity", SEVERITIES, "medium")),
        when=_when(given, now),
        differences=tuple(_difference(one) for one in _listed(given, "differences")),
        **{name: _text(given, name) for name in TEXTS},
    )


def names(given: Mapping[str, Any], name: str) -> list[str]:
    found = _listed(given, name)
    if not all(isinstance(one, str) for one in found):
        raise BadField(name, "is a list of texts")
    return found


def flag(given: Mapping[str, Any], name: str) -> bool:
    if not isinstance(given.get(name, False), bool):
        raise BadField(name, "is true or false")
    return bool(given.get(name, False))


def _when(given: Mapping[str, Any], now: datetime) -> When | None:
    """A text as at the command line, or an object with `start`, `end` and `zone`."""
    written, zone = given.get("when"), checked_zone(_text(given, "zone") or "UTC")
    if not written:
        return None
    if isinstance(written, str):
        moment = read_moment(written, now, zone)
        if moment is None:
            raise BadField("when", f"names no day: {written[:60]!r}; write it as 2026-05-01 14:00")
        return moment
    if not isinstance(written, Mapping):
        raise BadField("when", "is a text, or an object with start, end and zone")
    start, end = _moment(written, "start"), _moment(written, "end")
    if start is None:
        raise BadField("when.start", "is missing")
    return When(start, end, checked_zone(_text(written, "zone") or zone))


def _moment(given: Mapping[str, Any], name: str) -> datetime | None:
    text = _text(given, name)
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadField(f"when.{name}", "is not a moment such as 2026-05-01T14:00:00+02:00") from error
    if at.tzinfo is None:
        raise BadField(f"when.{name}", "does not say its time zone, as in 2026-05-01T14:00:00+02:00")
    return at


def _difference(given: Any) -> Difference:
    if not isinstance(given, Mapping):
        raise BadField("differences", "is a list of objects with rule, severity, text, asset and breaking")
    severity = cast(Severity, _one_of(given, "severity", SEVERITIES, "medium"))
    return Difference(
        _text(given, "rule"), severity, _text(given, "text"), _text(given, "asset"), breaking=flag(given, "breaking")
    )


def _one_of(given: Mapping[str, Any], name: str, known: tuple[str, ...], usual: str) -> str:
    value = _text(given, name) or usual
    if value not in known:
        raise BadField(name, f"is one of {', '.join(known)}, not {value[:40]!r}")
    return value


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise BadField(name, "is a text")
    return (value or "").replace("\x00", "")


def _listed(given: Mapping[str, Any], name: str) -> list[Any]:
    found = given.get(name) or []
    if not isinstance(found, list) or len(found) > MOST:
        raise BadField(name, f"is a list of at most {MOST}")
    return found
