"""A reader small enough to work out by hand: one cue word decides, no cue asks, no other discipline present is silent.

A message with an exclamation mark is risky, any other a little.
An answer that holds a cue of another sense than the message before it crosses that message's word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reader import Scene
from glossary.decision import RISKY
from glossary.history import Judgement
from glossary.model import Mention, Reading, Sense, Term
from index.phrases import Phrase, Phrases

TERMS = (
    Term(
        "performance",
        (
            Sense(
                "quality",
                "data-science",
                "How often the model is right.",
                cues=("F1",),
                say_instead="prediction quality",
            ),
            Sense(
                "speed", "software-engineering", "How long an answer takes.", cues=("ms",), say_instead="response time"
            ),
        ),
        priority="core",
    ),
    Term("PSI", (Sense("stability", "statistics", "How far a distribution has moved."),)),
    Term("recall", (Sense("found", "data-science", "How many of the true cases were found."),)),
)
TITLES = {"Data scientist": "data-science", "Backend engineer": "software-engineering", "Product manager": "product"}


@dataclass(frozen=True)
class ToyReader:
    terms: tuple[Term, ...] = TERMS

    def match(self, text: str) -> Sequence[Mention]:
        phrases = Phrases.of([Phrase(term.name, term.name) for term in self.terms])
        return [Mention(found.keys[0], found.start, found.end) for found in phrases.find(text)]

    def term(self, name: str) -> Term | None:
        return next((term for term in self.terms if term.name == name), None)

    def read(self, text: str, mentions: Sequence[Mention], scene: Scene) -> Sequence[Reading]:
        return [_reading(mention, self.term(mention.term), text, scene) for mention in mentions]

    def is_due(self) -> bool:
        return False

    def refresh(self) -> None:
        """Nobody edits these."""

    def judge(self, text: str, mentions: Sequence[Mention], scene: Scene) -> Judgement:
        term = self.term(mentions[0].term) if mentions else self.terms[0]
        assert term is not None
        reason = scene.silence or (_silence(term, text, scene) if mentions else _not_crossed(term, text, scene))
        senses = tuple((sense.id, 1 / len(term.senses)) for sense in term.senses)
        kind, gate = ("", "") if reason else ("ask", ",".join(sorted({one for one in scene.present if one})))
        return Judgement(
            *(scene.channel, scene.ts, scene.thread, scene.author, term.name, kind),
            *(reason or "the message leaves its meaning open", gate, senses),
            risk=_risk(text),
        )


def _risk(text: str) -> float:
    """Who cries out is misread more often."""
    return 0.7 if "!" in text else 0.4


def _silence(term: Term, text: str, scene: Scene) -> str:
    if len(term.senses) < 2:
        return "the word has one meaning only"
    if len({sense.discipline for sense in term.senses} & set(scene.present)) < 2:
        return "everyone here reads it the same way"
    if term.name in scene.said or term.name in scene.pins:
        return "already said in this thread"
    if any(
        cue in " ".join((*(one.text for one in scene.before), text)).split()
        for sense in term.senses
        for cue in sense.cues
    ):
        return "the message says which meaning is meant"
    if _risk(text) < RISKY + scene.caution:
        return "hardly anybody would read it differently"
    if scene.recent.last_hour + scene.recent.dismissed >= scene.notes_an_hour:
        return "enough was said in this channel for now"
    return ""


def _not_crossed(term: Term, text: str, scene: Scene) -> str:
    last = scene.before[-1].text if scene.before else ""
    meant = {sense.id for sense in term.senses if term.name in last and set(sense.cues) & set(last.split())}
    taken = {sense.id for sense in term.senses if set(sense.cues) & set(text.split())}
    return "" if meant and taken - meant else "the answer takes the word as it was meant"


def _reading(mention: Mention, term: Term | None, text: str, scene: Scene) -> Reading:
    """A pin or a cue word decides; otherwise every sense is as likely as the next."""
    assert term is not None
    pin = scene.pins.get(term.name)
    words = " ".join((*(one.text for one in scene.before), text)).split()
    meant = next((one.id for one in term.senses if (pin and pin.sense == one.id) or set(one.cues) & set(words)), None)
    if meant is None and len(term.senses) == 1:
        meant = term.senses[0].id
    chances = tuple((one.id, float(one.id == meant) if meant else 1 / len(term.senses)) for one in term.senses)
    ranked = tuple(sorted(chances, key=lambda pair: -pair[1]))
    return Reading(mention, "sense" if meant else "ambiguous", meant, ranked[0][1], ranked)
