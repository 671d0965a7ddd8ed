"""A real process that is told to stop, or is killed, in the middle of writing a note: it arrives, and never twice."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import Bot, abouts
from bot.manifest import manifest
from tests.conversations.playground import ROOT, WORLD, Control, playground

OPEN = "performance got worse since Tuesday"


@pytest.fixture
async def slack(session: aiohttp.ClientSession, bot: Bot) -> AsyncIterator[Control]:
    with playground("--workspace", str(WORLD)) as url:
        control = Control(url, session)
        await control.do("app", manifest=manifest(abouts(bot)), transport="socket", channels=["#team"])
        yield control


@pytest.fixture
async def environment(slack: Control, tmp_path: Path) -> dict[str, str]:
    known = (await slack.look("app", app="Parlance"))["credentials"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "PARLANCE_"))}
    return {
        **clean,
        "PARLANCE_HOME": str(tmp_path),
        "DATABASE_URL": "",
        "SLACK_BOT_TOKEN": known["bot_token"],
        "SLACK_APP_TOKEN": known["app_token"],
        "SLACK_API_URL": f"{slack.url}/api/",
        "PORT": "0",
    }


@contextlib.asynccontextmanager
async def at_work(slack: Control, environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.stoppable"), env=environment, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    try:
        await until(slack, "app", lambda told: told["app"]["connected"], app="Parlance")
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def until(slack: Control, what: str, true: Callable[[dict[str, Any]], bool], **wanted: Any) -> None:
    async with asyncio.timeout(120):
        while not true(await slack.look(what, **wanted)):
            await asyncio.sleep(0.05)


def is_posting(log: dict[str, Any]) -> bool:
    return any(one["name"] == "chat.postMessage" and one["status"] == "waiting" for one in log["entries"])


async def notes(slack: Control, ts: str) -> int:
    found = await slack.look("messages/%23team", as_="ana", thread_ts=ts)
    return len([one for one in found["messages"] if one.get("bot_id")])


async def until_noted(slack: Control, ts: str) -> None:
    async with asyncio.timeout(120):
        while not await notes(slack, ts):
            await asyncio.sleep(0.05)


async def caught_posting(slack: Control) -> str:
    """The moment of a message at which the bot is in the middle of writing its note, and stays there while time stands."""
    slow = {"on": "web_api", "method": "chat.postMessage", "do": "slow", "seconds": 2, "times": 1}
    await slack.do("faults", add=slow)
    await slack.do("clock", running=False)
    said = await slack.do("message", as_="ana", channel="#team", text=OPEN)
    await until(slack, "log", is_posting, kind="web_api")
    return str(said["ts"])


@pytest.mark.xdist_group("stopped")  # takes long: begun first
async def test_who_is_told_to_stop_while_writing_finishes_and_repeats_nothing(
    slack: Control, environment: dict[str, str]
) -> None:
    async with at_work(slack, environment) as process:
        ts = await caught_posting(slack)
        process.send_signal(signal.SIGTERM)
        await slack.do("clock", running=True)
        _, told = await asyncio.wait_for(process.communicate(), 60)
    written = await notes(slack, ts)
    async with at_work(slack, environment):
        await slack.do("settle", timeout=60)

    lines = [json.loads(line) for line in told.decode().splitlines() if line.startswith("{")]
    assert (process.returncode, written, await notes(slack, ts)) == (0, 1, 1)
    assert [one["state"] for one in lines if one["event"] == "stopped"] == ["finished"]


@pytest.mark.xdist_group("killed")
async def test_who_is_killed_while_writing_does_not_write_twice_and_works_again(
    slack: Control, environment: dict[str, str]
) -> None:
    async with at_work(slack, environment) as process:
        ts = await caught_posting(slack)
        process.kill()
        await process.wait()
    await slack.do("clock", running=True)
    async with at_work(slack, environment):
        other = (await slack.do("message", as_="ana", channel="#team", text="good morning"))["ts"]
        await slack.do("message", as_="ana", channel="#team", text=OPEN, thread_ts=other)
        await until_noted(slack, other)

    assert await notes(slack, ts) <= 1
