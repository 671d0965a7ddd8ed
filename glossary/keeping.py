"""What becomes of an entry besides its meanings: other names, an owner, a replacement; and what that is in words."""

from collections.abc import Iterable
from dataclasses import replace

from glossary.editing import LONGEST_NAME, BadEdit, deprecated
from glossary.model import Term


def kept(term: Term, aliases: Iterable[str], owner: str, instead: str, why: str) -> Term:
    """The same meanings; everything else as given."""
    bare = replace(term, aliases=_names(term, aliases), owner=owner, deprecated=None)
    return deprecated(bare, instead, why) if instead.strip() else bare


def rebased(wanted: Term, now: Term) -> Term:
    """The names, owner and replacement of one, with the meanings that stand now."""
    return replace(now, aliases=wanted.aliases, owner=wanted.owner, deprecated=wanted.deprecated)


def said(before: Term, after: Term) -> list[str]:
    """What became different, besides meanings."""
    told = []
    if new := [name for name in after.aliases if name not in before.aliases]:
        told.append(f"also called {', '.join(new)}")
    if gone := [name for name in before.aliases if name not in after.aliases]:
        told.append(f"no longer called {', '.join(gone)}")
    if after.owner != before.owner:
        told.append("has another owner" if after.owner else "has no owner any more")
    if after.deprecated != before.deprecated:
        told.append(f"better say {after.deprecated.term}" if after.deprecated else "may be used again")
    return told


def _names(term: Term, aliases: Iterable[str]) -> tuple[str, ...]:
    names = {" ".join(name.split()).casefold(): " ".join(name.split()) for name in aliases if name.strip()}
    names.pop(term.name.casefold(), None)
    long = next((name for name in names.values() if len(name) > LONGEST_NAME), None)
    if long:
        why = f"A name of at most {LONGEST_NAME} characters, please; “{long[:30]}…” has {len(long)}."
        raise BadEdit(why, "aliases")
    return tuple(names.values())
