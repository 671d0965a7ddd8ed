"""Two versions of one place in a schema."""

from dataclasses import dataclass, field, replace
from typing import Any

from changes.diff.jsonschema.form import Schema
from changes.diff.jsonschema.rules import told
from changes.diff.plain import reference_of
from changes.model import Difference


@dataclass(frozen=True)
class Pair:
    """`asset` is what the place is called; `trail` are the references that led here."""

    old_schema: Schema
    new_schema: Schema
    old: Any
    new: Any
    asset: str
    depth: int = 0
    trail: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)

    @property
    def words(self) -> str:
        return f"`{self.asset}`"

    @property
    def names(self) -> tuple[str, str]:
        return reference_of(self.old), reference_of(self.new)

    def told(self, rule: str, text: str) -> Difference:
        return told(rule, text, self.asset)

    def below(self, old: Any, new: Any, step: str) -> "Pair":
        return replace(self, old=old, new=new, asset=f"{self.asset}.{step}", depth=self.depth + 1)

    def entered(self) -> "Pair":
        return replace(self, trail=self.trail | {self.names}) if all(self.names) else self
