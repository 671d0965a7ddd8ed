"""A refusal carries what would help as a value: how one gets there, each surface says in its own words."""

from collections.abc import Mapping
from typing import ClassVar, Literal

Remedy = Literal[
    "a key that declares",
    "a word that it is meant",
    "announced changes",
    "keys",
    "somebody to tell",
    "your drafts",
    "your subscriptions",
]


class Remediable(Exception):
    remedy: ClassVar[Remedy]

    def told(self, remedies: Mapping[Remedy, str]) -> str:
        """What is wrong, and what would help where those words are known."""
        if self.remedy not in remedies:
            return str(self)
        wrong = str(self)
        return f"{wrong}{'' if wrong.endswith('?') else ';'} {remedies[self.remedy]}"
