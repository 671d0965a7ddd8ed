"""What goes between us and other tools: terms, what is lost on the way, and what could not be understood."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from glossary.model import Term


class UnreadableFile(ValueError):
    """Nothing of the file can be understood; `line` is where it fails, when that is known."""

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.line = line


@dataclass(frozen=True)
class Loss:
    """A part of an entry that the other side has no place for, and what became of it."""

    term: str
    part: str
    what: str


@dataclass(frozen=True)
class Problem:
    """Something in the file that was left out, and why; `where` is a line, or a name in formats without lines."""

    where: str
    why: str


@dataclass(frozen=True)
class Row:
    """One meaning of one term as the file has it: a term with exactly one sense. `context` is the file's own word."""

    where: str
    term: Term
    context: str = ""


@dataclass(frozen=True)
class Incoming:
    terms: tuple[Term, ...]
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Outgoing:
    text: str
    losses: tuple[Loss, ...] = ()


def report(losses: Iterable[Loss], named: int = 3) -> list[str]:
    """One line for each kind of loss: how many terms, and the first few of them."""
    kinds: dict[tuple[str, str], Counter[str]] = {}
    for loss in losses:
        kinds.setdefault((loss.part, loss.what), Counter())[loss.term] += 1
    return [f"{part} of {_some(list(terms), named)}: {what}" for (part, what), terms in kinds.items()]


def _some(terms: list[str], named: int) -> str:
    shown = ", ".join(terms[:named])
    more = len(terms) - named
    return f"{shown} and {more} more" if more > 0 else shown
