"""Requests that arrive within a few milliseconds of each other share one pass; a lone request never waits."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from index.encoder.protocol import Encoded, Encoder, Vectors

MOST = 32


@dataclass
class _Request:
    text: str
    done: "Future[Encoded]" = field(default_factory=Future)


class BatchingEncoder:
    """Wraps an encoder for many threads. Whoever finds it idle encodes for all who come while it works or lingers."""

    def __init__(self, encoder: Encoder, linger: float = 0.002, clock: Callable[[], float] = time.monotonic) -> None:
        self._encoder = encoder
        self._linger = linger
        self._clock = clock
        self._waiting: deque[_Request] = deque()
        self._changed = threading.Condition()
        self._busy = False
        self._crowded_until = 0.0

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def dimensions(self) -> int:
        return self._encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) != 1:
            return self._encoder.encode(texts)
        return np.asarray(self.read(texts)[0].sentence, np.float32)[None]

    def read(self, texts: Sequence[str]) -> list[Encoded]:
        requests = [_Request(text) for text in texts]
        with self._changed:
            self._waiting.extend(requests)
            self._changed.notify_all()
            lead = not self._busy
            self._busy = True
        if lead:
            self._serve()
        return [request.done.result() for request in requests]

    def _serve(self) -> None:
        """Encode until nobody waits; then the next comer leads."""
        while batch := self._next():
            try:
                encoded: list[Any] = self._encoder.read([request.text for request in batch])
            except BaseException as error:
                for request in batch:
                    request.done.set_exception(error)
                if not isinstance(error, Exception):
                    self._retire()
                    raise
            else:
                for request, one in zip(batch, encoded, strict=True):
                    request.done.set_result(one)

    def _next(self) -> list[_Request]:
        with self._changed:
            if self._waiting and self._clock() < self._crowded_until:
                self._changed.wait_for(lambda: len(self._waiting) >= MOST, timeout=self._linger)
            batch = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
            if len(batch) > 1:
                self._crowded_until = self._clock() + 10 * self._linger
            self._busy = bool(batch)
            return batch

    def _retire(self) -> None:
        with self._changed:
            self._busy = False
