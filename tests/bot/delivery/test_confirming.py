"""Nobody who owns something is left out of being asked whether that is still right."""

from datetime import UTC, datetime, timedelta

from bot.delivery.confirming import AT_ONCE, Confirming
from changes.model import Destination, Owner
from changes.owners import Owners
from changes.reminders import Hours
from store.database import Database
from store.workspace import Workspace

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
TEAM = Destination("channel", "C1")


def test_a_team_that_owns_more_than_one_card_holds_is_asked_about_all_of_it_once(database: Database) -> None:
    here = Workspace(database, "T1")
    names = {f"shop.t{number:02}" for number in range(AT_ONCE + 3)}
    with database.begin() as connection:
        for name in names:
            Owners(here).put(connection, Owner(name, TEAM))

    asked = [
        one for minute in range(4) for one in Confirming(here)(MONDAY + timedelta(minutes=minute), lambda _: Hours())
    ]

    assert len(asked) == 2
    assert {name for name in names if any(name in one.wanted.payload["text"] for one in asked)} == names
