"""A meaning that became another is a change: whoever follows the term or the glossary is told; a mended typo is none."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from rapidfuzz.distance import DamerauLevenshtein

from bot.ids import is_person
from bot.views import definition as views
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
    said = [
        _said(one) if alone else views.under(entry.term.name, _said(one)) for entry in edited for one in entry.found
    ]
    return Draft(
        title=views.title([one.term.name for one in edited], most=NAMED, breaking=breaking)[:150],
        kind="definition",
        assets=tuple(dict.fromkeys(asset(one.term.name) for one in edited)),
        breaking=breaking,
        severity="medium" if breaking else "low",
        when=When(at),
        what="\n".join(said)[:5_000],
        to_do=views.LOOK_THERE if breaking else "",
        contact=f"<@{by}>" if is_person(by) else by,
    )


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
    before, now = (sense.definition[:LONGEST] if sense else "" for sense in (one.before, one.now))
    return views.became(before, now)
