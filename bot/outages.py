"""What we depend on and cannot reach: told once when it goes, once when it is back, whatever happens in between."""

from dataclasses import dataclass, field
from typing import Literal

import aiohttp
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.logs import log

Part = Literal["database", "slack"]
OF: dict[Part, tuple[type[BaseException], ...]] = {
    "database": (OperationalError, InterfaceError, NoConnectionFree),
    "slack": (aiohttp.ClientError, TimeoutError),
}


@dataclass(frozen=True)
class Outages:
    _lost: set[Part] = field(default_factory=set)

    def is_news(self, error: BaseException) -> bool:
        """False for a failure whose cause has been told already."""
        part = next((one for one, kinds in OF.items() if isinstance(error, kinds)), None)
        if part is None:
            return True
        if part in self._lost:
            return False
        self._lost.add(part)
        log.error("lost", name=part, error=type(error).__name__)
        return True

    def well(self) -> None:
        """Something succeeded that needs all of them."""
        for part in sorted(self._lost):
            log.info("back", name=part)
        self._lost.clear()
