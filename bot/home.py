"""App Home is composed of sections; any feature may contribute one by saying what it has for a person."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

from slack_sdk.web.async_client import AsyncWebClient

from bot.card import Block

Place = Literal["waiting", "running", "subscriptions", "new", "me"]
ORDER: tuple[Place, ...] = ("waiting", "running", "subscriptions", "new", "me")


@dataclass(frozen=True)
class Viewer:
    """Whose home it is."""

    workspace: str
    person: str
    client: AsyncWebClient = field(repr=False)


@dataclass(frozen=True)
class Section:
    """`items` are shown a few at a time; each is one or more blocks. `foot` stands below them on every page."""

    place: Place
    title: str
    items: tuple[tuple[Block, ...], ...] = ()
    empty: str = ""
    foot: tuple[Block, ...] = ()

    @classmethod
    def of(cls, place: Place, title: str, *blocks: Block) -> "Section":
        """A section with one item."""
        return cls(place, title, (tuple(blocks),))


Contribute = Callable[[Viewer], Awaitable["Section | None"]]
"""None: nothing to show to this person, not even a title."""
