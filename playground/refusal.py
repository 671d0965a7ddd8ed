"""A refusal carries Slack's own error code, and a sentence for a person where that helps."""

from __future__ import annotations

from playground.values import JSON


class Refusal(Exception):
    def __init__(self, error: str, detail: str = "", **extra: object) -> None:
        super().__init__(error)
        self.error = error
        self.detail = detail
        self.extra: JSON = dict(extra)

    def answer(self) -> JSON:
        return {"ok": False, "error": self.error, **self.extra}
