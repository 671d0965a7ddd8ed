"""What can be done to an entry, as pure functions: a term in, another term out, or a refusal that says why."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from glossary.model import Example, Replacement, Sense, Term

LONGEST_NAME, LONGEST_DEFINITION = 80, 1000


Part = Literal["entry", "name", "aliases", "instead", "meaning"]


class BadEdit(ValueError):
    """What was asked cannot be a dictionary entry: which part of it, and what to write instead."""

    def __init__(self, why: str, part: Part = "entry") -> None:
        super().__init__(why)
        self.part = part


def new_term(name: str, definition: str, discipline: str) -> Term:
    return Term(fit_name(name), (Sense(sense_id(name, ()), discipline, _definition(definition)),))


def with_sense(term: Term, sense: Sense) -> Term:
    """Add a meaning, or replace the one with the same id."""
    checked = replace(sense, definition=_definition(sense.definition))
    others = [one for one in term.senses if one.id != sense.id]
    same = next((one for one in others if one.definition.casefold() == checked.definition.casefold()), None)
    if same is not None:
        why = f"“{term.name}” already has this meaning, word for word. Look it up, and edit it there."
        raise BadEdit(why, "meaning")
    if len(others) == len(term.senses):
        return replace(term, senses=(*term.senses, checked))
    return replace(term, senses=tuple(checked if one.id == sense.id else one for one in term.senses))


def deprecated(term: Term, instead: str, why: str = "") -> Term:
    if instead.casefold() in {name.casefold() for name in term.names}:
        raise BadEdit(f"“{term.name}” cannot be replaced by itself.", "instead")
    return replace(term, deprecated=Replacement(fit_name(instead, "instead"), why.strip()))


def merged(duplicate: Term, into: Term) -> Term:
    """All names and meanings of both; ids that clash get the duplicate's name in front."""
    names = {name.casefold() for name in into.names}
    aliases = [name for name in duplicate.names if name.casefold() not in names]
    taken = {one.id for one in into.senses}
    known = {one.definition.casefold() for one in into.senses}
    extra = [
        one if one.id not in taken else replace(one, id=sense_id(f"{duplicate.name} {one.id}", taken))
        for one in duplicate.senses
        if one.definition.casefold() not in known
    ]
    return replace(
        into,
        aliases=(*into.aliases, *aliases),
        senses=(*into.senses, *extra),
        everyday=_both(into.everyday, duplicate.everyday),
        unclear=_both(into.unclear, duplicate.unclear),
    )


def sense_id(words: str, taken: Iterable[str]) -> str:
    """A short id from words, with a number when it is taken."""
    base = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:40] or "meaning"
    used = set(taken)
    return next(id_ for id_ in (base, *(f"{base}-{number}" for number in range(2, 1000))) if id_ not in used)


def fit_name(text: str, part: Part = "name") -> str:
    """The name as it is kept, where an entry may have it."""
    name = " ".join(text.split())
    if not re.search(r"\w", name):
        raise BadEdit("A word is needed: one with a letter or a digit in it.", part)
    if len(name) > LONGEST_NAME:
        raise BadEdit(f"A word of at most {LONGEST_NAME} characters, please; this one has {len(name)}.", part)
    return name


def _both(some: tuple[Example, ...], more: tuple[Example, ...]) -> tuple[Example, ...]:
    return tuple(dict.fromkeys((*some, *more)))


def _definition(text: str) -> str:
    definition = " ".join(text.split())
    if not definition:
        raise BadEdit("Say in a sentence what the word means.", "meaning")
    if len(definition) > LONGEST_DEFINITION:
        raise BadEdit(f"At most {LONGEST_DEFINITION} characters, please; this has {len(definition)}.", "meaning")
    return definition
