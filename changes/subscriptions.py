"""Who wants to hear of what: kept, listed, paused, narrowed, ended."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from changes.assets import covers
from changes.model import Destination, Rhythm, Subscription
from changes.remedies import Remediable
from changes.rows import mapping, subscription_of, subscription_row
from changes.store import subscriptions
from changes.wish.grammar import Not, OfAsset, all_of, assets_of
from changes.wish.parser import understand
from changes.wish.printer import written
from store.workspace import Workspace


class UnknownSubscription(Remediable, LookupError):
    remedy = "your subscriptions"

    def __init__(self, id_: str) -> None:
        super().__init__(f"there is no subscription `{id_}` here")
        self.id = id_


@dataclass(frozen=True)
class Subscriptions:
    workspace: Workspace

    def add(self, connection: sa.Connection, one: Subscription) -> Subscription:
        """The same wish of the same destination stays one subscription; only its rhythm is set anew."""
        wish = written(understand(one.wish))
        known = self._same(connection, one.destination, wish)
        if known:
            return self._put(connection, replace(known, rhythm=one.rhythm, paused=False, paused_until=None))
        return self._put(connection, replace(one, id=uuid.uuid4().hex[:8], wish=wish))

    def get(self, connection: sa.Connection, id_: str) -> Subscription:
        row = connection.execute(self.workspace.select(subscriptions).where(subscriptions.c.id == id_)).first()
        if row is None:
            raise UnknownSubscription(id_)
        return subscription_of(mapping(row))

    def of(self, connection: sa.Connection, destination: Destination) -> list[Subscription]:
        mine = (subscriptions.c.destination_kind == destination.kind, subscriptions.c.destination == destination.id)
        return self._all(connection, self.workspace.select(subscriptions).where(*mine))

    def all(self, connection: sa.Connection) -> list[Subscription]:
        return self._all(connection, self.workspace.select(subscriptions))

    def change(self, connection: sa.Connection, id_: str, wish: str, rhythm: Rhythm) -> Subscription:
        before = self.get(connection, id_)
        return self._put(connection, replace(before, wish=written(understand(wish)), rhythm=rhythm))

    def pause(self, connection: sa.Connection, id_: str, until: datetime | None = None) -> Subscription:
        """Without a date until somebody resumes it."""
        return self._put(connection, replace(self.get(connection, id_), paused=True, paused_until=until))

    def resume(self, connection: sa.Connection, id_: str) -> Subscription:
        return self._put(connection, replace(self.get(connection, id_), paused=False, paused_until=None))

    def without(self, connection: sa.Connection, id_: str, pattern: str) -> Subscription | None:
        """Stop hearing of one thing under a broader wish; a wish for nothing else ends, which answers None."""
        before = self.get(connection, id_)
        wish = understand(before.wish)
        wanted = assets_of(wish)
        if wanted and all(covers(pattern, name) for name in wanted):
            self.end(connection, id_)
            return None
        return self._put(connection, replace(before, wish=written(all_of(wish, Not(OfAsset(pattern))))))

    def end(self, connection: sa.Connection, id_: str) -> None:
        self.get(connection, id_)
        connection.execute(self.workspace.delete(subscriptions).where(subscriptions.c.id == id_))

    def replace_source(
        self,
        connection: sa.Connection,
        source: str,
        wanted: Iterable[Subscription],
        within: Callable[[Destination], bool] = lambda to: True,
    ) -> tuple[int, int]:
        """Make those of one declaring file exactly these; returns how many came and how many went.

        A pause stays, and what somebody follows by hand stays theirs. What is not `within` reach does not end.
        """
        chosen = self.workspace.select(subscriptions).where(subscriptions.c.source == source)
        before = {(one.destination, one.wish): one for one in self._all(connection, chosen)}
        kept, came = set(), 0
        for one in wanted:
            wish = written(understand(one.wish))
            known = self._same(connection, one.destination, wish)
            kept.add((one.destination, wish))
            if known is None:
                self.add(connection, replace(one, source=source))
                came += 1
            elif known.source == source:
                self._put(connection, replace(known, rhythm=one.rhythm))
        gone = [one for key, one in before.items() if key not in kept and within(one.destination)]
        for one in gone:
            self.end(connection, one.id)
        return came, len(gone)

    def _same(self, connection: sa.Connection, destination: Destination, wish: str) -> Subscription | None:
        return next((one for one in self.of(connection, destination) if one.wish == wish), None)

    def _put(self, connection: sa.Connection, one: Subscription) -> Subscription:
        self.workspace.put(connection, subscriptions, {"id": one.id}, **subscription_row(one))
        return one

    def _all(self, connection: sa.Connection, chosen: sa.Select[Any]) -> list[Subscription]:
        ordered = chosen.order_by(subscriptions.c.since, subscriptions.c.id)
        return [subscription_of(mapping(row)) for row in connection.execute(ordered)]


def awake(one: Subscription, now: datetime) -> bool:
    """A pause with a date ends by itself."""
    if not one.paused:
        return True
    return one.paused_until is not None and one.paused_until <= now
