"""Who answered what to a change, who is silent, and whether the date can hold: a pure table for the announcer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from changes.audience import is_asked
from changes.model import MEANINGS, Ack, Change, Destination, Notice

Answer = Literal["no impact", "adapting", "blocked", "question", "silent"]


@dataclass(frozen=True)
class Line:
    """One team and what it said; `late` when it adapts only after the change takes effect."""

    team: Destination
    answer: Answer
    ack: Ack | None = None
    late: bool = False

    @property
    def settled(self) -> bool:
        return self.answer in ("no impact", "adapting") and not self.late


@dataclass(frozen=True)
class Matrix:
    change: Change
    lines: tuple[Line, ...]

    @property
    def counts(self) -> dict[str, int]:
        found: Counter[str] = Counter(line.answer for line in self.lines)
        return {answer: found[answer] for answer in (*MEANINGS, "silent") if found[answer]}

    @property
    def silent(self) -> tuple[Destination, ...]:
        return tuple(line.team for line in self.lines if line.answer == "silent")

    @property
    def blocked(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.answer == "blocked" or line.late)

    @property
    def ready(self) -> bool:
        """Everybody has said that they can live with it by its date."""
        return all(line.settled for line in self.lines)

    def spoken(self) -> str:
        """`4 of 5 teams answered: 2 no impact, 1 adapting, 1 blocked`."""
        answered = len(self.lines) - len(self.silent)
        parts = [f"{count} {answer}" for answer, count in self.counts.items() if answer != "silent"]
        teams = "team" if len(self.lines) == 1 else "teams"
        return f"{answered} of {len(self.lines)} {teams} answered" + (f": {', '.join(parts)}" if parts else "")


def matrix(change: Change, notices: Iterable[Notice], acks: Iterable[Ack]) -> Matrix:
    """Everyone who was asked, and everyone who answered without being asked."""
    answers = {ack.team: ack for ack in acks}
    asked = [notice.destination for notice in notices if is_asked(notice)]
    teams = list(dict.fromkeys([*asked, *answers]))
    lines = [_line(change, team, answers.get(team)) for team in teams]
    order = ("blocked", "question", "silent", "adapting", "no impact")
    return Matrix(change, tuple(sorted(lines, key=lambda line: (order.index(line.answer), line.team))))


def rows(table: Matrix) -> list[dict[str, str]]:
    """For CSV or JSON."""
    return [_row(line) for line in table.lines]


def _line(change: Change, team: Destination, ack: Ack | None) -> Line:
    if ack is None:
        return Line(team, "silent")
    when = change.content.when
    late = bool(ack.meaning == "adapting" and ack.until and when and ack.until > when.day)
    return Line(team, ack.meaning, ack, late)


def _row(line: Line) -> dict[str, str]:
    ack = line.ack
    return {
        "team": str(line.team),
        "answer": line.answer,
        "until": ack.until.isoformat() if ack and ack.until else "",
        "late": "yes" if line.late else "",
        "by": ack.by if ack else "",
        "at": ack.at.isoformat(timespec="seconds") if ack else "",
        "revision": str(ack.revision) if ack else "",
        "note": ack.note if ack else "",
    }
