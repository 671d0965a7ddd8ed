"""Who takes us out leaves nothing behind in this process, and no token in the database."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Installation

from bot.app import Bot, connect
from bot.installations import Installations, States
from bot.teams import Teams
from store.database import Database
from tests.conversations.toy_reader import ToyReader

GONE: list[dict[str, Any]] = [
    {"type": "app_uninstalled"},
    {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0"]}},
]


@pytest.fixture
def bot(database: Database) -> Iterator[Bot]:
    made = Bot.of(Teams(database, lambda workspace: ToyReader(), lambda title: None))
    yield made
    made.door.close()


def connected(bot: Bot, store: Installations) -> AsyncApp:
    states = States.on(bot.teams.database, bot.door)
    settings = AsyncOAuthSettings(client_id="client", client_secret="s", installation_store=store, state_store=states)
    app = AsyncApp(
        signing_secret="s", request_verification_enabled=False, oauth_settings=settings, process_before_response=True
    )
    return connect(app, bot)


@pytest.mark.parametrize("event", GONE, ids=lambda event: str(event["type"]))
async def test_a_workspace_that_takes_us_out_is_forgotten_and_others_stay(bot: Bot, event: dict[str, Any]) -> None:
    store = Installations.on(bot.teams.database, "client", bot.door)
    for team in ("T1", "T2"):
        await store.async_save(
            Installation(app_id="A1", team_id=team, bot_token="one", bot_id="B1", bot_user_id="U0", user_id="U1")
        )
        bot.teams.of(team)
    body = {"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event_id": "Ev1", "event": event}

    await connected(bot, store).async_dispatch(AsyncBoltRequest(body=json.dumps(body), mode="socket_mode"))

    assert await store.async_find_bot(enterprise_id=None, team_id="T1") is None
    assert await store.async_find_bot(enterprise_id=None, team_id="T2") is not None
    assert (bot.teams.ready("T1"), bot.teams.ready("T2") is not None) == (None, True)
