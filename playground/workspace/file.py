"""An uploaded file, a canvas among them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class File:
    id: str
    name: str
    title: str
    user: str
    created: int
    content: bytes = b""
    mimetype: str = "text/plain"
    filetype: str = "text"
    alt_text: str = ""
    is_complete: bool = True
    expected_size: int = 0
    shares: dict[str, list[str]] = field(default_factory=dict)
    is_public_url: bool = False
    is_canvas: bool = False
    app_id: str | None = None

    @property
    def size(self) -> int:
        return len(self.content)
