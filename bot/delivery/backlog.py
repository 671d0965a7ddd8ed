"""How much of the ledger is still to be told, in all workspaces: for whoever watches over the machine."""

from collections.abc import Mapping

import sqlalchemy as sa

from changes.store import WAITING, deliveries
from store.database import Database


def backlog(database: Database) -> Mapping[str, int]:
    """By state; those that have failed before and are tried again count by themselves."""
    retried = deliveries.c.retrying_since.is_not(None)
    wish = sa.select(retried, sa.func.count()).where(WAITING).group_by(retried)
    with database.read() as connection:
        found = {bool(again): int(number) for again, number in connection.execute(wish)}
    return {"queued": found.get(False, 0), "retrying": found.get(True, 0)}
