"""Names of assets out of whatever a contract calls its parts, so that they can be subscribed to."""

import re

from changes.assets import LONGEST

# What changes.assets does not take in the part of a name.
FOREIGN = re.compile(r"[^\w*{}+$@-]+")


def tidy(name: str) -> str:
    """`api:shop/v1.0/things:cancel` becomes `api:shop/v1-0/things-cancel`; a name that is too long loses its tail."""
    system, colon, rest = name.partition(":")
    if not colon:
        return _cut([part for part in map(_part, re.split(r"[/.]", name)) if part], "", ".") or "unnamed"
    parts = [part for part in map(_part, rest.split("/")) if part]
    return _cut(parts, f"{_part(system) or 'asset'}:", "/") if parts else f"{_part(system)}:unnamed"


def parent(name: str) -> str:
    """The whole that an asset is part of; the top is its own parent."""
    system, colon, rest = name.rpartition(":")
    cut = rest.rpartition("/" if colon else ".")[0]
    return f"{system}{colon}{cut}" if cut else name


def _part(text: str) -> str:
    return FOREIGN.sub("-", text.strip()).strip("-") or ("" if not text.strip() else "-")


def _cut(parts: list[str], before: str, joint: str) -> str:
    while len(parts) > 1 and len(before) + len(joint.join(parts)) > LONGEST:
        parts = parts[:-1]
    return (before + joint.join(parts))[:LONGEST]
