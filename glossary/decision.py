"""Should we speak? A pure answer, with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from glossary.audience import Audience, misreading
from glossary.crossing import Crossing
from glossary.model import Reading, Term
from glossary.offering import offered
from index.inflection import shapes

Gate = Literal["", "silenced", "no word", "settled", "everyday", "not ours", "audience", "clear", "said", "budget"]
NoteKind = Literal["ask", "show", ""]

RISKY = 0.28  # the risk of being misread from which a note is worth its noise
UNKNOWN_SPEAKER = 0.25  # how much more it takes when we do not know who speaks
SURE = 0.75  # what the best sense needs to be shown instead of asked for
CROSSED = 0.5  # the chance of talking past each other from which a note is worth its noise
KIN, ALIAS, STEM = 0.8, 0.5, 4  # what the risk counts of another form of the word, and of another word for it
APART = 0.4  # a reader who could take it otherwise often does not
NO_PARLANCE = ":no-parlance:"


@dataclass(frozen=True)
class Budget:
    """Notes of the last hour in this channel, how those of the last weeks were taken, and the care people asked for."""

    last_hour: int = 0
    an_hour: int = 6
    dismissed: int = 0
    answered: int = 0
    caution: float = 0.0

    @property
    def allowance(self) -> float:
        """Each dismissal costs as much as two answers earn; it is given back as old ones fall out of the count."""
        return self.an_hour * (2 + self.answered) / (2 + self.answered + 2 * self.dismissed)

    @property
    def spent(self) -> bool:
        return self.last_hour >= self.allowance

    @property
    def shyness(self) -> float:
        """What dismissals, and people's own wish, add to the risk a note needs."""
        return self.caution + min(0.2, 0.03 * max(0, self.dismissed - self.answered))


@dataclass(frozen=True)
class Room:
    """All but the readings: who is here, what was said. `silence` is why nothing may be said, whatever was written."""

    audience: Audience = field(default_factory=Audience)
    said: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    budget: Budget = field(default_factory=Budget)
    silence: str = ""


@dataclass(frozen=True)
class Decision:
    """`senses` are those worth offering, the likeliest first; `gate` names the rule that decided."""

    kind: NoteKind
    term: str
    reason: str
    gate: Gate
    senses: tuple[tuple[str, float], ...] = ()
    risk: float = 0.0

    @property
    def speaks(self) -> bool:
        return self.kind != ""


@dataclass(frozen=True)
class _Candidate:
    reading: Reading
    term: Term
    risk: float
    gate: Gate = ""
    reason: str = ""
    taken: tuple[tuple[str, float], ...] = ()  # what an answer makes of the word


def decide(
    text: str, readings: Sequence[Reading], terms: Mapping[str, Term], room: Room, crossings: Sequence[Crossing] = ()
) -> Decision:
    """One note at most: about the word most likely to be misread, or to have been misread by what is answered here."""
    if NO_PARLANCE in text:
        return _silent("silenced", "the author asked for no notes")
    if room.silence:
        return _silent("silenced", room.silence)
    candidates = [_weighed(text, one, terms[one.mention.term], room) for one in readings if not one.mention.aside]
    candidates += [_crossed(one, terms[one.reading.mention.term], room) for one in crossings]
    if not candidates:
        return _silent("no word", "no word of the glossary stands here")
    worst = max(candidates, key=lambda one: (not one.gate, one.risk))
    if worst.gate:
        return _silent(worst.gate, worst.reason, worst)
    if room.budget.spent:
        return _silent("budget", "this channel has had its notes for now", worst)
    return _note(worst, room.audience)


def _weighed(text: str, reading: Reading, term: Term, room: Room) -> _Candidate:
    apart = misreading(term, reading, room.audience)
    written = text[reading.mention.start : reading.mention.end].casefold()
    likeness = _likeness(written, term.name.casefold())
    risk = _risk(reading, apart.risk) * likeness
    gate, reason = _gate(reading, term, room, risk)
    if gate == "clear" and reading.kind == "ambiguous":
        reason = _open_but(term.name, written, room, risk, likeness)
    return _Candidate(reading, term, risk, gate, reason)


