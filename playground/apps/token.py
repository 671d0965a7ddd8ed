"""A token: whose it is, where it is good, and for what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Token:
    value: str
    kind: str
    app_id: str
    scopes: tuple[str, ...]
    team: str = ""
    user: str = ""
    bot_id: str | None = None
    revoked: bool = False
    inactive: bool = False
    expires_at: float | None = None

    @property
    def is_bot(self) -> bool:
        return self.kind == "bot"


def shortened(value: str) -> str:
    """What may be shown of a secret."""
    return f"{value[:9]}…{value[-2:]}" if len(value) > 14 else "…"
