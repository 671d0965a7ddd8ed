"""The playbook pages, and who finds the right one among them; the finder is opened by whoever needs it first."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Protocol

from bot.errors import Refusal
from bot.views import refusals
from playbooks.finder import Found
from playbooks.model import Page

Report = Callable[[str], None]


class GonePage(Refusal):
    """A button of an older library names a page that is there no more."""

    def __init__(self) -> None:
        super().__init__(refusals.GONE_PAGE)


class PageFinder(Protocol):
    def search(self, query: str, top: int = 3, meant: Sequence[str] = ()) -> Sequence[Found]:
        """Pages for a problem told in anybody's words, the best first; none when nothing fits."""
        ...

    def suggest(self, message: str) -> Found | None:
        """For a message nobody asked us about."""
        ...


class _Stopped(Exception):
    """Warming was told to end."""


@dataclass(frozen=True)
class NoFinder:
    def search(self, query: str, top: int = 3, meant: Sequence[str] = ()) -> Sequence[Found]:
        return ()

    def suggest(self, message: str) -> Found | None:
        return None


@dataclass(frozen=True)
class Library:
    pages: tuple[Page, ...] = ()
    open_finder: Callable[[Report], PageFinder] = field(default=lambda report: NoFinder())
    _opened: list[PageFinder] = field(default_factory=list, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def ready(self) -> bool:
        return bool(self._opened)

    def page(self, id_: str) -> Page:
        found = next((page for page in self.pages if page.id == id_), None)
        if found is None:
            raise GonePage
        return found

    def find(self, words: str, top: int = 3, meant: Sequence[str] = ()) -> Sequence[Found]:
        """Blocking, and the first time for a while: go through the door. `meant`: senses that words have there."""
        return self._finder(lambda step: None).search(words, top, meant)

    def suggest(self, message: str) -> Found | None:
        """Blocking. Nobody asked, so nobody waits for the pages to be read."""
        return self._opened[0].suggest(message) if self._opened else None

    def warm(self, stop: Event) -> None:
        def go_on(step: str) -> None:
            if stop.is_set():
                raise _Stopped

        with contextlib.suppress(_Stopped):
            self._finder(go_on)

    def _finder(self, report: Report) -> PageFinder:
        with self._lock:
            if not self._opened:
                self._opened.append(self.open_finder(report))
            return self._opened[0]
