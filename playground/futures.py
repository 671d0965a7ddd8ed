"""A future may be answered from two sides; the first one counts."""

from __future__ import annotations

import asyncio
from typing import TypeVar

T = TypeVar("T")


def resolve(future: asyncio.Future[T], value: T) -> None:
    if not future.done():
        future.set_result(value)
