"""`@data-platform warehouse.orders contact @Ana contract https://… consumers #checkout @fraud`, read."""

import re

from bot.ask import Ask
from bot.ids import PERSON
from bot.places import UnknownPlace, here, places, plain
from changes.assets import BadAsset, parse
from changes.model import Destination, Owner

PART = re.compile(r"(?<!\S)(contact|contract|consumers?|consumed by)\s*:?\s+", re.IGNORECASE)
UNREAD = re.compile(r"(?<!\S)[#@][\w.-]+")
ANGLES = re.compile(r"<[^>]*>")


def read_owner(words: str, ask: Ask) -> Owner | None:
    """None when no asset was named."""
    head, *rest = PART.split(words)
    said = {name.lower(): text.strip() for name, text in zip(rest[::2], rest[1::2], strict=True)}
    unread = UNREAD.search(ANGLES.sub("", head))
    if unread is not None:
        raise UnknownPlace(unread.group())
    owners = places(head, ask)
    pattern = _pattern(head)
    if not pattern:
        return None
    team = owners[0] if owners else here(ask)
    return Owner(pattern, team, _contact(said), plain(said.get("contract", "")), _consumers(said, ask))


def _pattern(head: str) -> str:
    bare = plain(re.sub(r"<[#@!][^>]*>|(?<!\S)(?:me|here)(?!\S)", " ", head))
    names = bare.removeprefix("own ").split()
    if not names:
        return ""
    try:
        return str(parse(names[0])) if len(names) == 1 else ""
    except BadAsset:
        return ""


def _contact(said: dict[str, str]) -> str:
    person = re.search(PERSON, said.get("contact", ""))
    return person[1] if person else plain(said.get("contact", ""))


def _consumers(said: dict[str, str], ask: Ask) -> tuple[Destination, ...]:
    text = next((said[name] for name in ("consumers", "consumer", "consumed by") if name in said), "")
    return tuple(dict.fromkeys(places(text, ask)))
