"""Who answered what to a change, who is silent, and whether the date can hold: a pure table for the announcer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from changes.audience import in_a_digest, is_asked
from changes.model import MEANINGS, Ack, Change, Destination, Notice

Answer = Literal["no impact", "adapting", "blocked", "question", "silent"]
INFORMED = "in a digest"


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
    """`informed` read of it in a digest: nobody waits for their answer."""

    change: Change
    lines: tuple[Line, ...]
    informed: tuple[Destination, ...] = ()

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
        """`4 of 5 teams answered: 2 no impact, 1 adapting, 1 blocked; 1 more told in a digest`."""
        if not self.lines:
            return f"nobody was asked{self._told_in_a_digest('')}"
        answered = len(self.lines) - len(self.silent)
        parts = [f"{count} {answer}" for answer, count in self.counts.items() if answer != "silent"]
        teams = "team" if len(self.lines) == 1 else "teams"
        said = f": {', '.join(parts)}" if parts else ""
        return f"{answered} of {len(self.lines)} {teams} answered{said}{self._told_in_a_digest(' more')}"

    def _told_in_a_digest(self, more: str) -> str:
        return f"; {len(self.informed)}{more} told in a digest" if self.informed else ""


def matrix(change: Change, notices: Iterable[Notice], acks: Iterable[Ack]) -> Matrix:
    """Everyone who was asked, everyone who answered without being asked, and who only reads of it."""
    answers = {ack.team: ack for ack in acks}
    told = [notice for notice in notices if is_asked(notice)]
    asked = [one.destination for one in told if not in_a_digest(one)]
    teams = list(dict.fromkeys([*asked, *answers]))
    informed = sorted({one.destination for one in told} - set(teams))
    lines = [_line(change, team, answers.get(team)) for team in teams]
    order = ("blocked", "question", "silent", "adapting", "no impact")
    return Matrix(change, tuple(sorted(lines, key=lambda line: (order.index(line.answer), line.team))), tuple(informed))


def rows(table: Matrix) -> list[dict[str, str]]:
    """For CSV or JSON."""
    read = [_columns(team, INFORMED) for team in table.informed]
    return [*(_row(line) for line in table.lines), *read]


def _line(change: Change, team: Destination, ack: Ack | None) -> Line:
    if ack is None:
        return Line(team, "silent")
    when = change.content.when
    late = bool(ack.meaning == "adapting" and ack.until and when and ack.until > when.day)
    return Line(team, ack.meaning, ack, late)


def _row(line: Line) -> dict[str, str]:
    return _columns(line.team, line.answer, line.ack, late=line.late)


def _columns(team: Destination, answer: str, ack: Ack | None = None, *, late: bool = False) -> dict[str, str]:
    return {
        "team": str(team),
        "answer": answer,
        "until": ack.until.isoformat() if ack and ack.until else "",
        "late": "yes" if late else "",
        "by": ack.by if ack else "",
        "at": ack.at.isoformat(timespec="seconds") if ack else "",
        "revision": str(ack.revision) if ack else "",
        "note": ack.note if ack else "",
    }
