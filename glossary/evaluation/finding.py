"""Questions whose right answers are known: how often the right one comes first, or among the first three."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Find = Callable[[str], Sequence[Sequence[str]]]  # for each thing found, the names it goes by
NEVER = 10_000


@dataclass(frozen=True)
class Question:
    query: str
    accept: frozenset[str]


@dataclass(frozen=True)
class FindingFigures:
    questions: int
    first: float
    among_three: float
    mean_reciprocal_rank: float


def questions(path: Path) -> list[Question]:
    """Lines with a query and `accept`, or with `gold_term` and `also_accept`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    return [Question(one["query"], _accepted(one)) for one in rows]


def figures(asked: Sequence[Question], find: Find) -> FindingFigures:
    ranks = [_rank(find(one.query), one.accept) for one in asked]
    count = len(ranks) or 1
    return FindingFigures(
        len(ranks),
        sum(rank <= 1 for rank in ranks) / count,
        sum(rank <= 3 for rank in ranks) / count,
        sum(1 / rank for rank in ranks if rank < NEVER) / count,
    )


def _accepted(row: dict[str, object]) -> frozenset[str]:
    told = row.get("accept") or [row["gold_term"], *_listed(row.get("also_accept"))]
    return frozenset(str(one).casefold() for one in _listed(told))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _rank(found: Sequence[Sequence[str]], accept: frozenset[str]) -> int:
    names = [{name.casefold() for name in one} for one in found]
    return next((place for place, called in enumerate(names, start=1) if called & accept), NEVER)
