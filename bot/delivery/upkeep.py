"""What is looked after now and then: old things go, owners are asked whether an entry is right, curators hear what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.card import Card
from bot.delivery.fairly import fairly
from bot.edits import answerer
from bot.forgetting import sweep
from bot.logs import log
from bot.manners import Manner, Manners
from bot.people import People
from bot.views import keep, wanted
from bot.views.wanted import Missing
from bot.workspaces import workspaces
from changes.deliveries import Deliveries, Wanted
from changes.model import Destination
from changes.reminders import at_work
from glossary.lexicon import Lexicon
from glossary.misses import Misses
from glossary.model import Term
from store.database import Database
from store.workspace import Workspace

OFTEN = 3  # a word that was looked up in vain once or twice is no news


@dataclass(frozen=True)
class Upkeep:
    """Called every minute; works once an hour. What it sends has a name for its week, so that it is sent once."""

    database: Database
    _done: dict[str, str] = field(default_factory=dict)

    def tick(self, now: datetime) -> None:
        hour = f"{now:%Y-%m-%dT%H}"
        if self._done.get("") == hour:
            return
        self._done[""] = hour
        fairly(
            (Workspace(self.database, id_) for id_ in workspaces(self.database)),
            lambda here: self._look_after(here, now),
        )

    def _look_after(self, here: Workspace, now: datetime) -> None:
        manners = Manners(here, Manner())
        if self._done.get(here.id) != f"{now:%Y-%m-%d}":
            gone = sweep(here, manners, now.timestamp)
            self._done[here.id] = f"{now:%Y-%m-%d}"
            log.info("swept", workspace=here.id, removed=gone)
        letters = [one for one in _letters(here, now) if at_work(manners.works(one.destination), now)]
        if letters:
            with self.database.begin() as connection:
                Deliveries(here).enqueue(connection, letters, now)


def _letters(here: Workspace, now: datetime) -> Iterator[Wanted]:
    week = "{}-{:02}".format(*now.isocalendar())
    for person, terms in _stale(here, now).items():
        yield _letter(f"stale:{week}:{person}", person, keep.still_right(terms))
    missing = [Missing(one.word, one.times, one.last_at, looked_up=True) for one in Misses(here).waiting()]
    often = [one for one in missing if one.times >= OFTEN]
    if often:
        for person in People(here, lambda title: None).deciders():
            yield _letter(f"wanted:{week}:{person}", person, wanted.card(often))


def _stale(here: Workspace, now: datetime) -> dict[str, list[Term]]:
    """By who answers for them. What is as shipped, nobody here has to answer for."""
    lexicon, found = Lexicon(here, ()), dict[str, list[Term]]()
    for entry in lexicon.stale(now.date()):
        if person := answerer(lexicon, entry.term):
            found.setdefault(person, []).append(entry.term)
    return found


def _letter(id_: str, person: str, card: Card) -> Wanted:
    payload = {"text": card.text, "blocks": [dict(block) for block in card.blocks]}
    return Wanted(id_, "message", Destination("person", person), payload=payload)
