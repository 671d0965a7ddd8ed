"""A canvas: sections of markdown that can be looked up and edited one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(slots=True)
class Section:
    id: str
    markdown: str

    @property
    def heading(self) -> int:
        """1 to 3 for a heading, 0 for all else."""
        found = re.match(r"(#{1,3}) ", self.markdown)
        return len(found.group(1)) if found else 0


@dataclass(slots=True)
class Canvas:
    id: str
    title: str
    owner: str
    sections: list[Section] = field(default_factory=list)
    access: dict[str, str] = field(default_factory=dict)
    channel: str | None = None

    def markdown(self) -> str:
        return "\n\n".join(section.markdown for section in self.sections)

    def find(self, id: str) -> int | None:
        return next((place for place, section in enumerate(self.sections) if section.id == id), None)
