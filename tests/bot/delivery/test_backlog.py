"""What is still to be told is counted for whoever watches over the machine."""

import sqlalchemy as sa

from bot.delivery.backlog import backlog
from changes.store import deliveries
from store.database import Database
from tests.chaos.field import announce


def test_what_waits_and_what_is_tried_again_is_counted_apart_and_what_is_over_is_not(database: Database) -> None:
    assert backlog(database) == {"queued": 0, "retrying": 0}

    announce(database, channels=3, changes=1)
    _mark(database, "C0001", retrying_since=1.0)
    _mark(database, "C0002", status="sent")

    assert backlog(database) == {"queued": 1, "retrying": 1}


def _mark(database: Database, channel: str, **values: object) -> None:
    with database.begin() as connection:
        connection.execute(sa.update(deliveries).where(deliveries.c.destination == channel).values(**values))
