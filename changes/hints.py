"""Somebody mentions an asset that is about to change: is that worth one quiet word? Pure, and rarely yes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from changes.assets import BadAsset, parse, resolve, touches
from changes.model import Change

SOON = timedelta(days=14)
JUST_NOW = timedelta(days=2)
NAME = re.compile(
    r"`([^`\s]{3,80})`"
    r"|(?<![\w./:@-])((?:[a-z]{2,12}:)?[A-Za-z_]\w*(?:[./][\w{}*-]+)+|[a-z]+(?:_[a-z0-9]+)+)(?![\w/])"
)


@dataclass(frozen=True)
class Hint:
    change: Change
    asset: str
    written: str


def mentioned(text: str) -> list[str]:
    """What in a text is written like the name of an asset."""
    found = [first or second for first, second in NAME.findall(text)]
    return list(dict.fromkeys(name.rstrip(".") for name in found))


def hint(text: str, pending: Iterable[Change], now: datetime, already: Iterable[str] = ()) -> Hint | None:
    """The soonest change that takes effect within two weeks, or did so in the last two days; each once per place."""
    told = set(already)
    near = [change for change in pending if change.id not in told and _near(change, now)]
    if not near:
        return None
    found = [one for name in mentioned(text) for change in near if (one := _about(name, change))]
    return min(found, key=lambda one: _start(one.change), default=None)


def _near(change: Change, now: datetime) -> bool:
    when = change.content.when
    if not change.live or when is None:
        return False
    return now - JUST_NOW <= when.start <= now + SOON


def _about(name: str, change: Change) -> Hint | None:
    assets = change.content.assets
    try:
        parse(name)
    except BadAsset:
        return None
    full = resolve(name, [asset for asset in assets if "*" not in asset])
    same = full or next((asset for asset in assets if touches(asset, name)), None)
    return Hint(change, same, name) if same else None


def _start(change: Change) -> datetime:
    when = change.content.when
    return when.start if when else datetime.max.replace(tzinfo=change.recorded.tzinfo)
