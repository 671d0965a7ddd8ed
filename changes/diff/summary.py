"""What a pull request is told: what changes, whom it breaks, who has acknowledged it, and whether it may be merged. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from changes.diff.levels import Level, level_of
from changes.model import Difference, Draft, Meaning

LONGEST = 60_000
MOST_ROWS = 60
WORDS: dict[Level, str] = {"ERR": "breaks", "WARN": "may break", "INFO": "harmless"}
# What would be read as markup, a mention or a comment.
ESCAPED = str.maketrans(
    {"|": "\\|", "<": "&lt;", ">": "&gt;", "@": "@\u200b", "\n": " ", "\r": " ", "*": "\\*", "[": "\\["}
)


@dataclass(frozen=True)
class Answer:
    """What one consumer team said, by the name people know it by; no meaning is silence."""

    team: str
    meaning: Meaning | None = None
    until: date | None = None
    note: str = ""

    @property
    def acknowledged(self) -> bool:
        return self.meaning in ("no impact", "adapting")


@dataclass(frozen=True)
class Gate:
    """May it be merged, and why not."""

    open: bool
    why: str


def markdown(draft: Draft, answers: Sequence[Answer] = (), *, told: bool = True) -> str:
    """`told` is False while nobody was asked yet."""
    parts = [f"### {_plain(draft.title)}", _verdict(draft), _table(draft.differences), _others(draft.differences)]
    if draft.breaking:
        parts += [_to_do(draft), _answers(answers, told=told), f"**{_plain(gate(draft, answers, told=told).why)}**"]
    parts.append(f"<sub>fingerprint `{draft.fingerprint}`</sub>")
    text = "\n\n".join(part for part in parts if part)
    return f"{text}\n" if len(text) <= LONGEST else f"{text[: LONGEST - 20]}\n\n… cut here\n"


def spoken(answers: Sequence[Answer]) -> str:
    """`4 of 5 consumer teams acknowledged`."""
    done = sum(answer.acknowledged for answer in answers)
    return f"{done} of {len(answers)} consumer team{'' if len(answers) == 1 else 's'} acknowledged"


def gate(draft: Draft, answers: Sequence[Answer] = (), *, told: bool = True) -> Gate:
    """Nothing that breaks is merged before every consumer team has said that it can live with it."""
    if not draft.breaking:
        return Gate(open=True, why="Nothing breaks: this can be merged.")
    if not told:
        return Gate(open=False, why="Announce this change first: nobody who depends on it has been told.")
    waiting = [answer.team for answer in answers if not answer.acknowledged]
    if waiting:
        return Gate(open=False, why=f"{spoken(answers)}; waiting for {_some(waiting)}.")
    if not answers:
        return Gate(open=True, why="No team depends on it as far as we know: this can be merged.")
    return Gate(open=True, why=f"{spoken(answers)}: this can be merged.")


def _some(names: Sequence[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _verdict(draft: Draft) -> str:
    breaking = sum(one.breaking for one in draft.differences)
    names = ", ".join(f"`{name}`" for name in draft.assets[:8]) + (" …" if len(draft.assets) > 8 else "")
    if not draft.differences:
        return "Both versions say the same."
    if not breaking:
        return f"{_count(len(draft.differences))}, none of which breaks anybody. {names}"
    verb = "breaks" if breaking == 1 else "break"
    return f"{_count(len(draft.differences))}, {breaking} of which {verb} or may break consumers of {names}."


def _count(number: int) -> str:
    return "1 difference" if number == 1 else f"{number} differences"


def _table(found: Sequence[Difference]) -> str:
    breaking = [one for one in found if one.breaking]
    if not breaking:
        return ""
    rows = ["| | what | rule |", "|---|---|---|", *map(_row, breaking[:MOST_ROWS])]
    left = len(breaking) - MOST_ROWS
    return "\n".join([*rows, f"| | … and {left} more | |"] if left > 0 else rows)


def _row(one: Difference) -> str:
    return f"| {WORDS[level_of(one)]} | {_plain(one.text)} | `{one.rule}` |"


def _others(found: Sequence[Difference]) -> str:
    """Folded away: they are there for whoever wonders."""
    harmless = [one for one in found if not one.breaking]
    if not harmless:
        return ""
    lines = [f"- {_plain(one.text)} (`{one.rule}`)" for one in harmless[:MOST_ROWS]]
    if len(harmless) > MOST_ROWS:
        lines.append(f"- … and {len(harmless) - MOST_ROWS} more")
    inner = "\n".join(lines)
    return f"<details><summary>{len(harmless)} harmless</summary>\n\n{inner}\n\n</details>"


def _to_do(draft: Draft) -> str:
    lines = [_plain(line.removeprefix("• ")) for line in draft.to_do.splitlines() if line.strip()]
    return "\n".join(["**What consumers can do**", "", *(f"- {line}" for line in lines)]) if lines else ""


def _answers(answers: Sequence[Answer], *, told: bool) -> str:
    if not told or not answers:
        return ""
    order = {"blocked": 0, "question": 1, None: 2, "adapting": 3, "no impact": 4}
    rows = [_answer(one) for one in sorted(answers, key=lambda one: (order[one.meaning], one.team))]
    return "\n".join([f"**{spoken(answers)}**", "", "| team | answer | |", "|---|---|---|", *rows[:MOST_ROWS]])


def _answer(one: Answer) -> str:
    said = one.meaning or "no answer yet"
    until = f" by {one.until.isoformat()}" if one.until else ""
    return f"| {_plain(one.team)} | {said}{until} | {_plain(one.note)} |"


def _plain(text: str) -> str:
    return text.translate(ESCAPED)
