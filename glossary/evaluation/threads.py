"""Labelled conversations replayed: was the right word noted in time, and how often was a harmless one disturbed?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.glossary import Glossary
from glossary.model import Utterance
from glossary.replay import replay


@dataclass(frozen=True)
class Conversation:
    """`term` is the word that is misread, `first` the message at which a note would help; None when all goes well.

    `conflict` holds the senses that were meant, and those that were understood.
    """

    id: str
    messages: tuple[Utterance, ...]
    term: str | None = None
    first: int | None = None
    conflict: tuple[frozenset[str], ...] = ()

    @property
    def harmless(self) -> bool:
        return self.first is None


@dataclass(frozen=True)
class Notes:
    conversation: Conversation
    written: tuple[tuple[int, str], ...]

    @property
    def right_term(self) -> bool:
        return any(term == self.conversation.term for _, term in self.written)

    @property
    def in_time(self) -> bool:
        first = self.conversation.first
        return any(
            term == self.conversation.term and first is not None and index in (first, first + 1)
            for index, term in self.written
        )


@dataclass(frozen=True)
class ThreadFigures:
    misread: int
    harmless: int
    right_term: float
    in_time: float
    false_alarms: float


@dataclass(frozen=True)
class NoiseFigures:
    messages: int
    notes: int

    @property
    def messages_a_note(self) -> float:
        return self.messages / max(1, self.notes)


def replay_all(glossary: Glossary, conversations: Iterable[Conversation]) -> list[Notes]:
    return [_replayed(glossary, one) for one in conversations]


def figures(replayed: Sequence[Notes]) -> ThreadFigures:
    misread = [one for one in replayed if not one.conversation.harmless]
    harmless = [one for one in replayed if one.conversation.harmless]
    return ThreadFigures(
        len(misread),
        len(harmless),
        _share([one.right_term for one in misread]),
        _share([one.in_time for one in misread]),
        _share([bool(one.written) for one in harmless]),
    )


def noise(replayed: Sequence[Notes]) -> NoiseFigures:
    """For conversations without labels."""
    return NoiseFigures(
        sum(len(one.conversation.messages) for one in replayed), sum(len(one.written) for one in replayed)
    )


def _replayed(glossary: Glossary, one: Conversation) -> Notes:
    decisions = replay(glossary, one.messages)
    return Notes(one, tuple((index, decision.term) for index, decision in decisions if decision.speaks))


def _share(holds: Sequence[bool]) -> float:
    return sum(holds) / len(holds) if holds else 0.0
