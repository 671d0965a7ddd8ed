"""Whose answer a press is: found by the card, also when the ledger is a moment behind."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.answered import NotTold, Place, place_of, place_soon
from changes.announcing import Announcing
from changes.model import Destination, Draft
from changes.store import deliveries
from store.database import Database
from store.workspace import Workspace

TEAM = Destination("channel", "C1")


def announced(here: Workspace) -> str:
    draft = Draft("Amounts in cents", "schema", ("shop.orders",))
    return Announcing(here).announce(draft, "U1", datetime.now(UTC), named=[TEAM]).change.id


def arrived(here: Workspace, id_: str) -> None:
    with here.database.begin() as connection:
        row = here.update(deliveries).where(deliveries.c.change == id_)
        connection.execute(row.values(status="sent", channel="C1", ts="1.0"))


async def test_a_press_may_be_faster_than_the_ledger(database: Database) -> None:
    here = Workspace(database, "T1")
    id_ = announced(here)
    asked = 0

    async def door(find: Callable[..., Place], *about: Any) -> Place:
        """Between the second look and the third the card is written down."""
        nonlocal asked
        asked += 1
        if asked == 3:
            arrived(here, id_)
        return find(*about)

    place = await place_soon(door, here, id_, "C1", "1.0")

    assert (place.team, asked) == (TEAM, 3)


def test_a_card_that_was_carried_elsewhere_answers_for_nobody(database: Database) -> None:
    here = Workspace(database, "T1")
    id_ = announced(here)
    arrived(here, id_)

    with pytest.raises(NotTold):
        place_of(here, id_, "C9", "1.0")
