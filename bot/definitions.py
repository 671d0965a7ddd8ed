"""A meaning that became another is a change: whoever follows the term or the glossary is told; a mended typo is none."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from rapidfuzz.distance import DamerauLevenshtein

from changes.announcing import Announcing, Told
from changes.checking import MOST_ASSETS
from changes.model import Draft, When
from glossary.model import Sense, Term

WORD = re.compile(r"\w+(?:[.,%]\d+|%)?")
SMALL = frozenset({"a", "an", "the", "that", "which"})
SLIPS = 2
LONG_ENOUGH = 4
UNNAMED = re.compile(r"[^\w*{}+$@ /-]+")
LONGEST, LONGEST_NAME = 900, 150
NAMED = 3


@dataclass(frozen=True)
class Redefined:
    """One sense before and after; without `now` it was taken away, without `before` it came along."""

    before: Sense | None
    now: Sense | None


@dataclass(frozen=True)
class Edited:
    term: Term
    found: list[Redefined]


def told(
    announcing: Callable[[], Announcing], edits: Sequence[tuple[Term, Term]], by: str, now: datetime | None = None
) -> tuple[Told, ...]:
    """Blocking. Entries before and after. A new entry changes nobody's meaning, so nobody is told of it.

    What is edited at once is told at once. `announcing` may need the model, for wishes by meaning: it is opened only
    when there is something to tell.
    """
    moved = [
        Edited(after if after.senses else before, found)
        for before, after in edits
        if (found := redefined(before, after))
    ]
    if not moved:
        return ()
    at, open_ = now or datetime.now(UTC), announcing()
    pieces = [moved[start : start + MOST_ASSETS] for start in range(0, len(moved), MOST_ASSETS)]
    return tuple(open_.announce(draft(piece, by, at), by, at, to_nobody=True) for piece in pieces)


def redefined(before: Term, after: Term) -> list[Redefined]:
    if not before.senses:
        return []
    old, new = {one.id: one for one in before.senses}, {one.id: one for one in after.senses}
    moved = [Redefined(old[id_], new[id_]) for id_ in old if id_ in new and _means_else(old[id_], new[id_])]
    gone = [Redefined(old[id_], None) for id_ in old if id_ not in new and not _among(old[id_], after)]
    came = [Redefined(None, new[id_]) for id_ in new if id_ not in old and not _among(new[id_], before)]
    return [*moved, *gone, *came]


def asset(term: str) -> str:
    """`term:churn`; whoever follows `term:*` hears of the whole glossary."""
    return f"term:{' '.join(UNNAMED.sub(' ', term).split())[:LONGEST_NAME].strip() or 'unnamed'}"


def draft(edited: Sequence[Edited], by: str, at: datetime) -> Draft:
    breaking = any(one.before is not None for entry in edited for one in entry.found)
    alone = len(edited) == 1
    said = [_said(one) if alone else f"“{entry.term.name}”\n{_said(one)}" for entry in edited for one in entry.found]
    return Draft(
        title=_title(edited, breaking=breaking)[:150],
        kind="definition",
        assets=tuple(dict.fromkeys(asset(one.term.name) for one in edited)),
        breaking=breaking,
        severity="medium" if breaking else "low",
        when=When(at),
        what="\n".join(said)[:5_000],
        to_do="Look where you use the word: numbers and texts may need another one." if breaking else "",
        contact=f"<@{by}>" if by.startswith(("U", "W")) else by,
    )


def _title(edited: Sequence[Edited], *, breaking: bool) -> str:
    names = [f"“{one.term.name}”" for one in edited[:NAMED]]
    left = len(edited) - len(names)
    ends = f"{left} more" if left else names.pop()
    spoken = f"{', '.join(names)} and {ends}" if names else ends
    many = len(edited) > 1
    if not breaking:
        return f"{spoken} {'have' if many else 'has'} one more meaning{' each' if many else ''}"
    return f"{spoken} {'mean' if many else 'means'} something else"


def _among(sense: Sense, term: Term) -> bool:
    """Under another id, perhaps: two entries that were joined may have had the same one."""
    return any(_words(sense.definition) == _words(one.definition) for one in term.senses)


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
