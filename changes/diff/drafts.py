"""From two versions of a contract to what is to be said about the change: same differences, same draft, same fingerprint."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePath

from changes.assets import covers
from changes.diff.advice import advice
from changes.diff.datacontract import compare as datacontract
from changes.diff.datacontract.contract import Contract
from changes.diff.dbt import compare as dbt
from changes.diff.dbt.manifest import Manifest
from changes.diff.jsonschema import compare as jsonschema
from changes.diff.jsonschema.naming import asset_of
from changes.diff.naming import parent
from changes.diff.oasdiff_report import differences as oasdiff
from changes.diff.openapi import compare as openapi
from changes.diff.openapi.document import Document, Versions
from changes.diff.openapi.lifecycle import Calendar
from changes.diff.openapi.naming import service_of
from changes.diff.reading import Source
from changes.diff.sql import compare as sql
from changes.model import SEVERITIES, Difference, Draft, Kind, When

MOST_ASSETS, LONGEST_TITLE, MOST_LINES = 20, 150, 40
LONGEST_WHAT = 9_000
# What a difference is really about, by a part of its rule's id; the rest is about what the contract is about.
THEMES: tuple[tuple[str, Kind], ...] = (
    ("deprecat", "deprecation"),
    ("sunset", "deprecation"),
    ("dbt-test", "quality"),
    ("quality", "quality"),
    ("logic-changed", "semantics"),
    ("meaning-changed", "semantics"),
    ("redefined", "semantics"),
    ("security", "access"),
    ("dbt-access", "access"),
    ("classification", "access"),
    ("server", "infrastructure"),
)
DETAIL = re.compile(r"`[^`]*`|\d+(?:\.\d+)?")


@dataclass(frozen=True)
class About:
    """What the files do not say. `name` is the service, the schema's asset, or what stands before the names of tables."""

    name: str = ""
    dialect: str = ""
    key: str = ""
    why: str = ""
    contact: str = ""
    link: str = ""
    when: When | None = None
    today: date | None = None
    grace_days: int = 0


@dataclass(frozen=True)
class Origin:
    """Where differences come from. `name` stays whatever is found, so that saying it again revises the same change."""

    sort: str
    name: str
    subject: str


def from_openapi(old: Source, new: Source, about: About = About()) -> Draft:
    versions = Versions(Document.read(old), Document.read(new))
    service = about.name or service_of(versions.new)
    calendar = Calendar(about.today or datetime.now(UTC).date(), about.grace_days)
    return draft("api", Origin("openapi", service, service), openapi.between(versions, service, calendar), about)


def from_jsonschema(old: Source, new: Source, about: About = About()) -> Draft:
    name = about.name or asset_of(new)
    return draft("schema", Origin("jsonschema", name, name), jsonschema.differences(old, new, asset=name), about)


def from_dbt(old: Source, new: Source, about: About = About()) -> Draft:
    before, after = Manifest.read(old, about.name), Manifest.read(new, about.name)
    found = dbt.between(before, after)
    origin = Origin("dbt", about.name or after.project or _file(new), about.name or _common(found) or after.project)
    return draft("schema", origin, found, about, dbt.readers(after, found))


def from_sql(old: Source, new: Source, about: About = About()) -> Draft:
    found = sql.differences(old, new, dialect=about.dialect, prefix=about.name)
    return draft("schema", Origin("sql", about.name or _file(new), about.name or _common(found)), found, about)


def from_datacontract(old: Source, new: Source, about: About = About()) -> Draft:
    before, after = Contract.read(old, about.name), Contract.read(new, about.name)
    name = after.name.partition(":")[2] or about.name or _file(new)
    return draft("schema", Origin("datacontract", name, name), datacontract.between(before, after), about)


def from_oasdiff(report: Source, about: About = About()) -> Draft:
    found = oasdiff(report, service=about.name or "api")
    return draft("api", Origin("oasdiff", about.name or _file(report), about.name or "the API"), found, about)


def draft(kind: Kind, origin: Origin, found: Sequence[Difference], about: About, readers: Sequence[str] = ()) -> Draft:
    """What is to be said. Without differences it is a draft that says so: whoever asked decides whether to send it."""
    return Draft(
        title=_title(origin.subject or origin.name, found),
        kind=_kind(kind, found),
        assets=assets(found),
        breaking=any(one.breaking for one in found),
        severity=max((one.severity for one in found), key=SEVERITIES.index, default="low"),
        when=about.when,
        what=_what(found),
        why=about.why,
        to_do=_to_do(found, readers),
        contact=about.contact,
        link=about.link,
        differences=tuple(found),
        fingerprint=fingerprint(found),
        key=about.key or f"{origin.sort}:{origin.name}",
    )


def fingerprint(found: Sequence[Difference]) -> str:
    """By rules, assets and the names and numbers told; the words around them may change without asking anybody anew."""
    parts = sorted([one.rule, one.asset.lower(), one.severity, *DETAIL.findall(one.text)] for one in found)
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


def assets(found: Sequence[Difference]) -> tuple[str, ...]:
    """What breaks, or else what changed; a mere note about the whole does not draw in all who read some part of it."""
    names = {one.asset for one in found if one.breaking} or {one.asset for one in found}
    if not any(one.breaking for one in found):
        names = {name for name in names if not any(name != other and covers(name, other) for other in names)}
    while len(names) > MOST_ASSETS and (wider := {parent(name) for name in names}) != names:
        names = wider
    return tuple(sorted(names)[:MOST_ASSETS])


def _common(found: Sequence[Difference]) -> str:
    """What the names of all assets begin with, if anything."""
    shared: list[str] = []
    for parts in zip(*(one.asset.split(".") for one in found if ":" not in one.asset), strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return ".".join(shared)


def _file(source: Source) -> str:
    return PurePath(source.name).name


def _title(subject: str, found: Sequence[Difference]) -> str:
    breaking = [one for one in found if one.breaking]
    if len(found) == 1 or len(breaking) == 1:
        title = f"{subject}: {(breaking or found)[0].text}"
    elif breaking:
        others = len(found) - len(breaking)
        title = f"{subject}: {len(breaking)} breaking changes" + (f", {_count(others, 'other')}" if others else "")
    else:
        title = f"{subject}: {_count(len(found), 'change')}, none breaking" if found else f"{subject}: nothing changed"
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _kind(kind: Kind, found: Sequence[Difference]) -> Kind:
    """Another kind only when everything of the worst severity is about that."""
    worst = max((one.severity for one in found), key=SEVERITIES.index, default="low")
    kinds = {_theme(one, kind) for one in found if one.severity == worst}
    return kinds.pop() if len(kinds) == 1 else kind


def _theme(one: Difference, otherwise: Kind) -> Kind:
    return next((kind for part, kind in THEMES if part in one.rule), otherwise)


def _what(found: Sequence[Difference]) -> str:
    lines = [f"• {one.text}" for one in found[:MOST_LINES]]
    while len("\n".join(lines)) > LONGEST_WHAT:
        lines.pop()
    left = len(found) - len(lines)
    return "\n".join([*lines, f"… and {left} more"] if left else lines)


def _to_do(found: Sequence[Difference], readers: Sequence[str]) -> str:
    lines = [advice(found)]
    if readers:
        more = f" and {len(readers) - 10} more" if len(readers) > 10 else ""
        lines.append(f"These read it: {', '.join(readers[:10])}{more}.")
    return "\n".join(line for line in lines if line)
