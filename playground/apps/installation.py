"""An app in a workspace: its bot and its tokens there."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Installation:
    app_id: str
    team: str
    bot_user: str
    bot_id: str
    bot_token: str
    scopes: tuple[str, ...]
    installed_by: str
    user_tokens: dict[str, str] = field(default_factory=dict)
    channels: list[str] = field(default_factory=list)
