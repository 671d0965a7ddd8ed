"""A team answers a change, takes its answer back; the announcer moves it on. The summary follows each in its transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import sqlalchemy as sa

from changes.announcing import Start, nothing_to_start
from changes.deliveries import Deliveries, Delivery, Wanted
from changes.ledger import Ledger
from changes.lifecycle import is_due
from changes.model import Ack, Change, Destination
from changes.notices import Notices
from changes.summaries import Summaries
from store.workspace import Workspace

LAST_ZONE = timezone(timedelta(hours=-12))  # where a day ends last


class NoAnswerNeeded(ValueError):
    def __init__(self, change: Change) -> None:
        super().__init__(f"“{change.title}” is {change.state}, so it needs no answer any more")


class DayHasPassed(ValueError):
    def __init__(self, day: date) -> None:
        super().__init__(f"{day:%d %B %Y} has passed already: choose the day by which you will have adapted")


class NotYours(PermissionError):
    def __init__(self, change: Change) -> None:
        super().__init__(f"only <@{change.announcer}>, who announced it, or an admin may do that")


@dataclass(frozen=True)
class Answering:
    """`start` hands new deliveries to the sending engine within the same transaction."""

    workspace: Workspace
    start: Start = nothing_to_start

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.workspace)

    def give(self, ack: Ack) -> Ack | None:
        """Returns the answer that this one replaces."""
        with self.ledger.begin() as connection:
            change = self._open(connection, ack.change)
            if ack.until and _over_everywhere(ack.until, ack.at):
                raise DayHasPassed(ack.until)
            before = self.ledger.acks.give(connection, ack)
            self._summarise(connection, change, ack.at)
            return before

    def undo(self, id_: str, team: Destination, now: datetime) -> Ack | None:
        """Returns the answer that counts again, if there was one before."""
        with self.ledger.begin() as connection:
            change = self._open(connection, id_)
            again = self.ledger.acks.undo(connection, id_, team)
            self._summarise(connection, change, now)
            return again

    def tick(self, now: datetime) -> list[Change]:
        """Changes whose date has come are in effect."""
        found = (self._when_due(one.id, now) for one in self.ledger.due_to_take_effect(now))
        return [one for one in found if one is not None]

    def take_effect(self, id_: str, now: datetime) -> Change:
        return self._moved(now, lambda connection: self.ledger.take_effect(connection, id_))

    def finish(self, id_: str, now: datetime) -> Change:
        return self._moved(now, lambda connection: self.ledger.finish(connection, id_, now))

    def resend(self, id_: str, now: datetime) -> list[Delivery]:
        """Everything about it that failed, once more."""
        deliveries = Deliveries(self.workspace)
        with self.ledger.begin() as connection:
            failed = [one for one in deliveries.of_change(connection, id_) if one.status == "failed"]
            again = [deliveries.again(connection, one.wanted.id, now) for one in failed]
            new = [one for one in again if one is not None]
            self.start(connection, new)
            self._summarise(connection, self.ledger.get(id_), now)
            return new

    def write(self, wanted: Sequence[Wanted], now: datetime) -> None:
        """A message that must arrive."""
        with self.ledger.begin() as connection:
            self.start(connection, Deliveries(self.workspace).enqueue(connection, wanted, now))

    def _moved(self, now: datetime, move: Callable[[sa.Connection], Change]) -> Change:
        with self.ledger.begin() as connection:
            return self._restated(connection, move(connection), now)

    def _when_due(self, id_: str, now: datetime) -> Change | None:
        """Looked at once more: somebody may have moved it since it was found."""
        with self.ledger.begin() as connection:
            if not is_due(self.ledger.locked(connection, id_), now):
                return None
            return self._restated(connection, self.ledger.take_effect(connection, id_), now)

    def _restated(self, connection: sa.Connection, change: Change, now: datetime) -> Change:
        """Reminders end, and the cards say how it stands."""
        deliveries = Deliveries(self.workspace)
        deliveries.skip(connection, change.id, ("reminder",), change.state, now)
        told = [one.destination for one in Notices(self.workspace).of(connection, change.id)]
        self.start(connection, deliveries.enqueue(connection, [_restating(change, to) for to in told], now))
        if deliveries.of_change(
            connection, change.id
        ):  # of what nobody has heard, such as a word defined, nobody hears now
            self._summarise(connection, change, now)
        return change

    def _summarise(self, connection: sa.Connection, change: Change, now: datetime) -> None:
        self.start(connection, Summaries(self.workspace).wanted(connection, change, now))

    def _open(self, connection: sa.Connection, id_: str) -> Change:
        """Locked: of two who answer for their team at once, one answer replaces the other."""
        change = self.ledger.locked(connection, id_)
        if not change.live:
            raise NoAnswerNeeded(change)
        return change


def _restating(change: Change, to: Destination) -> Wanted:
    state = change.state.replace(" ", "-")
    return Wanted(f"state:{change.id}:{change.revision}:{state}:{to}", "revision", to, change.id, change.revision)


def _over_everywhere(day: date, now: datetime) -> bool:
    """A team reads its own calendar, which may be behind that of whoever announced the change."""
    return day < now.astimezone(LAST_ZONE).date()
