"""What a button of a note carries: a small typed JSON, never a bare id that needs guessing."""

import json
from dataclasses import dataclass, replace

from bot.errors import Refusal
from bot.views import refusals

KEYS = {"c": "channel", "t": "ts", "w": "term", "s": "sense", "r": "reply"}


class StaleButton(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.STALE_BUTTON)


@dataclass(frozen=True)
class Pressed:
    """About which message, which word, which sense. `reply` is where an answer to a private note goes."""

    channel: str
    ts: str
    term: str
    sense: str = ""
    reply: str = ""

    def but(self, sense: str) -> "Pressed":
        return replace(self, sense=sense)

    def replying(self, reply: str) -> "Pressed":
        return replace(self, reply=reply)

    @property
    def value(self) -> str:
        given = {short: getattr(self, name) for short, name in KEYS.items()}
        return json.dumps({short: value for short, value in given.items() if value}, ensure_ascii=False)

    @classmethod
    def of(cls, value: str | None) -> "Pressed":
        try:
            given = json.loads(value or "")
            return cls(**{KEYS[short]: _text(one) for short, one in given.items()})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StaleButton from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
