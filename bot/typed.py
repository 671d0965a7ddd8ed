"""What somebody typed and chose in a form of Slack's, field by field; Slack's dictionaries stop here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.errors import Refusal
from bot.views import refusals


class NotADay(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOT_A_DAY)


@dataclass(frozen=True)
class Typed:
    fields: Mapping[str, Mapping[str, Any]] = field(repr=False)

    @classmethod
    def of(cls, view: Mapping[str, Any]) -> "Typed":
        """One element for each block, as our forms have them."""
        values = (view.get("state") or {}).get("values") or {}
        return cls({block: next(iter(elements.values()), {}) for block, elements in values.items()})

    def text(self, block: str) -> str:
        return str(self._of(block).get("value") or "").strip()

    def chosen(self, block: str) -> str:
        return str((self._of(block).get("selected_option") or {}).get("value") or "")

    def ticked(self, block: str) -> bool:
        return bool(self._of(block).get("selected_options"))

    def day(self, block: str) -> str:
        return str(self._of(block).get("selected_date") or "")

    def clock(self, block: str) -> str:
        return str(self._of(block).get("selected_time") or "")

    def person(self, block: str) -> str:
        return str(self._of(block).get("selected_user") or "")

    def people(self, block: str) -> tuple[str, ...]:
        return tuple(self._of(block).get("selected_users") or ())

    def conversations(self, block: str) -> tuple[str, ...]:
        return tuple(self._of(block).get("selected_conversations") or ())

    def _of(self, block: str) -> Mapping[str, Any]:
        return self.fields.get(block) or {}


def day_of(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise NotADay from error
