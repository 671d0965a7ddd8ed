"""A Slack event as a plain value, or None when it is nothing a person said; Slack's dictionaries stop here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.ids import is_direct

Event = Literal["said", "edited", "deleted"]
SPOKEN = frozenset({None, "", "thread_broadcast", "file_share", "me_message"})


@dataclass(frozen=True)
class Message:
    """`thread` is the ts of the message that began the thread, its own if it began none yet.

    `public` when the channel is open to all: what is counted there may be told to others.
    """

    workspace: str
    channel: str
    ts: str
    person: str
    text: str = ""
    thread: str = ""
    event: Event = "said"
    edited: str = ""
    direct: bool = False
    public: bool = False

    @property
    def root(self) -> str:
        return self.thread or self.ts

    @classmethod
    def from_event(cls, event: Mapping[str, Any], workspace: str) -> "Message | None":
        subtype = event.get("subtype")
        if subtype == "message_changed":
            return _changed(event, workspace)
        if subtype == "message_deleted":
            return _of(event, event.get("previous_message"), workspace, "deleted")
        if subtype not in SPOKEN:
            return None
        return _of(event, event, workspace, "said")


def _changed(event: Mapping[str, Any], workspace: str) -> Message | None:
    """Slack says "changed" as well when a link was unfurled, a reply came, or a parent became a tombstone."""
    now, before = event.get("message"), event.get("previous_message")
    if not isinstance(now, Mapping) or not isinstance(before, Mapping):
        return None
    if now.get("subtype") == "tombstone":
        return _of(event, before, workspace, "deleted")
    if now.get("text") == before.get("text"):
        return None
    return _of(event, now, workspace, "edited")


def _of(event: Mapping[str, Any], said: Any, workspace: str, kind: Event) -> Message | None:
    if not isinstance(said, Mapping) or _by_machine(said) or said.get("subtype") not in SPOKEN:
        return None
    channel, ts, person = event.get("channel"), said.get("ts"), said.get("user")
    text = said.get("text") or ""
    if not all(isinstance(one, str) and one for one in (channel, ts, person)) or not isinstance(text, str):
        return None
    return Message(
        workspace=workspace,
        channel=str(channel),
        ts=str(ts),
        person=str(person),
        text=text,
        thread=_text(said.get("thread_ts")),
        event=kind,
        edited=_edited(said) if kind == "edited" else "",
        public=event.get("channel_type") == "channel",
        direct=event.get("channel_type") == "im" or is_direct(str(channel)),
    )


def _by_machine(said: Mapping[str, Any]) -> bool:
    return bool(said.get("bot_id") or said.get("bot_profile")) or said.get("user") == "USLACKBOT"


def _edited(said: Mapping[str, Any]) -> str:
    edited = said.get("edited")
    return _text(edited.get("ts")) if isinstance(edited, Mapping) else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
