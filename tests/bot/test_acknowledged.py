"""A refusal may come sooner than Bolt looks for the acknowledgement before it."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult

from bot import acknowledged


async def authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="b", bot_user_id="U1")


async def refuse(ack: Any) -> None:
    await ack("on it")
    raise ValueError


async def told(error: Exception) -> None:
    """As ours does: the person has been told elsewhere."""


@pytest.fixture
def app() -> AsyncApp:
    app = AsyncApp(authorize=authorize, request_verification_enabled=False, signing_secret="s")
    acknowledged.register(app)
    app.command("/ask")(refuse)
    app.error(told)
    return app


async def test_what_was_acknowledged_reaches_slack_although_it_is_refused_at_once(app: AsyncApp) -> None:
    command = {"command": "/ask", "text": "", "team_id": "T1", "user_id": "U2", "channel_id": "C1"}

    response = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=command))

    assert (response.status, response.body) == (200, "on it")
