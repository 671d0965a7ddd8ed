"""What is to stand in Slack: a new message, or another text for one that stands there already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Post:
    """`channel` may be a person: then it goes to the conversation with them."""

    channel: str
    text: str
    blocks: tuple[Mapping[str, Any], ...] = ()
    thread: str = ""

    def arguments(self) -> dict[str, Any]:
        given: dict[str, Any] = {"text": self.text, "unfurl_links": False, "unfurl_media": False}
        if self.blocks:
            given["blocks"] = [dict(block) for block in self.blocks]
        return given | ({"thread_ts": self.thread} if self.thread else {})


@dataclass(frozen=True)
class Edit:
    """A card that changes where it stands; doing it twice is doing it once."""

    channel: str
    ts: str
    text: str
    blocks: tuple[Mapping[str, Any], ...] = ()

    def arguments(self) -> dict[str, Any]:
        given: dict[str, Any] = {"text": self.text}
        return given | ({"blocks": [dict(block) for block in self.blocks]} if self.blocks else {})
