"""Should we speak? A pure answer, with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from glossary.audience import Audience, misreading
from glossary.model import Reading, Term
from index.inflection import shapes

Gate = Literal["", "silenced", "no word", "settled", "everyday", "not ours", "audience", "clear", "said", "budget"]
Note = Literal["ask", "show", ""]

RISKY = 0.28  # the risk of being misread from which a note is worth its noise
UNKNOWN_SPEAKER = 0.3  # how much more it takes when we do not know who speaks
SURE = 0.75  # what the best sense needs to be shown instead of asked for
ALIAS = 0.8  # another form than the very word ("expected" for expectation) is misread less often
APART = 0.4  # a reader who could take it otherwise often does not
LIVE = 0.12  # what a sense needs to be offered
MOST_SENSES = 4
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
class Scene:
    """All but the readings. `silence` is why nothing may be said whatever was written: muted, quiet, opted out."""

    audience: Audience = field(default_factory=Audience)
    said: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    budget: Budget = field(default_factory=Budget)
    silence: str = ""


@dataclass(frozen=True)
class Decision:
    """`senses` are those worth offering, the likeliest first; `gate` names the rule that decided."""

    kind: Note
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
    senses: tuple[tuple[str, float], ...] = field(default=())


def decide(text: str, readings: Sequence[Reading], terms: Mapping[str, Term], scene: Scene) -> Decision:
    """One note at most: about the word most likely to be misread."""
    if NO_PARLANCE in text:
        return _silent("silenced", "the author asked for no notes")
    if scene.silence:
        return _silent("silenced", scene.silence)
    candidates = [_weighed(text, one, terms[one.mention.term], scene) for one in readings if not one.mention.aside]
    if not candidates:
        return _silent("no word", "no word of the glossary stands here")
    worst = max(candidates, key=lambda one: (not one.gate, one.risk))
    if worst.gate:
        return _silent(worst.gate, worst.reason, worst)
    if scene.budget.spent:
        return _silent("budget", "this channel has had its notes for now", worst)
    return _note(worst)


def _weighed(text: str, reading: Reading, term: Term, scene: Scene) -> _Candidate:
    apart = misreading(term, reading, scene.audience)
    written = text[reading.mention.start : reading.mention.end].casefold()
    name = term.name.casefold()
    risk = _risk(reading, apart.risk, plainly=written in {name} | shapes(name))
    gate, reason = _gate(reading, term, scene, risk)
    return _Candidate(reading, term, risk, gate, reason)


def _risk(reading: Reading, apart: float, *, plainly: bool) -> float:
    """Several senses are open, or one is meant and somebody here takes another."""
    one_meant = sum(chance for _, chance in reading.senses)
    several = reading.chances[1] if reading.chances else 0.0
    return (several + APART * one_meant * apart) * (1.0 if plainly else ALIAS) if apart > 0 else 0.0


def _gate(reading: Reading, term: Term, scene: Scene, risk: float) -> tuple[Gate, str]:
    name = term.name
    if len(term.senses) < 2 or term.priority != "core":
        return "not ours", f"{name} is rarely misunderstood"
    if name in scene.pinned or reading.reason == "pinned":
        return "settled", f"{name} was settled in this thread"
    if reading.reason == "spelled out":
        return "settled", f"the message says what {name} means"
    if name in scene.said:
        return "said", f"{name} was explained in this thread before"
    if reading.kind == "everyday":
        return "everyday", f"{name} is no jargon here"
    if not scene.audience.readers(term):
        return "audience", f"everybody here reads {name} alike"
    needed = RISKY + scene.budget.shyness + (UNKNOWN_SPEAKER if scene.audience.speaker is None else 0.0)
    if risk < needed:
        return "clear", f"{name} is clear enough here"
    return "", ""


def _note(of: _Candidate) -> Decision:
    whole = sum(chance for _, chance in of.reading.senses) or 1.0
    chances = [(sense, round(chance / whole, 3)) for sense, chance in of.reading.senses]
    if chances[0][1] >= SURE and of.reading.kind == "sense":
        reason = f"{of.term.name} is meant in one sense, and others here may read another"
        return Decision("show", of.term.name, reason, "", tuple(chances[:2]), of.risk)
    live = [pair for pair in chances if pair[1] >= LIVE][:MOST_SENSES]
    reason = f"{of.term.name} can be read in several ways here"
    return Decision("ask", of.term.name, reason, "", tuple(live if len(live) > 1 else chances[:2]), of.risk)


def _silent(gate: Gate, reason: str, about: _Candidate | None = None) -> Decision:
    if about is None:
        return Decision("", "", reason, gate)
    return Decision("", about.term.name, reason, gate, about.reading.senses, about.risk)
