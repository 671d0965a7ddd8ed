"""An edit on its way into the dictionary: straight in where the workspace is open, before a curator where it is curated."""

import time
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.directory import Directory
from bot.door import Door
from bot.ids import is_person
from bot.logs import log
from bot.manners import EVERYWHERE
from bot.roles import Role
from bot.teams import Team
from bot.views import review as asks
from bot.whisper import write_to
from glossary.editing import new_term, sense_id, with_sense
from glossary.lexicon import EditConflict, Entry, Lexicon
from glossary.model import Sense, Term
from glossary.review import Proposal


@dataclass(frozen=True)
class Outcome:
    """`told` is whoever wrote the version before, and should hear of this one; empty when nobody else did.

    `proposal` is its id, where a curator decides first.
    """

    kind: Literal["saved", "proposed"]
    entry: Entry
    told: str = ""
    proposal: str = ""


@dataclass(frozen=True)
class Edits:
    door: Door
    directory: Directory

    async def save(self, client: AsyncWebClient, team: Team, term: Term, base: int, by: str, note: str = "") -> Outcome:
        has = await self.directory.role(client, team.people, by)
        return await self.door(_save, team, term, base, by, note, has)

    async def proposes(self, client: AsyncWebClient, team: Team, person: str) -> bool:
        """Is what this person writes looked at by a curator first?"""
        curated = await self.door(_is_curated, team)
        return curated and _looked_at(await self.directory.role(client, team.people, person))

    async def tell_curators(self, client: AsyncWebClient, team: Team, id_: str) -> None:
        """Once the form is acknowledged, for they may be many. At most once an hour; what waits stands on their page as
        well, so that nothing is lost when Slack refuses.
        """
        proposal = await self.door(team.review.find, id_) if id_ else None
        hour = int(time.time() // 3600)
        if proposal is None or not await self.door(team.history.first, f"curators:{hour}"):
            return
        card = asks.waits(await self.door(beside, team, proposal), len(await self.door(team.review.waiting)))
        for person in await self.door(team.people.deciders):
            if person != proposal.author:
                await _gently(write_to(client, person, card))


def entry_or_blank(team: Team, name: str) -> Entry:
    """The entry; or an empty one at the version after which a new entry would begin."""
    found = team.lexicon.find(name)
    if found is not None:
        return found
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
    if _is_curated(team) and _looked_at(has):
        return _propose(team, term, base, by, note)
    past = team.lexicon.history(term.name)
    try:
        entry = team.lexicon.save(term, base, by, note, "edited" if base else _first_kind(team, term.name))
    except EditConflict as conflict:
        if conflict.current.term != term:
            raise
        return Outcome("saved", conflict.current)  # pressed twice: it is there already
    take_over(team, entry.term)
    author = past[0].author if past else ""
    return Outcome("saved", entry, author if author not in ("", by) else "")


def _is_curated(team: Team) -> bool:
    return team.manners.of(EVERYWHERE).review == "curated"


def _looked_at(has: Role) -> bool:
    return has.rank < Role.CURATOR.rank


def _propose(team: Team, term: Term, base: int, by: str, note: str) -> Outcome:
    """The same proposal twice is one."""
    if base != entry_or_blank(team, term.name).version:
        raise EditConflict(entry_or_blank(team, term.name))
    same = next((one for one in team.review.waiting() if one.term == term and one.author == by), None)
    proposal = same or team.review.propose(term, base, by, note)
    return Outcome("proposed", Entry(term, base), proposal=proposal.id)


def _first_kind(team: Team, name: str) -> Literal["defined", "edited"]:
    return "edited" if entry_or_blank(team, name).term.senses else "defined"


def take_over(team: Team, term: Term) -> None:
    """A new version is read at once, and what was missing is missing no more."""
    team.reader.refresh()
    for name in term.names:
        team.misses.settle(name)


def beside(team: Team, proposal: Proposal) -> asks.Proposed:
    entry = entry_or_blank(team, proposal.term.name)
    past = team.lexicon.history(proposal.term.name)
    then = next((one.term for one in past if one.number == proposal.base), None)
    return asks.Proposed(proposal, entry.term if entry.term.senses else None, entry.version != proposal.base, then)


def in_charge(team: Team, person: str, today: date) -> list[Entry]:
    """Entries that nobody has looked at for long, of which this person is the owner, or wrote the last version."""
    return [one for one in team.lexicon.stale(today) if answerer(team.lexicon, one.term) == person]


def answerer(lexicon: Lexicon, term: Term) -> str:
    """Who answers for an entry: its owner, else who wrote it last; nobody for what is as shipped."""
    if is_person(term.owner):
        return term.owner
    past = [one.author for one in lexicon.history(term.name) if is_person(one.author)]
    return past[0] if past else ""


async def _gently(call: Awaitable[None]) -> None:
    try:
        await call
    except SlackApiError as error:
        log.warning("could not tell", name=str(error.response.get("error")))
