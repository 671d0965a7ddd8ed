"""Two workspaces on one bot, with the same ids of people and channels: neither sees, counts or loses a row of the other."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from bot.app import Bot
from bot.forgetting import forget
from bot.workspaces import tables
from store.workspace import Workspace
from tests.conversations.hands import Json, Slack

OPEN = "performance got worse since Tuesday"
OTHER = "T0NEIGHBOUR"


class Street:
    """Carries the same hands' deeds to one house or the other."""

    def __init__(self, carry: Any, team: str) -> None:
        self.carry, self.team, self.to = carry, team, team

    async def __call__(self, delivery: Json) -> tuple[int, Any]:
        payload = json.loads(json.dumps(delivery["payload"]).replace(self.team, self.to))
        answered: tuple[int, Any] = await self.carry({**delivery, "payload": payload})
        return answered

    async def rest(self) -> None:
        await self.carry.rest()


@pytest.fixture
async def street(slack: Slack) -> Street:
    team = (await slack.control.look("state", as_="ana"))["team"]["id"]
    slack.carry = made = Street(slack.carry, team)
    return made


async def live(slack: Slack, word: str) -> None:
    """What people of one workspace do, recognisable by a word of their own."""
    await slack.type(f"/define {word} = what our {word} brings")
    await slack.type(f"/define {word}isms")
    ts = await slack.say(f"{OPEN} {word}")
    await slack.click("Something else")
    await slack.submit(wording=f"the {word}s we counted")
    await slack.shortcut("decision", ts)
    await slack.submit()
    await slack.type("/parlance me")
    await slack.submit(discipline="legal", known="PSI")
    await slack.type("/parlance settings")
    await slack.submit(notes_an_hour="3" if word == "zebra" else "4")
    await slack.type(f"/change subscribe {word}.orders.*")
    await slack.click("Subscribe")
    await slack.type("/parlance mute", where="#modelling")
    await slack.open_home()


def rows(bot: Bot, workspace: str) -> Iterator[tuple[str, str]]:
    with bot.teams.database.read() as connection:
        for table in tables():
            for row in connection.execute(sa.select(table).where(table.c.workspace == workspace)).mappings():
                yield table.name, str(dict(row))


async def test_each_has_its_own_rows_and_no_others(slack: Slack, street: Street, bot: Bot) -> None:
    await live(slack, "zebra")
    alone = dict.fromkeys(name for name, _ in rows(bot, street.team))
    street.to = OTHER
    await live(slack, "walrus")

    ours, theirs = list(rows(bot, street.team)), list(rows(bot, OTHER))

    assert len(alone) > 10
    assert dict.fromkeys(name for name, _ in theirs) == alone
    assert [row for row in ours if "walrus" in row[1]] == []
    assert [row for row in theirs if "zebra" in row[1]] == []
    with bot.teams.database.read() as connection:
        known = {one for table in tables() for one in connection.execute(sa.select(table.c.workspace)).scalars()}
    assert known == {street.team, OTHER}


async def test_nothing_of_the_one_is_shown_in_the_other(slack: Slack, street: Street) -> None:
    await live(slack, "zebra")
    street.to = OTHER

    home = await slack.open_home()
    told = [
        await slack.type(line)
        for line in (
            "/define zebra",
            "/parlance decisions",
            "/parlance wanted",
            "/parlance stats",
            "/parlance roles",
            "/change subscriptions",
            "/change drafts",
            "/playbook todo",
        )
    ]

    assert all(told)
    seen = str(home["blocks"]) + str(await slack.ephemerals())
    assert "what our zebra brings" not in str(told[0])
    assert "zebras we counted" not in seen
    assert "zebra.orders" not in "".join(told[1:]) + str(home["blocks"])


async def test_whoever_is_forgotten_in_the_one_stays_in_the_other(slack: Slack, street: Street, bot: Bot) -> None:
    await live(slack, "zebra")
    street.to = OTHER
    await live(slack, "walrus")
    before = list(rows(bot, OTHER))
    ana = (await slack.control.look("state", as_="ana"))["me"]

    forget(Workspace(bot.teams.database, street.team), ana)

    assert list(rows(bot, OTHER)) == before
