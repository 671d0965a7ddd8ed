"""What the edge asks of the glossary: which words of ours a text holds, and whether to speak about one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from glossary.history import Judgement, Pin, Recent
from glossary.model import Mention, Term


@dataclass(frozen=True)
class Scene:
    """Everything but the words that the decision depends on. `silence` is a reason to be silent whatever was said."""

    channel: str
    thread: str
    ts: str
    author: str
    discipline: str = ""
    present: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    pins: Mapping[str, Pin] | None = None
    recent: Recent = field(default=Recent(0, 0, 0))
    notes_an_hour: int = 6
    silence: str = ""


class Reader(Protocol):
    def match(self, text: str) -> Sequence[Mention]:
        """Microseconds; most messages end here."""
        ...

    def judge(self, text: str, mentions: Sequence[Mention], scene: Scene) -> Judgement:
        """Read each mention in its context, then decide; encodes, so it goes through the door."""
        ...

    def term(self, name: str) -> Term | None: ...
