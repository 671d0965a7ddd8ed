"""Slack's directory is asked seldom: once for many who wait, and again after somebody came or went."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.directory import Directory
from bot.door import Door
from bot.people import People
from store.database import Database
from store.migrate import upgrade
from store.workspace import Workspace


class Members:
    """The two methods of Slack's that are asked here; who is in a channel is answered when it is told to."""

    def __init__(self) -> None:
        self.asked, self.answers = 0, asyncio.Event()
        self.members = ["U1", "U2"]
        self.looked_up: list[str] = []

    async def users_info(self, user: str) -> dict[str, Any]:
        self.looked_up.append(user)
        return {"user": {"id": user}}

    async def conversations_members(self, **wanted: Any) -> dict[str, Any]:
        self.asked += 1
        said = list(self.members)
        await self.answers.wait()
        return {"members": said}


@pytest.fixture
def directory() -> Iterator[Directory]:
    door = Door(1)
    yield Directory(door)
    door.close()


async def ask(directory: Directory, slack: Members, channel: str = "C1") -> "asyncio.Task[tuple[str, ...]]":
    """Begun, and as far as it comes without an answer of Slack's."""
    client = cast(AsyncWebClient, slack)
    task = asyncio.ensure_future(directory.members(client, "T1", channel))
    for _ in range(3):
        await asyncio.sleep(0)
    return task


async def test_slack_is_asked_once_however_many_messages_wait_for_the_answer(directory: Directory) -> None:
    slack = Members()
    waiting = [await ask(directory, slack) for _ in range(30)]

    slack.answers.set()

    assert set(await asyncio.gather(*waiting)) == {("U1", "U2")}
    assert slack.asked == 1


async def test_whoever_asks_after_somebody_came_hears_of_them(directory: Directory) -> None:
    slack = Members()
    early = await ask(directory, slack)
    slack.members.append("U3")
    directory.forget("T1", "C1")
    late = await ask(directory, slack)

    slack.answers.set()

    assert (await early, await late) == (("U1", "U2"), ("U1", "U2", "U3"))
    assert await (await ask(directory, slack)) == ("U1", "U2", "U3")
    assert slack.asked == 2


async def test_a_refusal_is_told_to_all_who_wait_and_not_remembered(directory: Directory) -> None:
    class Refuses(Members):
        async def conversations_members(self, **wanted: Any) -> dict[str, Any]:
            await super().conversations_members()
            raise ConnectionError

    slack = Refuses()
    waiting = [await ask(directory, slack) for _ in range(2)]
    slack.answers.set()

    told = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(one) for one in told] == [ConnectionError, ConnectionError]
    well = Members()
    well.answers.set()
    assert await (await ask(directory, well)) == ("U1", "U2")


async def test_profiles_are_made_sure_of_once_a_minute_and_for_whoever_came(tmp_path: Path) -> None:
    database = Database.at(f"sqlite:///{tmp_path / 'people.db'}")
    upgrade(database)
    now, door, slack = [1000.0], Door(1), Members()
    people = People(Workspace(database, "T1"), lambda title: None)
    directory, client = Directory(door, lambda: now[0]), cast(AsyncWebClient, slack)
    slack.answers.set()

    await directory.present(client, people, "C1")
    await directory.present(client, people, "C1")
    assert slack.looked_up == ["U1", "U2"]
    slack.members.append("U3")
    directory.forget("T1", "C1")
    assert await directory.present(client, people, "C1") == ("U1", "U2", "U3")

    assert slack.looked_up == ["U1", "U2", "U3"]
    door.close()
    database.close()


class Crowd:
    """More people than one page holds; the admin stands on the last."""

    async def users_list(self, limit: int, cursor: str | None) -> dict[str, Any]:
        if cursor is None:
            plain = [{"id": f"U{n}"} for n in range(limit)]
            return {"members": plain, "response_metadata": {"next_cursor": "more"}}
        owner, bot = {"id": "UOWNER", "is_owner": True}, {"id": "UBOT", "is_admin": True, "is_bot": True}
        return {"members": [owner, bot, {"id": "UGONE", "is_admin": True, "deleted": True}]}


async def test_admins_are_found_on_every_page(directory: Directory) -> None:
    assert await directory.admins(cast(AsyncWebClient, Crowd())) == ("UOWNER",)
