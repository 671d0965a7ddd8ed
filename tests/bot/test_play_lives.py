"""`parlance play`: what the playground resets, the bot forgets."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.app import Bot, abouts
from bot.commands.play import Place, play_in
from bot.manifest import manifest
from bot.manners import Manner
from bot.settings import Settings
from bot.teams import Teams
from store.database import Database
from tests.bot.test_running import OPEN
from tests.conversations.playground import WORLD, Control, playground
from tests.conversations.toy_reader import TITLES, ToyReader

PATIENCE = 60
LONG_AGO = "1700000000.000100"


def toy(settings: Settings, database: Database) -> Bot:
    return Bot.of(Teams(database, lambda workspace: ToyReader(), TITLES.get, Manner(style=settings.style)))


@pytest.fixture
async def played(session: aiohttp.ClientSession, tmp_path: Path) -> AsyncIterator[Control]:
    """A small Slack of its own with the bot in #team, as `parlance play` puts it there."""
    with playground("--workspace", str(WORLD)) as url:
        slack = Control(url, session)
        declared = manifest(abouts(toy(Settings(), Database.at("sqlite://"))))
        made = (await slack.do("app", manifest=declared, transport="socket", channels=["#team"]))["credentials"]
        settings = Settings(
            bot_token=made["bot_token"], app_token=made["app_token"], slack_url=f"{url}/api/", style="thread"
        )
        ready, over = asyncio.Event(), asyncio.Event()
        playing = asyncio.ensure_future(play_in(Place(settings, url, tmp_path, toy), ready.set, over))
        await asyncio.wait_for(ready.wait(), PATIENCE)
        await slack.do("clock", running=False)  # until a reset: on a busy machine three seconds are soon over
        yield slack
        over.set()
        await asyncio.wait_for(playing, PATIENCE)


async def asked_in(slack: Control, thread: str, after: int) -> str:
    bot = (await slack.look("app", app="Parlance"))["credentials"]["bot_user"]
    note = {"type": "message", "message": {"thread_ts": thread, "user": bot}}
    heard = await slack.do("wait", after=after, match=note, timeout=PATIENCE)
    return str(heard["events"][0]["message"]["text"])


async def test_after_a_reset_a_word_is_asked_about_as_at_the_first_start(played: Control) -> None:
    """In a thread whose place and time are the same in every world, as those of the tour are."""
    asked = []

    for _ in range(2):
        begun = await played.do("reset")
        told = await played.do("history", channel="#team", messages=[{"as": "jon", "text": "hm", "ts": LONG_AGO}])
        thread = told["messages"][0]["ts"]
        await played.do("message", as_="ana", channel="#team", text=OPEN, thread_ts=thread, wait=True)
        asked.append(await asked_in(played, thread, begun["seq"]))

    assert ["is read in two ways" in one for one in asked] == [True, True]


async def test_what_was_chosen_before_a_reset_counts_no_more(played: Control) -> None:
    await played.do("command", as_="ana", channel="#team", command="/parlance", text="mute")
    await played.do("settle", timeout=PATIENCE)

    begun = await played.do("reset")
    said = await played.do("message", as_="ana", channel="#team", text=OPEN, wait=True)

    assert "is read in two ways" in await asked_in(played, said["ts"], begun["seq"])
