"""A meaning that became another is a change: whoever follows the term or the glossary is told; a mended typo is none."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from rapidfuzz.distance import DamerauLevenshtein

from changes.announcing import Announcing, Told
from changes.model import Draft, When
from glossary.model import Sense, Term

WORD = re.compile(r"\w+(?:[.,%]\d+|%)?")
SMALL = frozenset({"a", "an", "the", "that", "which"})
SLIPS = 2
LONG_ENOUGH = 4
UNNAMED = re.compile(r"[^\w*{}+$@ /-]+")
LONGEST, LONGEST_NAME = 900, 150


@dataclass(frozen=True)
class Redefined:
    """One sense before and after; without `now` it was taken away, without `before` it came along."""

    before: Sense | None
    now: Sense | None


def told(
    announcing: Callable[[], Announcing], before: Term, after: Term, by: str, now: datetime | None = None
) -> Told | None:
    """Blocking. A new entry changes nobody's meaning, so nobody is told of it.

    `announcing` may need the model, for wishes by meaning: it is opened only when there is something to tell.
    """
    found = redefined(before, after)
    if not found:
        return None
    at = now or datetime.now(UTC)
    change = draft(after if after.senses else before, found, by, at)
    return announcing().announce(change, by, at, to_nobody=True)


def redefined(before: Term, after: Term) -> list[Redefined]:
    if not before.senses:
        return []
    old, new = {one.id: one for one in before.senses}, {one.id: one for one in after.senses}
    moved = [Redefined(old[id_], new[id_]) for id_ in old if id_ in new and _means_else(old[id_], new[id_])]
    gone = [Redefined(old[id_], None) for id_ in old if id_ not in new]
    came = [Redefined(None, new[id_]) for id_ in new if id_ not in old]
    return [*moved, *gone, *came]


def asset(term: str) -> str:
    """`term:churn`; whoever follows `term:*` hears of the whole glossary."""
    return f"term:{' '.join(UNNAMED.sub(' ', term).split())[:LONGEST_NAME].strip() or 'unnamed'}"


def draft(term: Term, found: list[Redefined], by: str, at: datetime) -> Draft:
    breaking = any(one.before is not None for one in found)
    title = f"“{term.name}” {'means something else' if breaking else 'has one more meaning'}"
    return Draft(
        title=title[:150],
        kind="definition",
        assets=(asset(term.name),),
        breaking=breaking,
        severity="medium" if breaking else "low",
        when=When(at),
        what="\n".join(_said(one) for one in found)[:5_000],
        to_do="Look where you use the word: numbers and texts may need another one." if breaking else "",
        contact=f"<@{by}>" if by.startswith(("U", "W")) else by,
    )


def _means_else(before: Sense, now: Sense) -> bool:
    old, new = _words(before.definition), _words(now.definition)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return any(not _slip(old[i:j], new[k:m]) for what, i, j, k, m in matcher.get_opcodes() if what != "equal")


def _slip(old: list[str], new: list[str]) -> bool:
    """The same words, misspelt before or now."""
    return len(old) == len(new) and all(_misspelt(left, right) for left, right in zip(old, new, strict=True))


def _misspelt(left: str, right: str) -> bool:
    plain = left.isalpha() and right.isalpha() and min(len(left), len(right)) >= LONG_ENOUGH
    return plain and left[0] == right[0] and DamerauLevenshtein.distance(left, right) <= SLIPS


def _words(text: str) -> list[str]:
    return [word for word in _lowered(text) if word not in SMALL]


def _lowered(text: str) -> Iterator[str]:
    return (found.group().lower() for found in WORD.finditer(text))


def _said(one: Redefined) -> str:
    if one.now is None and one.before is not None:
        return f"No longer: {one.before.definition[:LONGEST]}"
    if one.before is None and one.now is not None:
        return f"Also: {one.now.definition[:LONGEST]}"
    assert one.before is not None
    assert one.now is not None
    return f"Before: {one.before.definition[:LONGEST]}\nNow: {one.now.definition[:LONGEST]}"
