"""Admins give programs keys: shown once, to them alone, and taken back by a press."""

import re

import httpx
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from bot.api import Api
from bot.app import Bot
from changes.subscriptions import Subscriptions
from changes.tokens import Rights, Token, Tokens
from store.workspace import Workspace
from tests.conversations.changes import NOW
from tests.conversations.conftest import House
from tests.conversations.hands import Json, Slack

DRAFT = {"title": "v1 goes", "kind": "api", "assets": ["api:payments/v1"], "to_nobody": True}


async def shown(slack: Slack, by: str = "ada") -> Json:
    return (await slack.ephemerals(by=by, where="#general"))[-1]


async def status(bot: Bot, key: str) -> int:
    app = Starlette(routes=Api(bot).routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parlance") as web:
        return (await web.post("/api/changes", json=DRAFT, headers={"Authorization": f"Bearer {key}"})).status_code


async def test_a_key_an_admin_makes_opens_the_door_until_it_is_taken_back(slack: Slack, bot: Bot) -> None:
    answer = await slack.type("/change key payments-ci api:payments/*", by="ada", where="#general")
    found = re.search(r"```(\S+)```", str((await shown(slack))["blocks"]))
    assert found is not None
    assert "may announce changes of `api:payments/*`" in answer
    assert await status(bot, found[1]) == 201

    listed = await slack.type("/change keys", by="ada", where="#general")
    slack.channel = "#general"
    await slack.click("Take it back", by="ada")

    assert found[1] not in str(await shown(slack))
    assert listed == "1 key: payments-ci"
    assert await status(bot, found[1]) == 401


async def test_nobody_but_an_admin_makes_or_sees_keys(slack: Slack) -> None:
    for line in ("/change key mine", "/change keys"):
        assert "Only an admin may do this here" in await slack.type(line)


async def test_alone_it_says_what_it_needs(slack: Slack) -> None:
    assert "Say what the key is for" in await slack.type("/change key", by="ada", where="#general")
    assert "is not an asset's name" in await slack.type("/change key ci what?", by="ada", where="#general")


async def test_a_repository_names_channels_and_teams_as_people_do(here: Workspace, bot: Bot, house: House) -> None:
    with here.database.begin() as connection:
        key = Tokens(here).make(connection, "program", Rights("ci", declares=("*",)), "UADA", NOW)[1]
    client = AsyncWebClient(house.credentials["bot_token"], house.base_url, session=house.control.session)
    headers = {"Authorization": f"Bearer {key}"}
    named = "subscriptions:\n- {to: '#team', hear: shop.*}\n- {to: '@ml-team', hear: 'model:*'}\n"

    async def reach(workspace: str) -> AsyncWebClient | None:
        return client if workspace == here.id else None

    app = Starlette(routes=Api(bot, reach).routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parlance") as web:
        done = await web.put("/api/subscriptions", content=named, headers=headers)
        wrong = await web.put("/api/subscriptions", content=named.replace("#team", "#teem"), headers=headers)

    with here.database.read() as connection:
        kinds = sorted(one.destination.kind for one in Subscriptions(here).all(connection))
    assert (done.json()["new"], kinds) == (2, ["channel", "group"])
    assert "there is no #teem here. Did you mean #team?" in wrong.json()["error"]


async def test_for_whom_a_key_may_declare_is_said_when_it_is_made_and_when_it_is_listed(
    slack: Slack, here: Workspace
) -> None:
    made = await slack.type("/change key orders-ci for #team and @ml-team", by="ada", where="#general")
    both = await slack.type("/change key more-ci shop.* for everyone", by="ada", where="#general")
    await slack.type("/change keys", by="ada", where="#general")

    (one, other) = _standing(here)
    assert "may declare what <#" in made
    assert "follow" in made
    assert "announce" not in made
    assert "may announce changes of `shop.*` and declare what everyone follows" in both
    assert (one.opens, len(one.declares), other.declares) == ("", 2, ("*",))
    assert "declare what everyone follows" in str((await shown(slack))["blocks"])


async def test_whom_nobody_knows_gets_no_key(slack: Slack, here: Workspace) -> None:
    answer = await slack.type("/change key orders-ci for #nowhere", by="ada", where="#general")

    assert "I cannot tell who" in answer
    assert _standing(here) == []


def _standing(here: Workspace) -> list[Token]:
    with here.database.read() as connection:
        return Tokens(here).standing(connection, "program")
