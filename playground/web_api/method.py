"""A Web API method: what it does, who may call it, how often."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playground.values import JSON
from playground.web_api.call import Call
from playground.wire.limits import Tier

Handler = Callable[[Call], JSON | Awaitable[JSON]]


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    answer: Handler
    scopes: tuple[str, ...] = ()
    """One of these is enough here; a method may ask for more once it knows the kind of channel."""
    tier: Tier = Tier.THREE
    required: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ("bot", "user")
    open: bool = False
    """Callable without any token."""
