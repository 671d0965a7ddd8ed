"""One message, or one reply, with what people hung on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.values import JSON


@dataclass(slots=True)
class Message:
    channel: str
    ts: str
    text: str
    user: str | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    metadata: JSON | None = None
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    icons: JSON | None = None
    client_msg_id: str | None = None
    edited_by: str | None = None
    edited_ts: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    replies: list[str] = field(default_factory=list)
    broadcast: bool = False
    extra: JSON = field(default_factory=dict)
    only_for: str | None = None

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_ephemeral(self) -> bool:
        return self.only_for is not None

    @property
    def in_channel(self) -> bool:
        """Shown in the channel itself, not only in its thread."""
        return not self.is_reply or self.broadcast