def _open_but(name: str, written: str, room: Room, risk: float, likeness: float) -> str:
    """Why a word that is not clear is left alone: the reason a person would find most telling."""
    if risk / likeness >= _needed(room):
        return f"{name} is open here, but people seldom stumble over “{written}”"
    if risk >= RISKY + room.budget.shyness:
        return f"{name} is open here, but while nothing is known of the writer a note takes more"
    if risk >= RISKY:
        return f"{name} is open here, but notes were asked to be rarer"
    return f"{name} is a little open here, too little for a note"


def _crossed(one: Crossing, term: Term, room: Room) -> _Candidate:
    """On the scale of the other risks: as far above what a note needs as the chance is."""
    risk = RISKY + one.chance - CROSSED
    gate, reason = _settled_gate(one.reading, term, room)
    if not gate and risk < _needed(room):
        gate, reason = "clear", f"the answer takes {term.name} as it was meant"
    return _Candidate(one.reading, term, risk, gate, reason, one.taken)


def _likeness(written: str, name: str) -> float:
    """People stumble over the very word; less over "expected" for expectation, seldom over "missing" for null."""
    if written == name or written in shapes(name):
        return 1.0
    return KIN if written[:STEM] == name[:STEM] else ALIAS


def _risk(reading: Reading, apart: float) -> float:
    """Several senses are open, or one is meant and somebody here takes another."""
    one_meant = sum(chance for _, chance in reading.senses)
    several = reading.chances[1] if reading.chances else 0.0
    return several + APART * one_meant * apart if apart > 0 else 0.0


def _gate(reading: Reading, term: Term, room: Room, risk: float) -> tuple[Gate, str]:
    name = term.name
    gate, reason = _settled_gate(reading, term, room)
    if gate:
        return gate, reason
    if reading.kind == "everyday":
        return "everyday", f"{name} is no jargon here"
    if not room.audience.readers(term):
        return "audience", f"everybody here reads {name} alike"
    if risk < _needed(room):
        return "clear", f"{name} is clear enough here"
    return "", ""


def _settled_gate(reading: Reading, term: Term, room: Room) -> tuple[Gate, str]:
    name = term.name
    if not term.may_be_noted:
        return "not ours", f"{name} is explained when somebody asks, and never brought up"
    if name in room.pinned or reading.reason == "pinned":
        return "settled", f"{name} was settled in this thread"
    if reading.reason == "spelled out":
        return "settled", f"the message says what {name} means"
    if name in room.said:
        return "said", f"{name} was explained in this thread before"
    return "", ""


def _needed(room: Room) -> float:
    return RISKY + room.budget.shyness + (UNKNOWN_SPEAKER if room.audience.speaker is None else 0.0)


def _note(of: _Candidate, audience: Audience) -> Decision:
    whole = sum(chance for _, chance in of.reading.senses) or 1.0
    chances = [(sense, round(chance / whole, 3)) for sense, chance in of.reading.senses]
    if of.taken:
        reason = f"{of.term.name} seems to be taken otherwise in an answer than it was meant"
        senses = offered(of.term, _both(dict(chances), dict(of.taken)), audience)
        return Decision("ask", of.term.name, reason, "", senses, of.risk)
    if chances[0][1] >= SURE and of.reading.kind == "sense":
        reason = f"{of.term.name} is meant in one sense, and others here may read another"
        return Decision("show", of.term.name, reason, "", tuple(chances[:2]), of.risk)
    reason = f"{of.term.name} can be read in several ways here"
    return Decision("ask", of.term.name, reason, "", offered(of.term, dict(chances), audience), of.risk)


def _both(meant: Mapping[str, float], taken: Mapping[str, float]) -> dict[str, float]:
    """Half the weight to what was meant, half to what the answer made of it."""
    return {sense: (chance + taken.get(sense, 0.0)) / 2 for sense, chance in meant.items()}


def _silent(gate: Gate, reason: str, about: _Candidate | None = None) -> Decision:
    if about is None:
        return Decision("", "", reason, gate)
    return Decision("", about.term.name, reason, gate, about.reading.senses, about.risk)
