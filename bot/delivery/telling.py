"""What a delivery about a change says, as the ledger stands at the moment of sending.

What only some need is imported where it is said: a process that was killed is back at work sooner.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.card import Card
from bot.delivery.jobs import Job
from bot.delivery.outcome import Dropped
from bot.delivery.post import Edit, Post
from bot.team_card import team_card, team_of
from bot.views import change_card
from changes.deliveries import Deliveries, Delivery
from changes.ledger import Ledger, UnknownChange
from changes.model import Change
from store.database import Database
from store.workspace import Workspace

GONE = "the change is gone"
OWN = "they announced it themselves"
SETTLED = "nobody waits for it any more"
NO_CARD = "no card of this team stands there"


@dataclass(frozen=True)
class Telling:
    database: Database

    def __call__(self, job: Job) -> Post | Edit | Dropped:
        here = Workspace(self.database, job.workspace)
        try:
            return self._told(here, job.delivery)
        except UnknownChange:
            return Dropped(GONE)

    def _told(self, here: Workspace, one: Delivery) -> Post | Edit | Dropped:
        if one.wanted.kind == "card":
            return self._card(here, one)
        if one.wanted.kind in ("revision", "withdrawal"):
            return self._edit(here, one)
        if one.wanted.kind == "anew":
            return self._anew(here, one)
        if one.wanted.kind == "reminder":
            return self._reminder(here, one)
        if one.wanted.kind == "digest":
            return self._digest(here, one)
        if one.wanted.kind == "summary" and not one.wanted.payload:
            return self._summary(here, one)
        return self._plain(here, one)

    def _card(self, here: Workspace, one: Delivery) -> Post | Dropped:
        change = Ledger(here).get(one.wanted.change)
        if change.state == "withdrawn":
            return Dropped("withdrawn")
        if _is_own(one, change):
            return Dropped(OWN)
        return _post(one, team_card(here, change, team_of(one.wanted)))

    def _edit(self, here: Workspace, one: Delivery) -> Post | Edit | Dropped:
        """Where a card stands it is changed; where none arrived there is nothing to change."""
        change = Ledger(here).get(one.wanted.change)
        if one.wanted.revision < change.revision and one.wanted.kind == "revision":
            return Dropped("a later revision tells it")
        shown = team_card(here, change, team_of(one.wanted))
        if one.wanted.destination.kind == "group":
            return _post(one, shown)  # handed on to its people, each of whom has a card of their own
        card = self._standing(here, one)
        return Edit(card.channel, card.ts, shown.text, shown.blocks) if card else Dropped(NO_CARD)

    def _anew(self, here: Workspace, one: Delivery) -> Post | Dropped:
        """In the thread of the card; of several that wait the last one says it all."""
        change, payload = Ledger(here).get(one.wanted.change), one.wanted.payload
        with self.database.read() as connection:
            known = Deliveries(here).of_change(connection, change.id)
            answered = Ledger(here).acks.of_team(connection, change.id, team_of(one.wanted))
        if answered or not change.live:
            return Dropped("answered" if answered else change.state)
        if any(_says_it_again(other, one) for other in known):
            return Dropped("a later revision asks it")
        shown = change_card.asked_anew(str(payload["by"]), str(payload["meaning"]), tuple(payload["because"]))
        if one.wanted.destination.kind == "group":
            return _post(one, shown)
        card = self._standing(here, one)
        return _post(one, shown, card.ts) if card else Dropped(NO_CARD)

    def _standing(self, here: Workspace, one: Delivery) -> Delivery | None:
        """The card of this team, where it is told."""
        with self.database.read() as connection:
            card = Deliveries(here).card(connection, one.wanted.change, one.wanted.destination)
        return card if card and team_of(card.wanted) == team_of(one.wanted) else None

    def _reminder(self, here: Workspace, one: Delivery) -> Post | Dropped:
        """Everything is looked at anew: an answer, a move or a withdrawal ends it."""
        change = Ledger(here).get(one.wanted.change)
        if _is_own(one, change):
            return Dropped(OWN)
        with self.database.read() as connection:
            card = Deliveries(here).card(connection, change.id, one.wanted.destination)
            answered = {ack.team for ack in Ledger(here).acks.current(connection, change.id)}
        if why := _no_longer(change, one, answered=team_of(one.wanted) in answered):
            return Dropped(why)
        link, last = card.link if card else "", bool(one.wanted.payload.get("last"))
        alone = one.wanted.destination.kind == "person"
        return _post(one, change_card.reminder(change, link, last=last, alone=alone))

    def _digest(self, here: Workspace, one: Delivery) -> Post | Dropped:
        changes = [Ledger(here).get(id_) for id_ in one.wanted.payload["changes"]]
        live = [change for change in changes if change.live]
        return _post(one, change_card.digest(str(one.wanted.payload["headline"]), live)) if live else Dropped(GONE)

    def _plain(self, here: Workspace, one: Delivery) -> Post | Dropped:
        payload = one.wanted.payload
        if one.wanted.kind == "fallback":
            change = Ledger(here).get(one.wanted.change) if one.wanted.change else None
            return _post(one, change_card.undeliverable(change, str(payload["place"]), str(payload["error"])))
        if "about" in payload:
            from bot.delivery.checklists import Checklists

            card = Checklists(self.database).told(here, one, datetime.now(UTC))
            return _post(one, card) if card else Dropped(SETTLED)
        if not payload.get("text"):
            return Dropped("it says nothing")
        return _post(one, Card(str(payload["text"]), tuple(payload.get("blocks", ()))), str(payload.get("thread", "")))

    def _summary(self, here: Workspace, one: Delivery) -> Post | Edit | Dropped:
        """The first is posted, the later ones edit it; of several that wait the last one says it all."""
        from bot.summary import summary_of
        from bot.views import change_summary

        with self.database.read() as connection:
            known = [
                it for it in Deliveries(here).of_change(connection, one.wanted.change) if it.wanted.kind == "summary"
            ]
        stands = next((other for other in known if other.ts and other.seq != one.seq), None)
        if stands and any(other.seq > one.seq and other.status == "queued" for other in known):
            return Dropped("a later one says it")
        card = change_summary.summary(summary_of(here, one.wanted.change))
        return Edit(stands.channel, stands.ts, card.text, card.blocks) if stands else _post(one, card)


def _post(one: Delivery, card: Card, thread: str = "") -> Post:
    return Post(one.wanted.destination.id, card.text, card.blocks, thread)


def _says_it_again(other: Delivery, one: Delivery) -> bool:
    same = other.wanted.kind == one.wanted.kind and other.wanted.destination == one.wanted.destination
    return same and other.wanted.revision > one.wanted.revision


def _is_own(one: Delivery, change: Change) -> bool:
    """Of a team that is told, whoever announced it knows it already."""
    return bool(one.wanted.payload.get("group")) and one.wanted.destination.id == change.announcer


def _no_longer(change: Change, one: Delivery, *, answered: bool) -> str:
    if answered:
        return "answered"
    if change.state not in ("announced", "revised"):
        return change.state
    return "revised" if one.wanted.revision != change.revision else ""
