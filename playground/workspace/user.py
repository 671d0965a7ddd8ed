"""A person of the workspace, or an app's bot, which Slack treats as one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class User:
    id: str
    name: str
    real_name: str
    display_name: str = ""
    title: str = ""
    email: str = ""
    tz: str = "Europe/London"
    locale: str = "en-GB"
    discipline: str = ""
    squad: str = ""
    colour: str = "4a5568"
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    phone: str = ""
    pronouns: str = ""
    presence: str = "active"
    dnd_until: int = 0
    updated: int = 0
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    app_id: str | None = None
    bot_id: str | None = None
    custom_fields: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Bot:
    """The face of an app: what `bots.info` and `bot_profile` tell of it."""

    id: str
    app_id: str
    user_id: str
    name: str
    updated: int = 0
    deleted: bool = False
