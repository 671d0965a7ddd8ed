"""A conversation, message by message, with what had been said and who had spoken by then; never a look ahead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.audience import Audience
from glossary.decision import Decision, Scene, decide
from glossary.disambiguator import Context
from glossary.glossary import Glossary


@dataclass(frozen=True)
class Utterance:
    speaker: str
    text: str
    discipline: str | None = None


def replay(glossary: Glossary, thread: Sequence[Utterance]) -> Iterator[tuple[int, Decision]]:
    said: frozenset[str] = frozenset()
    for index, one in enumerate(thread):
        present = frozenset(other.discipline for other in thread[: index + 1] if other.discipline)
        scene = Scene(Audience(one.discipline, present), said)
        decision = judge(glossary, one, [other.text for other in thread[:index]], scene)
        if decision.speaks:
            said |= {decision.term}
        yield index, decision


def judge(glossary: Glossary, one: Utterance, before: Sequence[str], scene: Scene) -> Decision:
    mentions = glossary.match(one.text)
    context = Context(tuple(before), one.discipline)
    readings = glossary.read(one.text, context, mentions) if mentions else []
    return decide(one.text, readings, glossary.terms, scene)
