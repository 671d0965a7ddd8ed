"""A place where messages are: public, private, a direct message or a group of them."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from playground.refusal import Refusal
from playground.workspace.message import Message


@dataclass(slots=True)
class Pin:
    ts: str
    by: str
    at: int


@dataclass(slots=True)
class Saying:
    """A topic or a purpose."""

    value: str = ""
    creator: str = ""
    last_set: int = 0


@dataclass(slots=True)
class Bookmark:
    id: str
    title: str
    type: str
    link: str
    emoji: str
    created: int
    updated: int
    by: str
    app_id: str | None = None
    entity_id: str | None = None


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    kind: str
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    topic: Saying = field(default_factory=Saying)
    purpose: Saying = field(default_factory=Saying)
    is_archived: bool = False
    is_general: bool = False
    previous_names: list[str] = field(default_factory=list)
    pins: list[Pin] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    last_read: dict[str, str] = field(default_factory=dict)
    open_for: list[str] = field(default_factory=list)
    ephemeral: dict[str, Message] = field(default_factory=dict)
    canvas: str | None = None
    updated: int = 0
    _messages: dict[str, Message] = field(default_factory=dict)
    _order: list[str] = field(default_factory=list)

    @property
    def is_direct(self) -> bool:
        return self.kind in ("im", "mpim")

    @property
    def type(self) -> str:
        """The word events use."""
        return {"public": "channel", "private": "group"}.get(self.kind, self.kind)

    def has(self, user: str) -> bool:
        return user in self.members

    def visible_to(self, user: str) -> bool:
        return self.kind == "public" or self.has(user)

    def other(self, user: str) -> str:
        """Whom a direct message is with; oneself, in a note to self."""
        return next((member for member in self.members if member != user), user)

    def add(self, message: Message) -> None:
        self._messages[message.ts] = message
        bisect.insort(self._order, message.ts)
        parent = self._messages.get(message.thread_ts or "")
        if parent is not None and message.is_reply:
            parent.thread_ts = parent.ts
            bisect.insort(parent.replies, message.ts)

    def remove(self, ts: str) -> None:
        message = self._messages.pop(ts)
        self._order.remove(ts)
        self.pins = [pin for pin in self.pins if pin.ts != ts]
        parent = self._messages.get(message.thread_ts or "")
        if parent is not None and ts in parent.replies:
            parent.replies.remove(ts)
            parent.thread_ts = parent.ts if parent.replies else None

    def find(self, ts: str) -> Message | None:
        return self._messages.get(ts)

    def get(self, ts: str, error: str = "message_not_found") -> Message:
        message = self._messages.get(ts)
        if message is None:
            raise Refusal(error, f"There is no message {ts} in this conversation.")
        return message

    def any(self, ts: str) -> Message:
        """A message or an ephemeral one."""
        return self.ephemeral.get(ts) or self.get(ts)

    def messages(self) -> list[Message]:
        return [self._messages[ts] for ts in self._order]

    def top_level(self) -> list[Message]:
        return [message for message in self.messages() if message.in_channel]

    def thread(self, ts: str) -> list[Message]:
        parent = self.get(ts, "thread_not_found")
        return [parent, *(self._messages[reply] for reply in parent.replies)]

    def unread(self, user: str) -> list[Message]:
        seen = self.last_read.get(user, "0")
        start = bisect.bisect_right(self._order, seen)
        recent = (self._messages[ts] for ts in self._order[start:])
        return [message for message in recent if message.in_channel and message.user != user]

    def latest(self) -> str | None:
        return self._order[-1] if self._order else None

    def bookmark(self, id: str) -> Bookmark:
        for bookmark in self.bookmarks:
            if bookmark.id == id:
                return bookmark
        raise Refusal("not_found")

    def forget(self) -> None:
        self._messages.clear()
        self._order.clear()
