"""A modal or an App Home, as it stands before one person."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.values import JSON


@dataclass(slots=True)
class View:
    id: str
    app_id: str
    bot_id: str
    team: str
    user: str
    body: JSON
    hash: str
    root_id: str
    previous_id: str | None = None
    values: dict[str, JSON] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return str(self.body.get("type", "modal"))

    @property
    def blocks(self) -> list[JSON]:
        blocks: list[JSON] = self.body.get("blocks", [])
        return blocks

    @property
    def external_id(self) -> str:
        return str(self.body.get("external_id") or "")
