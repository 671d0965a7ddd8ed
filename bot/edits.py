"""An edit on its way into the dictionary: straight in where the workspace is open, before a curator where it is curated."""

from dataclasses import dataclass
from typing import Literal

from slack_sdk.web.async_client import AsyncWebClient

from bot.directory import Directory
from bot.door import Door
from bot.manners import EVERYWHERE
from bot.roles import Role
from bot.teams import Team
from glossary.editing import new_term, sense_id, with_sense
from glossary.lexicon import EditConflict, Entry, UnknownTerm
from glossary.model import Sense, Term


@dataclass(frozen=True)
class Outcome:
    """`told` is whoever wrote the version before, and should hear of this one; empty when nobody else did."""

    kind: Literal["saved", "proposed"]
    entry: Entry
    told: str = ""


@dataclass(frozen=True)
class Edits:
    door: Door
    directory: Directory

    async def save(self, client: AsyncWebClient, team: Team, term: Term, base: int, by: str, note: str = "") -> Outcome:
        has = await self.directory.role(client, team.people, by)
        return await self.door(_save, team, term, base, by, note, has)


def entry_or_blank(team: Team, name: str) -> Entry:
    """The entry; or an empty one at the version after which a new entry would begin."""
    try:
        return team.lexicon.entry(name)
    except UnknownTerm:
        past = team.lexicon.history(name)
        return Entry(Term(" ".join(name.split()), ()), past[0].number if past else 0)


def with_meaning(term: Term, sense: Sense) -> Term:
    """The entry with this meaning added, or changed; an empty one becomes a new entry, and its name is checked."""
    if term.senses:
        return with_sense(term, sense)
    return with_sense(new_term(term.name, sense.definition, sense.discipline), _same_id(term, sense))


def new_sense(term: Term, definition: str, discipline: str, instead: str = "") -> Sense:
    words = instead or " ".join(definition.split()[:4])
    taken = [sense.id for sense in term.senses]
    id_ = sense_id(words if term.senses else term.name, taken)
    return Sense(id_, discipline, definition, say_instead=instead)


def _same_id(term: Term, sense: Sense) -> Sense:
    return Sense(sense_id(term.name, ()), sense.discipline, sense.definition, say_instead=sense.say_instead)


def _save(team: Team, term: Term, base: int, by: str, note: str, has: Role) -> Outcome:
    if team.manners.of(EVERYWHERE).review == "curated" and has.rank < Role.CURATOR.rank:
        return _propose(team, term, base, by, note)
    past = team.lexicon.history(term.name)
    try:
        entry = team.lexicon.save(term, base, by, note, "edited" if base else _first_kind(team, term.name))
    except EditConflict as conflict:
        if conflict.current.term != term:
            raise
        return Outcome("saved", conflict.current)  # pressed twice: it is there already
    _take_over(team, entry.term)
    author = past[0].author if past else ""
    return Outcome("saved", entry, author if author not in ("", by) else "")


def _propose(team: Team, term: Term, base: int, by: str, note: str) -> Outcome:
    """The same proposal twice is one."""
    if base != entry_or_blank(team, term.name).version:
        raise EditConflict(entry_or_blank(team, term.name))
    if not any(one.term == term and one.author == by for one in team.review.waiting()):
        team.review.propose(term, base, by, note)
    return Outcome("proposed", Entry(term, base))


def _first_kind(team: Team, name: str) -> Literal["defined", "edited"]:
    return "edited" if entry_or_blank(team, name).term.senses else "defined"


def _take_over(team: Team, term: Term) -> None:
    team.reader.refresh()
    for name in term.names:
        team.misses.settle(name)
