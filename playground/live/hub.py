"""Everything that happens gets the next number and reaches those who may see it."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from playground.values import JSON

REMEMBERED = 5000


@dataclass(frozen=True, slots=True)
class Happening:
    seq: int
    team: str
    audience: frozenset[str] | None
    body: JSON

    def reaches(self, team: str, viewer: str | None) -> bool:
        return self.team == team and (viewer is None or self.audience is None or viewer in self.audience)

    def seen_by(self, viewer: str | None) -> JSON:
        """Some parts differ from person to person (what is unread, what one belongs to): they are told when asked."""
        told = {key: value(viewer) if callable(value) else value for key, value in self.body.items()}
        return {"seq": self.seq, **told}


class Hub:
    """`life` is another one whenever the server was started anew, and its numbers with it."""

    def __init__(self) -> None:
        self.seq, self.life = 0, secrets.token_hex(4)
        self._past: deque[Happening] = deque(maxlen=REMEMBERED)
        self._listeners: set[Callable[[Happening], None]] = set()

    def tell(self, team: str, kind: str, audience: Iterable[str] | None = None, **body: Any) -> int:
        self.seq += 1
        people = None if audience is None else frozenset(audience)
        happening = Happening(self.seq, team, people, {"type": kind, **body})
        self._past.append(happening)
        for listener in tuple(self._listeners):
            listener(happening)
        return self.seq

    def since(self, seq: int) -> list[Happening] | None:
        """What happened after that number, or `None` when some of it is forgotten."""
        forgotten = self._past[0].seq - 1 if self._past else self.seq
        if max(seq, 0) < forgotten:
            return None
        return [happening for happening in self._past if happening.seq > seq]

    def listen(self, listener: Callable[[Happening], None]) -> Callable[[], None]:
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    async def wait(self, fits: Callable[[Happening], bool], after: int, count: int, timeout: float) -> list[Happening]:
        """The first `count` fitting ones after `after`, or as many as came within the time."""
        found = [happening for happening in self.since(after) or [] if fits(happening)]
        enough: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def hear(happening: Happening) -> None:
            if fits(happening):
                found.append(happening)
            if len(found) >= count and not enough.done():
                enough.set_result(None)

        stop = self.listen(hear)
        try:
            if len(found) < count:
                await asyncio.wait({enough}, timeout=timeout)
        finally:
            stop()
            enough.cancel()
        return found[:count] if len(found) >= count else found
