"""Time that runs by itself and can be driven: everything that waits, waits on this."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable

from playground.futures import resolve


class Timer:
    def __init__(self, due: float, order: int, ring: Callable[[], object]) -> None:
        self.due = due
        self.order = order
        self.ring = ring
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True

    def __lt__(self, other: Timer) -> bool:
        return (self.due, self.order) < (other.due, other.order)


class Clock:
    def __init__(self) -> None:
        # Monotonic beneath: a step of the machine's own clock must not hold up or hurry what waits.
        self._birth = time.time() - time.monotonic()
        self._offset = 0.0
        self._stopped_at: float | None = None
        self._timers: list[Timer] = []
        self._order = itertools.count()
        self._alarm: asyncio.TimerHandle | None = None
        self._asleep: set[asyncio.Future[None]] = set()

    @property
    def running(self) -> bool:
        return self._stopped_at is None

    def now(self) -> float:
        if self._stopped_at is not None:
            return self._stopped_at
        return self._real() + self._offset

    def after(self, seconds: float, ring: Callable[[], object]) -> Timer:
        timer = Timer(self.now() + seconds, next(self._order), ring)
        heapq.heappush(self._timers, timer)
        self._arm()
        return timer

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:  # is over at once, also while time stands still
            return
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        timer = self.after(seconds, lambda: resolve(done, None))
        self._asleep.add(done)
        try:
            await done
        finally:
            self._asleep.discard(done)
            timer.cancel()

    def advance(self, seconds: float) -> None:
        self.set(self.now() + seconds)

    def set(self, moment: float) -> None:
        while (timer := self._next()) is not None and timer.due <= moment:
            heapq.heappop(self._timers)
            self._move_to(max(timer.due, self.now()))
            timer.ring()
        self._move_to(moment)
        self._arm()

    def stop(self) -> None:
        self._stopped_at = self.now()
        self._arm()

    def start(self) -> None:
        if self._stopped_at is not None:
            moment, self._stopped_at = self._stopped_at, None
            self._move_to(moment)
            self._arm()

    def reset(self) -> None:
        """Real time again. Timers of the past world are forgotten, and what slept in it ends: nothing would wake it."""
        self._offset, self._stopped_at = 0.0, None
        self._timers.clear()
        for sleeper in tuple(self._asleep):
            sleeper.cancel()
        self._arm()

    def _move_to(self, moment: float) -> None:
        if self._stopped_at is not None:
            self._stopped_at = moment
        else:
            self._offset = moment - self._real()

    def _real(self) -> float:
        return self._birth + time.monotonic()

    def _next(self) -> Timer | None:
        while self._timers and self._timers[0].cancelled:
            heapq.heappop(self._timers)
        return self._timers[0] if self._timers else None

    def _arm(self) -> None:
        """One alarm of the event loop stands for all timers; it is moved only when the earliest one changes."""
        timer = self._next()
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if timer is not None and self.running:
            delay = max(0.0, timer.due - self.now())
            self._alarm = asyncio.get_running_loop().call_later(delay, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        while (timer := self._next()) is not None and timer.due <= self.now():
            heapq.heappop(self._timers)
            timer.ring()
        self._arm()
