"""Old things go by themselves; owners and curators are asked once a week, in their working hours, and no more."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.delivery.upkeep import Upkeep
from bot.manners import EVERYWHERE, Manner, Manners
from bot.people import People
from bot.roles import Role
from changes.store import deliveries
from glossary.history import History, Judgement
from glossary.lexicon import Lexicon
from glossary.misses import Misses
from store.database import Database
from store.workspace import Workspace

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
LONG_AGO = MONDAY - timedelta(days=200)
HOUR = timedelta(hours=1)


@pytest.fixture
def here(database: Database) -> Workspace:
    workspace = Workspace(database, "T1")
    Lexicon(workspace, (), clock=LONG_AGO.timestamp).define("LTV", "what a customer brings", "business", "UJON")
    return workspace


def sent(here: Workspace) -> list[tuple[str, str]]:
    with here.database.read() as connection:
        rows = connection.execute(sa.select(deliveries).order_by(deliveries.c.id))
        return [(row.destination, row.id.split(":")[0]) for row in rows]


def test_who_wrote_an_entry_is_asked_once_a_week(here: Workspace) -> None:
    upkeep = Upkeep(here.database)
    for hours in range(5):
        upkeep.tick(MONDAY + hours * HOUR)
    Upkeep(here.database).tick(MONDAY + HOUR)  # another process
    assert sent(here) == [("UJON", "stale")]

    upkeep.tick(MONDAY + timedelta(days=7))

    assert sent(here) == [("UJON", "stale"), ("UJON", "stale")]


def test_nobody_is_asked_at_night_or_at_the_weekend(here: Workspace) -> None:
    Manners(here, Manner()).wish(EVERYWHERE, hours="Mon-Fri 9-17 America/New_York")
    upkeep = Upkeep(here.database)

    upkeep.tick(MONDAY)
    upkeep.tick(MONDAY - timedelta(days=1))

    assert sent(here) == []


def test_what_was_confirmed_is_not_asked_again(here: Workspace) -> None:
    Lexicon(here, ()).reviewed("LTV", "UJON", MONDAY.date())

    Upkeep(here.database).tick(MONDAY)

    assert sent(here) == []


def test_curators_hear_what_is_looked_up_often_in_vain_and_not_by_whom(here: Workspace) -> None:
    Lexicon(here, ()).reviewed("LTV", "UJON", MONDAY.date())
    People(here, lambda title: None).grant("ULEE", Role.CURATOR)
    for word in ("gmv", "gmv", "gmv", "once"):
        Misses(here).record(word)

    Upkeep(here.database).tick(MONDAY)

    assert sent(here) == [("ULEE", "wanted")]
    with here.database.read() as connection:
        (payload,) = connection.execute(sa.select(deliveries.c.payload)).scalars()
    assert "gmv" in payload
    assert "once" not in payload


def test_what_is_older_than_was_chosen_goes_without_anybody_saying_a_word(here: Workspace) -> None:
    Manners(here, Manner()).wish(EVERYWHERE, keep_days=30)
    asked = Judgement("C1", "1.0", "1.0", "U1", "performance", "ask", "", "", (("quality", 0.5), ("speed", 0.5)))
    for at in (MONDAY - timedelta(days=40), MONDAY - timedelta(days=20)):
        one = Judgement("C1", str(at.timestamp()), str(at.timestamp()), *list(vars(asked).values())[3:])
        History(here, clock=at.timestamp).claim(one, "thread")

    Upkeep(here.database).tick(MONDAY)

    history = History(here)
    assert history.note("C1", str((MONDAY - timedelta(days=40)).timestamp())) is None
    assert history.note("C1", str((MONDAY - timedelta(days=20)).timestamp())) is not None
