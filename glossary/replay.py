"""A conversation, message by message, with what had been said and who had spoken by then; never a look ahead."""

from collections.abc import Iterator, Sequence

from glossary.audience import Audience
from glossary.crossing import Heard
from glossary.decision import Decision, Room, decide
from glossary.disambiguator import Context
from glossary.glossary import Glossary
from glossary.model import Utterance


def replay(glossary: Glossary, thread: Sequence[Utterance]) -> Iterator[tuple[int, Decision]]:
    said: frozenset[str] = frozenset()
    before: list[Heard] = []
    for index, one in enumerate(thread):
        heard = hear(glossary, one, before)
        present = frozenset(other.discipline for other in thread[: index + 1] if other.discipline)
        crossings = glossary.crossings(before, one)
        room = Room(Audience(one.discipline, present, mixed=_may_be_mixed(thread[: index + 1])), said)
        decision = decide(one.text, heard.readings, glossary.terms, room, crossings)
        if decision.speaks:
            said |= {decision.term}
        before.append(heard)
        yield index, decision


def _may_be_mixed(so_far: Sequence[Utterance]) -> bool:
    """Until a second person has spoken, and while we do not know who somebody is, anyone may be reading along."""
    return len({one.speaker for one in so_far}) < 2 or any(one.discipline is None for one in so_far)


def hear(glossary: Glossary, one: Utterance, before: Sequence[Heard]) -> Heard:
    mentions = [mention for mention in glossary.match(one.text) if glossary.terms[mention.term].may_be_noted]
    context = Context(tuple(heard.utterance.text for heard in before), one.discipline)
    return Heard(one, tuple(glossary.read(one.text, context, mentions)) if mentions else ())
