"""What was sent after a backup was made is not sent again when the backup is put back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery.put_back import doubt_what_waits
from store.backup import backup, restore
from store.database import Database
from tests.bot.delivery.house import House, card
from tests.bot.delivery.test_delivering import until
from tests.chaos.slack import Moods, Slack, serving


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with serving(Moods()) as running:
        yield running


async def test_what_stands_in_slack_is_found_and_what_does_not_is_sent(
    sqlite: Database, slack: Slack, tmp_path: Path
) -> None:
    house = House(sqlite, slack)
    house.store(card("before"), card("never", "C2"))
    backup(sqlite, tmp_path / "copy.db")
    async with house.at_work():
        await until(lambda: house.done(["before", "never"]))
    slack.taken[:] = [one for one in slack.taken if one["channel"] == "C1"]  # as if it had not been sent by then

    restore(sqlite, tmp_path / "copy.db")
    doubted = doubt_what_waits(sqlite)
    async with house.at_work():
        await until(lambda: house.done(["before", "never"]))

    assert doubted == 2
    assert sorted(one["text"] for one in slack.taken) == ["before", "never"]
    assert house.get("before").ts == next(one["ts"] for one in slack.taken if one["text"] == "before")
