"""The glossary's values: terms with senses, mentions of them in a text, and readings of those mentions."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

DISCIPLINES = (
    "data-science",
    "software-engineering",
    "data-engineering",
    "operations",
    "product",
    "business",
    "statistics",
    "research",
    "legal",
)
Priority = Literal["core", "more", "plain"]
Kind = Literal["sense", "ambiguous", "everyday"]


@dataclass(frozen=True)
class Example:
    """A message that uses the word, the message before it, and who wrote it when that is not the sense's own discipline."""

    text: str
    after: str = ""
    by: str = ""


@dataclass(frozen=True)
class Sense:
    """One meaning of a term. `id` is unique within the term and never changes."""

    id: str
    discipline: str
    definition: str
    examples: tuple[Example, ...] = ()
    cues: tuple[str, ...] = ()
    counter_cues: tuple[str, ...] = ()
    say_instead: str = ""
    question: str = ""
    described_as: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Replacement:
    """Why a term should not be used any more, and what to say instead."""

    term: str
    why: str = ""


@dataclass(frozen=True)
class Term:
    """A word of the shared dictionary. `everyday` and `unclear` are messages that use it as no jargon, or undecidably."""

    name: str
    senses: tuple[Sense, ...]
    aliases: tuple[str, ...] = ()
    priority: Priority = "plain"
    everyday: tuple[Example, ...] = ()
    unclear: tuple[Example, ...] = ()
    case_sensitive: bool = False
    deprecated: Replacement | None = None
    owner: str = ""
    reviewed: date | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    @property
    def may_be_noted(self) -> bool:
        """The rest is rarely misunderstood: explained when asked for, never brought up."""
        return self.priority == "core" and len(self.senses) > 1

    def sense(self, id_: str) -> Sense | None:
        return next((sense for sense in self.senses if sense.id == id_), None)

    def senses_for(self, discipline: str | None) -> list[Sense]:
        """Those of the reader's own discipline first, else as the entry has them."""
        return sorted(self.senses, key=lambda sense: sense.discipline != discipline)


@dataclass(frozen=True)
class Mention:
    """Where a term stands in a text. An aside stands in code, in a name or inside a longer term."""

    term: str
    start: int
    end: int
    aside: bool = False


@dataclass(frozen=True)
class Reading:
    """What a mention means: each sense with its probability, the kind of answer this allows, and how sure it is.

    `chances` are those of one sense being meant, of several, and of everyday talk, before the tilt towards asking.
    """

    mention: Mention
    kind: Kind
    sense: str | None
    confidence: float
    senses: tuple[tuple[str, float], ...] = field(default=())
    reason: str = ""
    chances: tuple[float, ...] = ()


@dataclass(frozen=True)
class Utterance:
    """One message of a conversation, and who wrote it."""

    speaker: str
    text: str
    discipline: str | None = None
