"""What the edge asks of the glossary: which words of ours a text holds, and whether to speak about one of them."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

from bot.views import reasons
from glossary.audience import Audience
from glossary.crossing import LOOK_BACK, Crossing, Heard
from glossary.decision import Budget, Decision, Room, decide
from glossary.disambiguator import Context
from glossary.glossary import Glossary
from glossary.history import Judgement, Pin, Recent
from glossary.lexicon import Lexicon
from glossary.matcher import Matcher
from glossary.model import Mention, Reading, Term, Utterance
from store.workspace import Workspace

LONGEST_REST = 1.0
EDITS_SEEN_AFTER = 3.0  # seconds until an edit made in another process is heard of


@dataclass(frozen=True)
class Scene:
    """Everything but the words that the decision depends on. `silence` is a reason to be silent whatever was said."""

    channel: str
    thread: str
    ts: str
    author: str
    discipline: str = ""
    present: tuple[str, ...] = ()
    before: tuple[Utterance, ...] = ()
    said: frozenset[str] = frozenset()
    pins: Mapping[str, Pin] = field(default_factory=dict)
    recent: Recent = field(default=Recent(0, 0, 0))
    notes_an_hour: int = 6
    silence: str = ""
    caution: float = 0.0


class Reader(Protocol):
    def match(self, text: str) -> Sequence[Mention]:
        """Microseconds; most messages end here."""
        ...

    def judge(self, text: str, mentions: Sequence[Mention], scene: Scene) -> Judgement:
        """Read each mention in its context, then decide; encodes, so it goes through the door."""
        ...

    def read(self, text: str, mentions: Sequence[Mention], scene: Scene) -> Sequence[Reading]:
        """Each mention's meaning, the likeliest sense first; encodes, so it goes through the door."""
        ...

    def term(self, name: str) -> Term | None: ...

    def is_due(self) -> bool:
        """Has it been a while since we asked whether the dictionary was edited? Yes for one, who then asks, of many at once."""
        ...

    def refresh(self) -> None:
        """Ask, and take over what was edited; blocking."""
        ...


@dataclass(frozen=True)
class Readers:
    """Opens a workspace's reader. Until it is warm, the first message about a word waits for its examples to be encoded."""

    shipped: Glossary
    clock: Callable[[], float] = time.monotonic

    def __call__(self, workspace: Workspace) -> Reader:
        return GlossaryReader(self.shipped, Lexicon(workspace, tuple(self.shipped.terms.values())))

    def warm(self, stop: Event) -> None:
        """Words that notes are written about first. It rests as long as it works: messages of people come first."""
        for term in sorted(self.shipped.terms.values(), key=lambda term: term.priority != "core"):
            began = self.clock()
            self.shipped.disambiguator.shelf.evidence(term)
            if stop.wait(min(self.clock() - began, LONGEST_REST)):
                return


class GlossaryReader:
    """One workspace's dictionary over the shipped one. What the model computed is shared by all workspaces."""

    def __init__(self, shipped: Glossary, lexicon: Lexicon, clock: Callable[[], float] = time.monotonic) -> None:
        self._shipped = shipped
        self._lexicon = lexicon
        self._clock = clock
        self._glossary = shipped
        self._generation = 0
        self._asked = -EDITS_SEEN_AFTER

    def match(self, text: str) -> Sequence[Mention]:
        return self._glossary.match(text)

    def term(self, name: str) -> Term | None:
        return self._glossary.term(name)

    def is_due(self) -> bool:
        now = self._clock()
        due = now - self._asked >= EDITS_SEEN_AFTER
        self._asked = now if due else self._asked
        return due

    def refresh(self) -> None:
        generation = self._lexicon.generation
        if generation != self._generation:
            known = {term.name: term for term in self._lexicon.terms()}
            self._glossary = Glossary(known, Matcher.of(known.values()), self._shipped.disambiguator)
            self._generation = generation

    def read(self, text: str, mentions: Sequence[Mention], scene: Scene) -> Sequence[Reading]:
        glossary = self._glossary
        return glossary.read(text, _context(scene), [one for one in mentions if one.term in glossary.terms])

    def judge(self, text: str, mentions: Sequence[Mention], scene: Scene) -> Judgement:
        glossary = self._glossary
        known = [one for one in mentions if one.term in glossary.terms]
        readings = [] if scene.silence else self._read(text, known, scene)
        crossings = [] if scene.silence else self._crossings(text, scene)
        decision = decide(text, readings, glossary.terms, _room(scene), crossings)
        return Judgement(
            channel=scene.channel,
            ts=scene.ts,
            thread=scene.thread,
            author=scene.author,
            term=decision.term or (known[0].term if known else ""),
            kind=decision.kind,
            reason=_reason(decision, scene),
            gate=_gate(scene) if decision.speaks else decision.gate,
            senses=decision.senses,
            risk=decision.risk,
        )

    def _read(self, text: str, mentions: Sequence[Mention], scene: Scene) -> list[Reading]:
        terms = self._glossary.terms
        wanted = [one for one in mentions if _may_be_noted(terms[one.term], scene)]
        unread = [Reading(one, "sense", None, 0.0) for one in mentions if one not in wanted]
        return [*(self._glossary.read(text, _context(scene), wanted) if wanted else []), *unread]

    def _crossings(self, text: str, scene: Scene) -> list[Crossing]:
        """The last messages are read again rather than kept: in most threads there is nothing to read."""
        late = range(max(0, len(scene.before) - LOOK_BACK), len(scene.before))
        before = [self._heard(scene, at) for at in late if scene.before[at].speaker != scene.author]
        answer = Utterance(scene.author, text, scene.discipline or None)
        return self._glossary.crossings(before, answer) if any(heard.readings for heard in before) else []

    def _heard(self, scene: Scene, at: int) -> Heard:
        one, glossary = scene.before[at], self._glossary
        mentions = [
            mention for mention in glossary.match(one.text) if _may_be_noted(glossary.terms[mention.term], scene)
        ]
        context = Context(_texts(scene.before[:at]), one.discipline)
        return Heard(one, tuple(glossary.read(one.text, context, mentions)) if mentions else ())


def _texts(turns: Sequence[Utterance]) -> tuple[str, ...]:
    return tuple(one.text for one in turns)


def _may_be_noted(term: Term, scene: Scene) -> bool:
    """The rest is silence whatever it means, so it need not be read: most messages end here without the model."""
    settled = term.name in scene.said or term.name in scene.pins
    return term.may_be_noted and not settled


def _reason(decision: Decision, scene: Scene) -> str:
    """Outside threads we keep to what was said in the channel, and say so."""
    if decision.gate == "said" and scene.thread == scene.ts:
        return reasons.brought_up(decision.term)
    return decision.reason


def _context(scene: Scene) -> Context:
    pins = {term: pin.sense for term, pin in scene.pins.items() if pin.sense}
    return Context(_texts(scene.before), scene.discipline or None, pins)


def _room(scene: Scene) -> Room:
    known = frozenset(one for one in scene.present if one)
    audience = Audience(
        scene.discipline or None, known, mixed=len(known) < len(set(scene.present)) or not scene.present
    )
    budget = Budget(
        scene.recent.last_hour, scene.notes_an_hour, scene.recent.dismissed, scene.recent.answered, scene.caution
    )
    return Room(audience, scene.said, frozenset(scene.pins), budget, scene.silence)


def _gate(scene: Scene) -> str:
    """The disciplines that are here; empty when we know of none."""
    return ",".join(sorted({one for one in scene.present if one}))
