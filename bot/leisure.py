"""What may be left out when much is said at once is done so often a second, and a few times more after a pause."""

import time
from collections.abc import Callable
from threading import Lock


class Leisure:
    """Any thread may ask."""

    def __init__(self, a_second: float, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_second, self._at_once, self._clock = a_second, at_once, clock
        self._left, self._at, self._lock = float(at_once), clock(), Lock()

    def take(self) -> bool:
        with self._lock:
            now = self._clock()
            self._left = min(self._at_once, self._left + (now - self._at) * self._a_second)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True
