"""The tokens of many workspaces are kept apart, found, replaced and forgotten, on both databases."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from slack_bolt.async_app import AsyncApp
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient

from bot.door import Door
from bot.installations import Installations, OrganisationWide, States
from bot.slack import client_of
from store.database import Database


def installation(team: str, token: str) -> Installation:
    return Installation(app_id="A1", team_id=team, bot_token=token, bot_id="B1", bot_user_id="U0", user_id="U1")


@pytest.fixture
def door() -> Iterator[Door]:
    opened = Door(2)
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database, door: Door) -> Installations:
    return Installations.on(database, "client", door)


async def token(store: Installations, team: str) -> str | None:
    found = await store.async_find_bot(enterprise_id=None, team_id=team)
    return found.bot_token if found else None


async def test_each_workspace_has_its_own_token(store: Installations) -> None:
    await store.async_save(installation("T1", "one"))
    await store.async_save(installation("T2", "two"))

    assert (await token(store, "T1"), await token(store, "T2"), await token(store, "T3")) == ("one", "two", None)


async def test_a_workspace_of_an_organisation_is_found_by_its_own_name(store: Installations) -> None:
    """A delivery knows the workspace only; the organisation comes with events."""
    of_one = installation("T1", "one")
    of_one.enterprise_id = "E1"
    await store.async_save(of_one)
    await store.async_save(installation("T2", "two"))

    found = [await store.bot_in(team) for team in ("T1", "T2", "T3")]

    assert [one.bot_token if one else None for one in found] == ["one", "two", None]


async def test_an_installation_for_a_whole_organisation_is_refused_and_not_kept(store: Installations) -> None:
    whole = installation("", "token")
    whole.team_id, whole.enterprise_id, whole.is_enterprise_install = None, "E1", True

    with pytest.raises(OrganisationWide):
        await store.async_save(whole)

    assert await store.async_find_bot(enterprise_id="E1", team_id=None, is_enterprise_install=True) is None


async def test_an_uninstalled_workspace_leaves_no_token(store: Installations) -> None:
    await store.async_save(installation("T1", "one"))

    await store.async_delete_all(enterprise_id=None, team_id="T1")

    assert await token(store, "T1") is None
    assert await store.async_find_installation(enterprise_id=None, team_id="T1") is None


async def test_a_state_is_good_once(database: Database, door: Door) -> None:
    states = States.on(database, door)
    state = await states.async_issue()

    assert (await states.async_consume(state), await states.async_consume(state)) == (True, False)


def test_the_steps_make_what_slacks_stores_expect(store: Installations, database: Database) -> None:
    inspector = sa.inspect(database.engine)

    for table in (store.writer.bots, store.writer.installations):
        assert {one["name"] for one in inspector.get_columns(table.name)} == {one.name for one in table.columns}


def test_tokens_hide_in_repr(store: Installations) -> None:
    assert "engine" not in repr(store)


async def test_who_installs_is_told_on(database: Database, door: Door) -> None:
    heard: list[tuple[str, str]] = []
    store = Installations.on(database, "client", door, lambda team, by: heard.append((team, by)))

    await store.async_save(installation("T1", "one"))

    assert heard == [("T1", "U1")]


async def test_a_program_reaches_its_own_workspace_by_the_token_of_its_installation(store: Installations) -> None:
    await store.async_save(installation("T1", "one"))
    app = AsyncApp(
        signing_secret="s", installation_store=store, client=AsyncWebClient(base_url="http://slack.test/api/")
    )

    theirs, nobodys = await client_of(app, "T1"), await client_of(app, "T2")

    assert theirs is not None
    assert (theirs.token, theirs.base_url, nobodys) == ("one", "http://slack.test/api/", None)


async def test_a_token_we_were_given_reaches_the_one_workspace() -> None:
    app = AsyncApp(signing_secret="s", client=AsyncWebClient(token="given"))

    assert await client_of(app, "T1") is app.client
