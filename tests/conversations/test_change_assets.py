"""`/change owns`, `who`, `impact`, and the question twice a year whether it is still right."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import Bot
from bot.delivery.confirming import Confirming
from changes.owners import Owners
from store.workspace import Workspace
from tests.conversations.changes import announced, opened, post_what_waits
from tests.conversations.conftest import House
from tests.conversations.hands import Slack

MONDAY = datetime(2030, 3, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def bot(database_file: Path) -> Iterator[Bot]:
    yield from opened(database_file)


def owned(here: Workspace) -> dict[str, str]:
    with here.database.read() as connection:
        return {one.pattern: one.team.kind for one in Owners(here).all(connection)}


async def test_whose_it_is_is_said_once_and_found_by_its_parts(slack: Slack, here: Workspace) -> None:
    said = await slack.type(
        "/change owns #team warehouse.orders contact @Jon contract https://docs.example.com/orders consumers #general"
    )

    assert "owns `warehouse.orders` now" in said
    assert "belongs to <#" in await slack.type("/change who warehouse.orders.amount")
    card = str((await slack.ephemerals())[-1]["blocks"])
    for part in (
        "*Contact:* <@U",
        "<https://docs.example.com/orders>",
        "*Built upon by:* <#C",
        "Through `warehouse.orders`",
    ):
        assert part in card


async def test_what_is_unknown_gets_a_guess(slack: Slack, here: Workspace) -> None:
    await slack.type("/change owns #team warehouse.orders")

    assert "Did you mean `warehouse.orders`?" in await slack.type("/change who warehouse.ordrs")
    assert "Did you mean `warehouse.orders`?" in await slack.type("/change impact warehouse.ordrs")
    assert "I could not read" in await slack.type("/change who")
    assert "Say whose it is" in await slack.type("/change owns")
    assert "I cannot tell who “@nobody” is" in await slack.type("/change owns @nobody warehouse.orders")


async def test_impact_says_whom_a_change_would_reach(slack: Slack, here: Workspace) -> None:
    await slack.type("/change owns #team warehouse.orders consumers #general")
    await slack.type("/change subscribe me warehouse.orders.amount")
    await slack.click("Subscribe")

    answer = await slack.type("/change impact warehouse.orders")

    assert "would reach 3 places" in answer
    assert ", you" in answer


async def test_what_belongs_to_others_is_not_taken_and_whole_systems_only_by_stewards(
    slack: Slack, here: Workspace
) -> None:
    await slack.type("/change owns #board warehouse.orders", by="lee", where="#board")

    refused = await slack.type("/change owns #team warehouse.orders")
    everything = await slack.type("/change owns *")
    handed = await slack.type("/change owns #team warehouse.orders", by="ada", where="#general")

    assert "belongs to" in refused
    assert "Only a steward" in everything
    assert "Before, it was" in handed
    assert list(owned(here)) == ["warehouse.orders"]


async def test_past_changes_are_known_names_too(slack: Slack, here: Workspace) -> None:
    announced(here, "Amounts", "shop.orders")

    assert "Nobody has said yet that `shop.orders` is theirs" in await slack.type("/change who shop.orders")


async def test_who_owns_what_can_be_shown_to_all(slack: Slack, here: Workspace) -> None:
    await slack.type("/change owns #team warehouse.orders")
    await slack.type("/change who warehouse.orders")

    await slack.click("Share")

    found = await slack.control.look("messages/%23team", as_="lee")
    assert "belongs to" in str([one["text"] for one in found["messages"] if not one.get("is_ephemeral")])


async def test_owners_are_asked_twice_a_year_in_working_hours_and_once(
    slack: Slack, here: Workspace, house: House
) -> None:
    await slack.type("/change owns #team warehouse.orders")
    await slack.type("/change owns #team warehouse.stock")
    confirming = Confirming(here)

    assert confirming(MONDAY - timedelta(days=1)) == []  # a Sunday
    assert len(confirming(MONDAY)) == 1
    assert confirming(MONDAY + timedelta(days=1)) == []
    await post_what_waits(house, here)
    await slack.click("Still right")
    with here.database.read() as connection:
        (right, _) = Owners(here).all(connection)
    await slack.click("No longer ours")

    assert right.confirmed is not None
    assert right.confirmed > datetime.now(UTC) - timedelta(minutes=5)
    assert list(owned(here)) == ["warehouse.stock"]


async def test_only_the_team_that_was_asked_answers(slack: Slack, here: Workspace, house: House) -> None:
    await slack.type("/change owns #board warehouse.orders", by="lee", where="#board")
    Confirming(here)(MONDAY)
    await post_what_waits(house, here)
    card = (await slack.control.look("messages/%23board", as_="lee"))["messages"][-1]

    assert "Is this still yours?" in card["text"]
    assert owned(here) == {"warehouse.orders": "channel"}
