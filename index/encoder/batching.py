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
    """Wraps an encoder for many threads. Whoever finds it idle encodes for all who came; whoever has an answer leaves."""

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
        while self._leads(requests):
            self._serve()
        return [request.done.result() for request in requests]

    def _leads(self, requests: Sequence[_Request]) -> bool:
        """Wait until they are answered, or until it is for us to go on."""
        with self._changed:
            self._changed.wait_for(lambda: _answered(requests) or not self._busy)
            if _answered(requests):
                return False
            self._busy = True
            return True

    def _serve(self) -> None:
        batch: list[_Request] = []
        try:
            batch = self._next()
            encoded: list[Any] = self._encoder.read([request.text for request in batch])
        except Exception as error:  # noqa: BLE001 (told to each whom it concerns)
            for request in batch:
                request.done.set_exception(error)
        except BaseException:  # whoever is stopped here stops nobody else
            self._waiting.extendleft(reversed(batch))
            raise
        else:
            for request, one in zip(batch, encoded, strict=True):
                request.done.set_result(one)
        finally:
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _next(self) -> list[_Request]:
        with self._changed:
            if self._waiting and self._clock() < self._crowded_until:
                self._changed.wait_for(lambda: len(self._waiting) >= MOST, timeout=self._linger)
            batch = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
            if len(batch) > 1:
                self._crowded_until = self._clock() + 10 * self._linger
            return batch


def _answered(requests: Sequence[_Request]) -> bool:
    return all(request.done.done() for request in requests)
