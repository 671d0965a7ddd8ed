"""While the database is away from the rounds of a process, that is one line, and so is its return."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa

from bot.delivery.engine import Rounds, delivering
from store.database import Database
from tests.bot.delivery.house import TEMPO, House, card
from tests.bot.delivery.test_delivering import until
from tests.chaos.slack import Moods, Slack, serving


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with serving(Moods()) as running:
        yield running


class Away:
    """The database of a round that cannot be reached for a while."""

    def __init__(self) -> None:
        self.asked = 0
        self.back = asyncio.Event()

    def __call__(self) -> None:
        self.asked += 1
        if not self.back.is_set():
            raise sa.exc.OperationalError("select", {}, ConnectionError("the server went away"))


async def test_an_outage_is_told_once_with_its_cause_however_often_it_is_met(
    sqlite: Database, slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "parlance")
    house, away = House(sqlite, slack), Away()
    rounds = Rounds(tick=0.02, soon=0.0)
    async with house.desk() as desk, delivering(desk, away, rounds, TEMPO):
        await until(lambda: away.asked > 3)
        house.store(card("m"))
        await until(lambda: house.done(["m"]))
        before = away.asked
        away.back.set()
        await until(lambda: away.asked > before + 1)

    said: list[Any] = [one.msg for one in caplog.records]
    assert [(one["event"], one["name"], one.get("error")) for one in said] == [
        ("lost", "database", "the server went away"),
        ("back", "database", None),
    ]


async def test_who_leaves_while_the_database_is_away_leaves_all_the_same(sqlite: Database, slack: Slack) -> None:
    async with House(sqlite, slack).at_work():
        with sqlite.begin() as connection:
            connection.exec_driver_sql("alter table delivery_node rename to elsewhere")
