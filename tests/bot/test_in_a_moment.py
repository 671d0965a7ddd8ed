"""A limit that is over in a moment is waited out; whoever asked does not wait for hours."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.settings import Settings
from bot.slack import client
from tests.chaos.slack import Moods, Slack, serving


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with serving(Moods(limited=1.0)) as running:
        yield running


@pytest.mark.parametrize(("again", "tries"), [(0, 3), (3600, 1)])
async def test_a_limit_is_waited_out_only_when_that_takes_a_moment(slack: Slack, again: int, tries: int) -> None:
    slack.moods.again = again

    async with asyncio.timeout(60), aiohttp.ClientSession() as session:
        ours = client(Settings(bot_token="t", slack_url=f"{slack.url}/api/"), session)
        with pytest.raises(SlackApiError, match="ratelimited"):
            await ours.chat_postMessage(channel="C1", text="m", metadata={"event_type": "m", "event_payload": {}})

    assert slack.posts == tries
