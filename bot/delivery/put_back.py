"""After a backup was put back: what waits in it may have been sent since, and is looked for before it is sent."""

import time

import sqlalchemy as sa

from changes.store import WAITING, deliveries
from store.database import Database

BACKUP = "put back"


def doubt_what_waits(database: Database) -> int:
    """How many. None can have been sent before it was wanted, or before its time."""
    early = deliveries.c.created_at
    begun = sa.case((deliveries.c.not_before > early, deliveries.c.not_before), else_=early)
    untried = WAITING, deliveries.c.attempt_by.is_(None)
    values = {"attempt_by": BACKUP, "attempt_at": begun, "settled_at": time.time()}
    with database.begin() as connection:
        return connection.execute(sa.update(deliveries).where(*untried).values(**values)).rowcount
