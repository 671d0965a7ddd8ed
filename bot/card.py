"""What we show: a message card or a modal, always with words for a screen reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Block = Mapping[str, Any]
NOBODY = "(forgotten)"
"""Stands where somebody was named who is forgotten."""
SOMEBODY = "somebody"


@dataclass(frozen=True)
class Card:
    """A message. `text` says the same as the blocks, for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...] = ()

    def arguments(self) -> dict[str, Any]:
        """For chat.postMessage and its kin; nothing of ours is unfurled."""
        return speakable({"text": self.text, "blocks": [dict(block) for block in self.blocks] or None})


@dataclass(frozen=True)
class Modal:
    callback_id: str
    title: str
    blocks: tuple[Block, ...]
    submit: str = ""
    close: str = "Close"
    metadata: str = ""
    closes_all: bool = False
    """The forms beneath it are dealt with, and do not come back when it is closed."""

    def view(self) -> dict[str, Any]:
        view: dict[str, Any] = {
            "type": "modal",
            "callback_id": self.callback_id,
            "title": {"type": "plain_text", "text": self.title},
            "close": {"type": "plain_text", "text": self.close},
            "blocks": [dict(block) for block in self.blocks],
            "private_metadata": self.metadata,
        }
        view |= {"clear_on_close": True} if self.closes_all else {}
        return speakable(view | ({"submit": {"type": "plain_text", "text": self.submit}} if self.submit else {}))


def speakable(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Slack cannot resolve a mention of nobody, and would show it as it is written."""
    return {name: _speakable(one) for name, one in shown.items()}


def _speakable(shown: Any) -> Any:
    if isinstance(shown, str):
        return shown.replace(f"<@{NOBODY}>", SOMEBODY)
    if isinstance(shown, list | tuple):
        return [_speakable(one) for one in shown]
    return speakable(shown) if isinstance(shown, Mapping) else shown
