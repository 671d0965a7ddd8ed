"""What we depend on and cannot reach: told once when it goes, once when it is back, whatever happens in between."""

from dataclasses import dataclass, field
from typing import Literal

import aiohttp
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.logs import log
from store.database import said

Part = Literal["database", "slack"]
OF: dict[Part, tuple[type[BaseException], ...]] = {
    "database": (OperationalError, InterfaceError, NoConnectionFree),
    "slack": (aiohttp.ClientError, TimeoutError),
}


@dataclass(frozen=True)
class Outages:
    """A part is back when each of those who missed it has reached it: what is small may pass where what is large fails."""

    _missed: dict[Part, set[str]] = field(default_factory=dict)

    def is_news(self, error: BaseException, who: str = "") -> bool:
        """False for a failure whose cause has been told already."""
        part = part_of(error)
        return part is None or self._miss(part, error, who)

    def explains(self, error: BaseException, who: str = "") -> bool:
        """Is that all there is to say of it?"""
        part = part_of(error)
        if part is not None:
            self._miss(part, error, who)
        return part is not None

    def well(self, who: str = "") -> None:
        """Something of theirs succeeded that needs all of them."""
        for part, missed_by in sorted(self._missed.items()):
            missed_by.discard(who)
            if not missed_by:
                del self._missed[part]
                log.info("back", name=part)

    def _miss(self, part: Part, error: BaseException, who: str) -> bool:
        news = part not in self._missed
        self._missed.setdefault(part, set()).add(who)
        if news:
            log.error("lost", name=part, error=_why(error))
        return news


def part_of(error: BaseException) -> Part | None:
    return next((part for part, kinds in OF.items() if isinstance(error, kinds)), None)


def _why(error: BaseException) -> str:
    """A database says what it lacks: room, rights, a connection. Of what was written none of its words."""
    if isinstance(error, NoConnectionFree):
        return "all connections are in use"
    return said(error) if isinstance(error, DBAPIError) else type(error).__name__
