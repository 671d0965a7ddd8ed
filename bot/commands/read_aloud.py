"""What `parlance read` says to people: each word with its meaning, then what would be written about one of them.

The two must agree: a word is called open only when it is one, and an open word is never called clear.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.decision import Decision
    from glossary.model import Reading, Sense, Term

PROBABLY = 0.75  # below this we say so
WORTH_NAMING = 0.05  # meanings less likely than this are left out
MOST = 4


def aloud(text: str, readings: "Sequence[Reading]", decision: "Decision", terms: "Mapping[str, Term]") -> Iterator[str]:
    if not readings:
        yield "None of these words is in the dictionary."
        return
    for one in readings:
        yield f"{text[one.mention.start : one.mention.end]}: {_meaning(one, terms[one.mention.term])}"
    yield _note(decision, terms)


def _meaning(one: "Reading", term: "Term") -> str:
    if one.kind == "everyday":
        return f"everyday language ({_percent(one.confidence)})"
    if len(term.senses) == 1:
        return _label(term.senses[0])
    if one.kind == "sense":
        perhaps = "" if one.confidence >= PROBABLY else "probably "
        return f"{perhaps}{_named(term, one.sense or '')} ({_percent(one.confidence)})"
    return _open(one, term)


def _open(one: "Reading", term: "Term") -> str:
    whole = sum(chance for _, chance in one.senses) or 1.0
    likely = [(sense, p / whole) for sense, p in one.senses if p / whole >= WORTH_NAMING][:MOST]
    if len(likely) == 1:
        return f"left open, most likely {_named(term, likely[0][0])}"
    return "can be read in several ways: " + ", ".join(f"{_named(term, sense)} {_percent(p)}" for sense, p in likely)


def _note(decision: "Decision", terms: "Mapping[str, Term]") -> str:
    if not decision.speaks:
        return f"No note: {decision.reason}."
    term = terms[decision.term]
    if decision.kind == "show":
        return (
            f"A note would be written: {decision.reason}. It would say: probably {_named(term, decision.senses[0][0])}."
        )
    offered = " · ".join(_named(term, sense) for sense, _ in decision.senses)
    return f"A note would be written: {decision.reason}. It would ask: {offered}?"


def _named(term: "Term", id_: str) -> str:
    sense = term.sense(id_)
    return _label(sense) if sense else id_.replace("-", " ")


def _label(sense: "Sense") -> str:
    """How we call it; a word with one meaning often has no other name, so that its definition has to serve."""
    return sense.say_instead or sense.definition.partition(". ")[0].rstrip(".")


def _percent(chance: float) -> str:
    """Nothing is certain, and nothing that is named is impossible."""
    return f"{min(99, max(1, round(100 * chance)))}%"
