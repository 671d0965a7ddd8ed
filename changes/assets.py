"""Names of things that change: a system, then parts, from the whole to the detail; `*` stands for anything in its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal

LONGEST = 200
PART = re.compile(r"[\w*{}+$@-][\w*{}+$@ -]*")
Relation = Literal["same", "part", "whole", ""]


class BadAsset(ValueError):
    """A text that cannot be an asset's name; the message says why."""


@dataclass(frozen=True)
class Asset:
    """`api:payments/v2/*` is system `api` with parts payments, v2, *. Without a system the parts are a dotted name."""

    system: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.system}:{'/'.join(self.parts)}" if self.system else ".".join(self.parts)


@lru_cache(maxsize=10_000)
def parse(text: str) -> Asset:
    written = text.strip().strip("`\"'")
    if not written:
        raise BadAsset("an asset needs a name, such as `warehouse.orders.amount` or `api:payments/v2/*`")
    if len(written) > LONGEST:
        raise BadAsset(f"an asset's name has at most {LONGEST} letters, this one has {len(written)}")
    system, colon, rest = written.partition(":")
    if not colon:
        system, rest = "", written
    parts = tuple(part.strip().lower() for part in re.split(r"[/.]" if not colon else "/", rest.strip("/")))
    wrong = next((part for part in parts if not PART.fullmatch(part)), None)
    if wrong is not None or (colon and not system.strip()):
        raise BadAsset(f"`{written}` is not an asset's name: {_why(wrong)}")
    return Asset(system.strip().lower(), parts)


def relation(pattern: str, asset: str) -> Relation:
    """How `asset` lies to `pattern`: the same, a part of it, or a whole that contains it. Both may hold `*`."""
    one, other = parse(pattern), parse(asset)
    if not _alike(one.system, other.system) and one != parse("*"):
        return ""
    wide, deep = _without_rest(one.parts), _without_rest(other.parts)
    if not all(_alike(left, right) for left, right in zip(wide, deep, strict=False)):
        return ""
    if len(wide) == len(deep):
        return "same"
    return "part" if len(wide) < len(deep) else "whole"


def covers(pattern: str, asset: str) -> bool:
    return relation(pattern, asset) in ("same", "part")


def touches(pattern: str, asset: str) -> bool:
    """Whoever watches `pattern` is touched when `asset` changes: also when what changes contains what is watched."""
    return relation(pattern, asset) != ""


def resolve(written: str, known: Iterable[str]) -> str | None:
    """The one known asset that somebody means who writes only the end of its name, or None when none or several fit."""
    try:
        end = parse(written).parts
    except BadAsset:
        return None
    fitting = [name for name in known if parse(name).parts[-len(end) :] == end]
    exact = [name for name in fitting if parse(name) == parse(written)]
    return exact[0] if exact else fitting[0] if len(fitting) == 1 else None


def did_you_mean(written: str, known: Iterable[str]) -> list[str]:
    """Known names that look like it, best first; empty when it is known or nothing looks like it."""
    from rapidfuzz import fuzz, process

    names = list(dict.fromkeys(known))
    if any(touches(written, name) for name in names):
        return []
    found = process.extract(written.lower(), names, scorer=fuzz.WRatio, limit=3, score_cutoff=75)
    return [name for name, _, _ in found]


def _alike(left: str, right: str) -> bool:
    return left == right or fnmatchcase(right, left) or fnmatchcase(left, right)


def _without_rest(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A `*` at the end means everything below, and what it is below of."""
    while parts and parts[-1] in ("*", "**"):
        parts = parts[:-1]
    return parts


def _why(part: str | None) -> str:
    if part is None:
        return "before the colon stands the system, as in `model:fraud`"
    if not part:
        return "there is nothing between two separators"
    return f"`{part}` has letters that names do not have"
