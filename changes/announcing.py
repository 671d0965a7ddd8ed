"""Announce, revise, withdraw, remind: the change, its notices and what is to be sent are stored together or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import sqlalchemy as sa

from changes import lifecycle
from changes.asking import asking_anew
from changes.assets import did_you_mean
from changes.audience import Audience, Interests, audience, is_asked, unlike
from changes.checking import require_likely
from changes.deliveries import Deliveries, Delivery, Sort, Wanted
from changes.digest import Digest, digests
from changes.ledger import Ledger, Outcome
from changes.matrix import Matrix, matrix
from changes.model import Change, Destination, Draft, Incident, Notice
from changes.notices import Notices
from changes.owners import Incidents, Owners
from changes.remedies import Remediable
from changes.reminders import Hours, Reminder, Silence, due
from changes.subscriptions import Subscriptions
from changes.summaries import Summaries
from changes.wish.matching import Similarity
from store.workspace import Workspace

Start = Callable[[sa.Connection, Sequence[Delivery]], None]
Likeness = Callable[[Change], Similarity]
MOST = 2_000
UNSENT: tuple[Sort, ...] = ("card", "revision", "anew", "reminder")


class NobodyListens(Remediable, ValueError):
    """A change that would reach nobody; the announcer is asked before it is recorded."""

    remedy = "somebody to tell"

    def __init__(self, assets: Iterable[str]) -> None:
        named = ", ".join(f"`{name}`" for name in assets) or "these assets"
        super().__init__(f"nobody follows {named} yet")


@dataclass(frozen=True)
class Preview:
    """What an announcement would do, and what is worth knowing before."""

    audience: Audience
    incidents: tuple[Incident, ...] = ()
    unknown: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """A change after a move, with what is now to be sent."""

    change: Change
    audience: Audience
    deliveries: tuple[Delivery, ...]
    outcome: Outcome | None = None


def nothing_to_start(connection: sa.Connection, new: Sequence[Delivery]) -> None:
    """For a process that only records: whoever sends finds what is queued."""


def unlike_all(change: Change) -> Similarity:
    return unlike


@dataclass(frozen=True)
class Announcing:
    """`start` hands new deliveries to the sending engine within the same transaction."""

    workspace: Workspace
    likeness: Likeness = unlike_all
    start: Start = nothing_to_start

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.workspace)

    @property
    def notices(self) -> Notices:
        return Notices(self.workspace)

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(self.workspace)

    def preview(self, content: Draft, by: str, now: datetime, named: Iterable[Destination] = ()) -> Preview:
        imagined = Change("preview", content, "announced", by, now)
        with self.workspace.database.read() as connection:
            told = self._audience(connection, imagined, now, named)
            past = tuple(Incidents(self.workspace).at(connection, content.assets))
            owned = [one.pattern for one in Owners(self.workspace).all(connection) if "*" not in one.pattern]
        known = [*self.ledger.assets(), *owned]
        unknown = {asset: found for asset in content.assets if (found := did_you_mean(asset, known))}
        return Preview(told, past, unknown)

    def announce(
        self, content: Draft, by: str, now: datetime, *, named: Iterable[Destination] = (), to_nobody: bool = False
    ) -> Told:
        with self.ledger.begin() as connection:
            return self._announce(connection, content, by, now, tuple(named), to_nobody=to_nobody)

    def release(self, id_: str, now: datetime, *, named: Iterable[Destination] = (), to_nobody: bool = False) -> Told:
        """Announce a draft that was kept. Who comes second finds it announced."""
        with self.ledger.begin() as connection:
            kept = self.ledger.get(id_)
            lifecycle.announce(kept, now)  # refuses what is no draft any more, before anybody is asked whom to tell
            told = self._release(connection, kept, now, tuple(named), to_nobody=to_nobody)
            return self._summarised(connection, told, now)

    def submit(
        self,
        content: Draft,
        by: str,
        now: datetime,
        *,
        named: Iterable[Destination] = (),
        to_nobody: bool = False,
        past: bool = False,
    ) -> Told:
        """For machines: the same key announces once and revises after; saying the same again does nothing."""
        with self.ledger.begin() as connection:
            known, key = self.ledger.keyed(connection, content.key)
            require_likely(content.when, known.content.when if known else None, now, past=past)
            keyed = replace(content, key=key)
            if known is None:
                return self._announce(connection, keyed, by, now, tuple(named), to_nobody=to_nobody)
            return self._revise(connection, known.id, keyed, by, now)

    def revise(self, id_: str, content: Draft, by: str, now: datetime, *, base: int | None = None) -> Told:
        """Those who were told see their card change; those newly concerned get one; nobody is dropped silently.

        `base` is the revision that was looked at: what was revised since is not written over.
        """
        with self.ledger.begin() as connection:
            if base is not None and (found := self.ledger.locked(connection, id_)).revision != base:
                raise lifecycle.RevisedMeanwhile(found)
            told = self._revise(connection, id_, content, by, now)
            return self._summarised(connection, told, now)

    def withdraw(self, id_: str, now: datetime, why: str = "") -> Told:
        with self.ledger.begin() as connection:
            change = self.ledger.withdraw(connection, id_, now, why)
            unsent = self.deliveries.skip(connection, id_, UNSENT, "withdrawn", now)
            spared = {one.wanted.destination for one in unsent if one.wanted.kind == "card"}
            told = [one for one in self.notices.of(connection, id_) if one.destination not in spared]
            sent = self._send(connection, "withdrawal", change, told, now)
            return self._summarised(connection, Told(change, Audience(tuple(told)), sent), now)

    def remind(
        self, now: datetime, hours: Callable[[Destination], Hours] | None = None
    ) -> list[tuple[Reminder, Delivery]]:
        """What is due now; asking again a minute later yields nothing new.

        Without `hours` a team works in the zone of its subscription, else in that of the change.
        """
        found: list[tuple[Reminder, Delivery]] = []
        for change in self.ledger.among(("announced", "revised"), most=MOST):
            with self.ledger.begin() as connection:
                for reminder in due(change, self._silences(connection, change, hours), now):
                    new = self._enqueue(connection, [_reminding(change, reminder)], now)
                    found.extend((reminder, delivery) for delivery in new)
        return found

    def digest(self, now: datetime) -> list[Delivery]:
        """What is really sent counts as told, and so does what is over; a second look at the same occasion sends nothing."""
        with self.ledger.begin() as connection:
            waiting = self.notices.undigested(connection)
            changes = self.ledger.those({notice.change for notice, _ in waiting})
            ready = {one.id: one for one in digests(waiting, changes, now)}
            new = self._enqueue(connection, [_digesting(one) for one in ready.values()], now)
            sent = [ready[one.wanted.id] for one in new]
            told = {(one.destination, item.change.id) for one in sent for item in one.items}
            over = {one.id for one in changes if not one.live}
            notices = [one for one, _ in waiting if one.change in over or (one.destination, one.change) in told]
            self.notices.digested(connection, notices, now)
            return new

    def matrix(self, id_: str) -> Matrix:
        change = self.ledger.get(id_)
        with self.workspace.database.read() as connection:
            return matrix(change, self.notices.of(connection, id_), self.ledger.acks.current(connection, id_))

    def _announce(
        self,
        connection: sa.Connection,
        content: Draft,
        by: str,
        now: datetime,
        named: Sequence[Destination],
        *,
        to_nobody: bool,
    ) -> Told:
        recorded = self.ledger.record(connection, content, by, now)
        return self._release(connection, recorded, now, named, to_nobody=to_nobody)

    def _release(
        self,
        connection: sa.Connection,
        recorded: Change,
        now: datetime,
        named: Sequence[Destination],
        *,
        to_nobody: bool,
    ) -> Told:
        told = self._audience(connection, recorded, now, named)
        if told.empty and not to_nobody:
            raise NobodyListens(recorded.content.assets)
        change = self.ledger.announce(connection, recorded.id, now)
        self.notices.keep(connection, told.notices, now)
        return Told(change, told, self._send(connection, "card", change, told.notices, now))

    def _revise(self, connection: sa.Connection, id_: str, content: Draft, by: str, now: datetime) -> Told:
        outcome = self.ledger.revise(connection, id_, content, by, now)
        before = self.notices.of(connection, id_)
        if outcome.silent:
            return Told(outcome.change, Audience(tuple(before)), (), outcome)
        self.deliveries.skip(connection, id_, ("reminder",), "revised", now)
        told = self._audience(connection, outcome.change, now, ())
        new = self.notices.keep(connection, told.notices, now)
        edits = self._send(connection, "revision", outcome.change, before, now)
        cards = self._send(connection, "card", outcome.change, new, now)
        anew = self._enqueue(connection, asking_anew(outcome, before), now)
        return Told(outcome.change, told, (*edits, *cards, *anew), outcome)

    def _summarised(self, connection: sa.Connection, told: Told, now: datetime) -> Told:
        """Whoever announced it sees how it stands."""
        self.start(connection, Summaries(self.workspace).wanted(connection, told.change, now))
        return told

    def _audience(
        self, connection: sa.Connection, change: Change, now: datetime, named: Iterable[Destination]
    ) -> Audience:
        subscriptions = tuple(Subscriptions(self.workspace).all(connection))
        interests = Interests(subscriptions, tuple(Owners(self.workspace).all(connection)))
        return audience(change, interests, now, named=named, similarity=self.likeness(change))

    def _send(
        self, connection: sa.Connection, kind: Sort, change: Change, to: Iterable[Notice], now: datetime
    ) -> tuple[Delivery, ...]:
        """Those who want digests are told there, unless what they were told is taken back."""
        when = change.content.when
        effective = when.start if when else None
        wanted = [
            Wanted(
                f"{kind}:{change.id}:{change.revision}:{one.destination}",
                kind,
                one.destination,
                change.id,
                change.revision,
                effective,
            )
            for one in to
            if one.rhythm.cadence == "instant"
        ]
        return tuple(self._enqueue(connection, wanted, now))

    def _enqueue(self, connection: sa.Connection, wanted: Sequence[Wanted], now: datetime) -> list[Delivery]:
        new = self.deliveries.enqueue(connection, wanted, now) if wanted else []
        self.start(connection, new)
        return new

    def _silences(
        self, connection: sa.Connection, change: Change, hours: Callable[[Destination], Hours] | None
    ) -> list[Silence]:
        sent = self.deliveries.of_change(connection, change.id)
        cards = {
            one.wanted.destination: one.finished or one.created
            for one in sent
            if one.wanted.kind == "card" and one.status == "sent"
        }
        asked = {one.destination: one for one in self.notices.of(connection, change.id) if is_asked(one)}
        answered = {ack.team for ack in self.ledger.acks.current(connection, change.id)}
        silences = []
        for team, told in cards.items():
            reminded = tuple(
                one.created for one in sent if one.wanted.kind == "reminder" and one.wanted.destination == team
            )
            if team in asked and team not in answered:
                theirs = hours(team) if hours else Hours(zone=_zone(asked[team], change))
                silences.append(Silence(team, told, reminded, theirs))
        return silences


def _zone(notice: Notice, change: Change) -> str:
    when = change.content.when
    return notice.rhythm.zone if notice.rhythm.zone != "UTC" or when is None else when.zone


def _reminding(change: Change, reminder: Reminder) -> Wanted:
    when = change.content.when
    id_ = f"reminder:{change.id}:{change.revision}:{reminder.number}:{reminder.team}"
    payload = {"number": reminder.number, "last": reminder.last}
    return Wanted(id_, "reminder", reminder.team, change.id, change.revision, when.start if when else None, payload)


def _digesting(one: Digest) -> Wanted:
    payload = {"changes": [item.change.id for item in one.items], "headline": one.headline()}
    return Wanted(one.id, "digest", one.destination, payload=payload)
