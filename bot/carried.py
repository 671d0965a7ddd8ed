"""What our buttons and modals carry: a small typed JSON that is read back as the value it was, or refused."""

import json
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from bot.errors import Refusal
from bot.views import refusals

T = TypeVar("T")


class StaleButton(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.STALE_BUTTON)


@dataclass(frozen=True)
class AboutTerm:
    """An entry of the dictionary, and where the person was when they asked about it."""

    term: str
    channel: str = ""
    thread: str = ""


@dataclass(frozen=True)
class PageOf:
    """One page of something long."""

    number: int
    of: str = ""


@dataclass(frozen=True)
class Chosen:
    """Something with an id of its own; a form remembers the channel it was opened in, and the address of what it was
    opened from.
    """

    id: str
    channel: str = ""
    reply: str = ""


def packed(value: Any) -> str:
    given = {name: one for name, one in asdict(value).items() if one not in ("", None)}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def unpacked(kind: type[T], text: str | None) -> T:
    """A button of an older version of ours says something else, and is refused kindly."""
    try:
        given = json.loads(text or "")
        value = kind(**given)
        types = {name: type(one) for name, one in given.items()}
    except (ValueError, TypeError) as error:
        raise StaleButton from error
    declared = kind.__annotations__
    if any(_name(declared[name]) != one.__name__ for name, one in types.items()):
        raise StaleButton
    return value


def _name(declared: Any) -> str:
    return declared if isinstance(declared, str) else str(getattr(declared, "__name__", declared))
