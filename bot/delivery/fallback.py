"""A place that cannot be reached any more: whoever subscribed it is told, or else whoever announced the change."""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from bot.ids import is_person
from bot.places import shown
from changes.deliveries import Deliveries, Delivery, Wanted
from changes.model import Destination
from changes.notices import Notices
from changes.store import changes, subscriptions
from store.database import Database
from store.workspace import Workspace

GONE = frozenset({"is_archived", "channel_not_found", "not_in_channel", "restricted_action", "account_inactive"})


@dataclass(frozen=True)
class Fallback:
    database: Database

    def __call__(self, connection: sa.Connection, workspace: str, failed: Delivery) -> list[Delivery]:
        """In the transaction that records the failure; a fallback that fails itself ends there."""
        one, error = failed.wanted, failed.error
        if failed.status != "failed" or error not in GONE or one.kind == "fallback" or not one.change:
            return []
        here = Workspace(self.database, workspace)
        person = _subscriber(connection, here, one) or _announcer(connection, here, one.change)
        if not person or person == one.destination.id:
            return []
        payload = {"place": shown(one.destination), "error": error}
        # one for each place and change: a card and its reminders fail for the same reason
        id_ = f"fallback:{one.change}:{one.destination}:{person}"
        wanted = Wanted(id_, "fallback", Destination("person", person), one.change, one.revision, payload=payload)
        return Deliveries(here).enqueue(connection, [wanted], datetime.now(UTC))


def _subscriber(connection: sa.Connection, here: Workspace, one: Wanted) -> str:
    notice = Notices(here).why(connection, one.change, one.destination)
    ids = [reason.subscription for reason in notice.reasons if reason.subscription] if notice else []
    chosen = here.select(subscriptions, subscriptions.c.by).where(subscriptions.c.id.in_(ids))
    found = [by for by in connection.execute(chosen).scalars() if is_person(by)]
    return found[0] if found else ""


def _announcer(connection: sa.Connection, here: Workspace, change: str) -> str:
    chosen = here.select(changes, changes.c.announcer).where(changes.c.id == change)
    found = connection.execute(chosen).scalar()
    return found if found and is_person(found) else ""
