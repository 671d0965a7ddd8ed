"""Messages written into a workspace's past."""

from __future__ import annotations

from dataclasses import dataclass, fields

from playground.interchange.moments import moment
from playground.text.rich_text import rich_text
from playground.text.typed import encoded
from playground.values import JSON
from playground.workspace.channel import Channel, Pin
from playground.workspace.message import Message
from playground.workspace.workspace import Workspace, stamp_of

OWN = {each.name for each in fields(Message)} - {"channel", "replies"}


@dataclass(slots=True)
class Scribe:
    workspace: Workspace
    now: float
    zone: str
    last: int = 0

    def write(self, channel: Channel, raw: JSON, parent: Message | None = None) -> int:
        """How many messages it was, replies included."""
        message = self._exact(channel, raw) if "user" in raw or "subtype" in raw else self._told(channel, raw)
        if parent is not None:
            message.thread_ts = parent.ts
        channel.add(message)
        if raw.get("key"):
            self.workspace.landmarks[str(raw["key"])] = message.ts
        if raw.get("pinned"):
            by = message.user or channel.creator
            channel.pins.insert(0, Pin(message.ts, by, int(float(message.ts))))
        return 1 + sum(
            self.write(channel, reply, message) for reply in raw.get("replies") or [] if isinstance(reply, dict)
        )

    def seen(self, when: str) -> str:
        """A `ts`, or a time as messages have it."""
        return when if "." in when else stamp_of(moment({"at": when}, self.now, self.zone, 0))

    def _exact(self, channel: Channel, raw: JSON) -> Message:
        """As it was exported."""
        told = {"text": "", **{key: value for key, value in raw.items() if key in OWN}}
        self.workspace.last_ts = max(self.workspace.last_ts, moment(raw, self.now, self.zone, 0))
        return Message(channel.id, **told)

    def _told(self, channel: Channel, raw: JSON) -> Message:
        """As a person would write it down."""
        author = self.workspace.user(str(raw.get("as")))
        text = encoded(str(raw.get("text", "")).strip(), self.workspace)
        message = Message(
            channel.id, self._stamp(channel, raw), text, user=author.id, bot_id=author.bot_id, app_id=author.app_id,
            blocks=[rich_text(text, self.workspace.ids.new("", 6))] if text else [],
            broadcast=bool(raw.get("broadcast")), subtype="thread_broadcast" if raw.get("broadcast") else None,
        )  # fmt: skip
        for name, people in (raw.get("reactions") or {}).items():
            message.reactions[name] = [self.workspace.user(str(person)).id for person in people]
        if raw.get("edited"):
            message.edited_by, message.edited_ts = author.id, message.ts
        return message

    def _stamp(self, channel: Channel, raw: JSON) -> str:
        """A message without a time of its own came two minutes after the one before it."""
        at = moment(raw, self.now, self.zone, self.last + 120_000_000)
        while channel.find(stamp_of(at)) is not None:
            at += 1
        self.last = at
        self.workspace.last_ts = max(self.workspace.last_ts, at)
        return stamp_of(at)
