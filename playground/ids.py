"""Ids that look like Slack's and come out the same in every run."""

from __future__ import annotations

import base64
import hashlib


def named(prefix: str, *names: str, length: int = 9) -> str:
    """The id of a thing that has a name of its own: `U` and eight letters or digits."""
    digest = hashlib.blake2b("\0".join((prefix, *names)).encode(), digest_size=20).digest()
    return prefix + base64.b32encode(digest).decode().replace("=", "")[: length - 1]


def secret(*names: str, length: int = 32) -> str:
    """Deterministic, so that a restarted server still knows the tokens in somebody's shell."""
    return hashlib.blake2b("\0".join(("playground", *names)).encode(), digest_size=32).hexdigest()[:length]


class Ids:
    def __init__(self) -> None:
        self._last = 0

    def new(self, prefix: str, length: int = 11) -> str:
        return named(prefix, "new", str(self.number()), length=length)

    def number(self) -> int:
        self._last += 1
        return self._last
