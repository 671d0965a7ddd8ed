"""A user group: one handle for several people."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class UserGroup:
    id: str
    handle: str
    name: str
    description: str = ""
    users: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    creator: str = ""
    created: int = 0
    updated: int = 0
    disabled_at: int = 0
