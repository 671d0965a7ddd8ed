"""From the announcement to the card and its corrections, through everything a process runs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.engine import Rounds
from bot.delivery.office import Terms, office
from bot.delivery.outbox import Outbox
from bot.delivery.pacer import Pace, Rate
from bot.settings import Settings
from changes.announcing import Announcing
from changes.deliveries import Deliveries
from changes.model import Destination, Draft, When
from store.database import Database
from store.workspace import Workspace
from tests.bot.delivery.house import pass_time
from tests.chaos.slack import Moods, Slack, serving

WHEN = When(datetime.now(UTC) + timedelta(days=9))
A_WHILE = 36_000
"""Seconds: longer than any machine stands still; no test waits for them."""


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with serving(Moods()) as running:
        yield running


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not await asyncio.to_thread(true):
            await asyncio.sleep(0.02)


async def test_a_card_comes_changes_where_it_stands_and_is_taken_back(database: Database, slack: Slack) -> None:
    settings = Settings(bot_token="t", slack_url=f"{slack.url}/api/")
    outbox = Outbox()
    announcing = Announcing(Workspace(database, "T1"), start=outbox.start)
    async with office(settings, database):
        told = announcing.announce(draft("Amounts in cents"), "anna", datetime.now(UTC), named=[TEAM])
        await until(lambda: len(slack.taken) == 1)
        announcing.revise(told.change.id, draft("Amounts in euros"), "anna", datetime.now(UTC))
        await until(lambda: slack.taken[0]["edits"] == 1)
        announcing.withdraw(told.change.id, datetime.now(UTC))
        await until(lambda: slack.taken[0]["edits"] == 2)

    assert [one["text"] for one in slack.taken] == ["Withdrawn: Amounts in euros"]


async def test_when_the_channel_is_archived_the_announcer_hears_of_it(database: Database, slack: Slack) -> None:
    slack.moods = Moods(refuse={"C1": "is_archived"})
    announcing = Announcing(Workspace(database, "T1"))
    announcing.announce(draft("Amounts in cents"), "UANNA", datetime.now(UTC), named=[TEAM])
    async with office(Settings(bot_token="t", slack_url=f"{slack.url}/api/"), database):
        await until(lambda: any("I could not tell <#C1>" in one["text"] for one in slack.taken))

    assert {one["channel"] for one in slack.taken} == {"DANNA"}


async def test_while_many_are_told_the_announcer_sees_how_far_it_is(database: Database, slack: Slack) -> None:
    announcing = Announcing(Workspace(database, "T1"))
    many = [Destination("channel", f"C{number}") for number in range(40)]
    announcing.announce(draft("Amounts in cents"), "UANNA", datetime.now(UTC), named=many)
    terms = Terms(pace=Pace(posts=Rate(10 / A_WHILE, 10)), rounds=Rounds(progress=0.1))

    def seen(times: int) -> bool:
        return any(one["channel"] == "DANNA" and one["edits"] >= times for one in slack.taken)

    async with office(Settings(bot_token="t", slack_url=f"{slack.url}/api/"), database, terms):
        await until(lambda: seen(0))
        pass_time(database, A_WHILE)  # the next ten
        await until(lambda: seen(1))
        pass_time(database, A_WHILE)
        await until(lambda: seen(2))

    assert len(slack.taken) < 41
    assert sum(one["channel"] == "DANNA" for one in slack.taken) == 1


async def test_a_workspace_without_a_token_fails_in_the_ledger_and_stops_nothing(
    database: Database, slack: Slack
) -> None:
    announcing = Announcing(Workspace(database, "T1"))
    told = announcing.announce(draft("Amounts in cents"), "anna", datetime.now(UTC), named=[TEAM])

    def failed() -> bool:
        with database.read() as connection:
            (one,) = Deliveries(announcing.workspace).of_change(connection, told.change.id)
        return (one.status, one.error) == ("failed", "not_installed")

    async with office(Settings(slack_url=f"{slack.url}/api/"), database):
        await until(failed)


TEAM = Destination("channel", "C1")


def draft(title: str) -> Draft:
    return Draft(title, "schema", ("warehouse.orders",), breaking=True, when=WHEN)
