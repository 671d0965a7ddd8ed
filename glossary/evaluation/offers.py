"""Conversations in which a word was misread: would a note offer both meanings, and few that nobody in them would use?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.audience import Audience
from glossary.disambiguator import Context
from glossary.evaluation.threads import Conversation
from glossary.glossary import Glossary
from glossary.model import Sense
from glossary.offering import offered


@dataclass(frozen=True)
class OfferFigures:
    """`both`: what was meant and what was understood; `foreign`: of all offered, neither these nor of a trade in there."""

    conversations: int
    both: float
    offered: float
    foreign: float


@dataclass(frozen=True)
class _Offer:
    conversation: Conversation
    senses: tuple[Sense, ...]

    @property
    def both(self) -> bool:
        ids = {sense.id for sense in self.senses}
        return all(ids & side for side in self.conversation.conflict)

    @property
    def foreign(self) -> int:
        known = frozenset[str]().union(*self.conversation.conflict)
        here = _trades(self.conversation)
        return sum(sense.id not in known and sense.discipline not in here for sense in self.senses)


def figures(glossary: Glossary, conversations: Iterable[Conversation], *, people_known: bool) -> OfferFigures:
    """As if a note were written at the message where it helps; people are known by their trades, or nothing is."""
    found = [_offer(glossary, one, people_known=people_known) for one in conversations if not one.harmless]
    offers = [one for one in found if one is not None]
    shown = sum(len(one.senses) for one in offers)
    return OfferFigures(
        len(offers),
        _share(sum(one.both for one in offers), len(offers)),
        _share(shown, len(offers)),
        _share(sum(one.foreign for one in offers), shown),
    )


def _offer(glossary: Glossary, one: Conversation, *, people_known: bool) -> _Offer | None:
    at, term = one.first or 0, glossary.terms.get(one.term or "")
    message, before = one.messages[at], tuple(earlier.text for earlier in one.messages[:at])
    mentions = [mention for mention in glossary.match_all(message.text) if mention.term == one.term][:1]
    if term is None or not mentions:
        return None
    speaker = message.discipline if people_known else None
    chances = dict(glossary.read(message.text, Context(before, speaker), mentions)[0].senses)
    whole = sum(chances.values()) or 1.0
    audience = Audience(speaker, _trades(one) if people_known else frozenset(), mixed=not people_known)
    ids = [id_ for id_, _ in offered(term, {id_: p / whole for id_, p in chances.items()}, audience)]
    return _Offer(one, _senses(term.senses, ids))


def _senses(known: Sequence[Sense], ids: Sequence[str]) -> tuple[Sense, ...]:
    return tuple(sense for sense in known if sense.id in ids)


def _trades(one: Conversation) -> frozenset[str]:
    return frozenset(message.discipline for message in one.messages if message.discipline)


def _share(count: float, of: int) -> float:
    return count / of if of else 0.0
