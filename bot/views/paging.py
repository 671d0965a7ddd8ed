"""Something long, one page at a time: what stands on it, and the buttons that lead to the pages beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.card import Block
from bot.views.blocks import button

T = TypeVar("T")


@dataclass(frozen=True)
class Paged(Generic[T]):
    shown: Sequence[T]
    at: int
    pages: int

    @property
    def place(self) -> str:
        return f"page {self.at + 1} of {self.pages}"

    def turns(self, action: str, carried: Callable[[int], str]) -> list[Block]:
        """`carried` is what the button to a page carries."""
        beside = (("Back", self.at - 1), ("Next", self.at + 1))
        return [button(face, f"{action}:{face}", carried(to)) for face, to in beside if 0 <= to < self.pages]


def paged(items: Sequence[T], number: int, most: int) -> Paged[T]:
    """A page that is no longer there is the nearest that is."""
    pages = max(1, -(-len(items) // most))
    at = min(max(number, 0), pages - 1)
    return Paged(items[at * most : (at + 1) * most], at, pages)
