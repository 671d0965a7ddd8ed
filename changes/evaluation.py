"""How well announcements are recognised: on a labelled file, on real chat where nothing is announced, and by cross-validation."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from changes.recognise import Recognition
from changes.recognition.examples import Announcement

HARM = {"breaking": True, "harmless": False, "unclear": None}
Recognise = Callable[[str], Recognition]


@dataclass(frozen=True)
class Wanted:
    """What a careful reader says of a message. `kinds`: any of these will do."""

    announcement: bool
    kinds: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    breaking: bool | None = None
    effective: str | None = None


@dataclass(frozen=True)
class Judged:
    wanted: Wanted
    found: Recognition


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Kind, assets, harm and date are measured on the announcements that were recognised as such."""
    told = [one for one in judged if one.wanted.announcement]
    seen = [one for one in told if one.found.announcement]
    rest = [one for one in judged if not one.wanted.announcement]
    offers = sum(one.found.announcement for one in rest)
    known = [one for one in seen if one.wanted.breaking is not None]
    dated = [one for one in seen if one.wanted.effective]
    return {
        "messages": float(len(judged)),
        "recognition F1": _f1(len(seen), offers, len(told) - len(seen)),
        "recall": _share(len(seen), len(told)),
        "false offers": _share(offers, len(rest)),
        "kind": _mean(one.found.kind in one.wanted.kinds for one in seen),
        "assets F1": _assets_f1(seen),
        "breaking, three answers": _mean(one.found.breaking == one.wanted.breaking for one in seen),
        "breaking or not": _mean(bool(one.found.breaking) == one.wanted.breaking for one in known),
        "date span": _mean(_overlap(one.found.effective, one.wanted.effective) for one in dated),
    }


def judge_file(file: Path, recognise: Recognise) -> list[Judged]:
    """Lines as in evals/announcements.jsonl."""
    items = [json.loads(line) for line in file.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
    return [Judged(_wanted(item), recognise(item["message"])) for item in items]


def noise(texts: Iterable[str], recognise: Recognise) -> tuple[int, int]:
    """Offers among messages that announce nothing, and how many messages there were."""
    answers = [recognise(text).announcement for text in texts]
    return sum(answers), len(answers)


def wanted_of(one: Announcement | None) -> Wanted:
    if one is None:
        return Wanted(announcement=False)
    assets = tuple(one.text[start:end] for start, end in one.assets)
    date = one.text[one.date[0] : one.date[1]] if one.date else None
    return Wanted(announcement=True, kinds=(one.kind,), assets=assets, breaking=HARM[one.harm], effective=date)


def _wanted(item: dict[str, Any]) -> Wanted:
    return Wanted(
        announcement=item["is_announcement"],
        kinds=(item["kind"], *item.get("kind_alt", ())),
        assets=tuple(item["assets"]),
        breaking=item["breaking"],
        effective=item["effective"],
    )


def _assets_f1(seen: Sequence[Judged]) -> float:
    """A found name counts when one contains the other; each wanted name is met once."""
    hits = sum(_met(one.found.assets, one.wanted.assets) for one in seen)
    found, wanted = sum(len(one.found.assets) for one in seen), sum(len(one.wanted.assets) for one in seen)
    return _f1(hits, found - hits, wanted - hits)


def _met(found: Sequence[str], wanted: Sequence[str]) -> int:
    left = list(wanted)
    for name in found:
        match = next((other for other in left if _overlap(name, other)), None)
        if match is not None:
            left.remove(match)
    return len(wanted) - len(left)


def _overlap(one: str | None, other: str | None) -> bool:
    left, right = (re.sub(r"[`\"'*]", "", text or "").lower().strip() for text in (one, other))
    return bool(left and right) and (left in right or right in left)


def _f1(hits: int, wrong: int, missed: int) -> float:
    return _share(2 * hits, 2 * hits + wrong + missed)


def _mean(answers: Iterable[bool]) -> float:
    values = list(answers)
    return _share(sum(values), len(values))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
