"""`/change upcoming`, `history`, `search`: private, paged, shared by a press, drawn as a picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Bot
from changes.announcing import Announcing
from changes.answering import Answering
from changes.model import Ack, Destination, Draft, Owner
from changes.owners import Owners
from store.workspace import Workspace
from tests.conversations.changes import NOW, announced, channel, opened
from tests.conversations.hands import Slack


@pytest.fixture
def bot(database_file: Path) -> Iterator[Bot]:
    yield from opened(database_file)


async def seen(slack: Slack) -> list[str]:
    """What somebody else in the channel sees of the bot."""
    found = await slack.control.look("messages/%23team", as_="lee")
    return [one["text"] for one in found["messages"] if one.get("bot_id") and not one.get("is_ephemeral")]


async def test_what_comes_is_told_privately_soonest_first(slack: Slack, here: Workspace) -> None:
    announced(here, "Later", "shop.a", days=20)
    announced(here, "Sooner", "shop.b", days=2)
    announced(here, "Next year", "shop.c", days=300)

    answer = await slack.type("/change upcoming")

    assert answer.startswith("2 changes in the next 30 days. Sooner; Later")
    assert await seen(slack) == []
    assert (await slack.type("/change upcoming 1 day")).startswith("Nothing takes effect in the next 1 day")
    assert (await slack.type("/change upcoming whenever")).startswith("Say what about")


async def test_the_history_of_an_asset_holds_what_touched_it(slack: Slack, here: Workspace) -> None:
    announced(here, "Amounts", "warehouse.orders.amount")
    announced(here, "Others", "api:pay/v1")

    assert (await slack.type("/change history warehouse.orders")).startswith("1 change of `warehouse.orders`")
    assert "Did you mean `warehouse.orders.amount`?" in await slack.type("/change history warehouse.orderz.amount")
    assert "is not an asset's name" in await slack.type("/change history what? ever")


async def test_a_name_that_somebody_owns_in_part_still_finds_what_was_announced(slack: Slack, here: Workspace) -> None:
    with here.database.begin() as connection:
        Owners(here).put(connection, Owner("weather*", Destination("person", "U1")))
    announced(here, "The feed goes away", "weather feed")

    assert "Did you mean `weather feed`" in await slack.type("/change history weather")


async def test_past_changes_are_found_by_meaning_and_nothing_is_said_of_what_nobody_announced(
    slack: Slack, here: Workspace
) -> None:
    assert "comes near" in await slack.type("/change search latency")
    announced(here, "payment latency budget", "api:pay/v1")
    announced(here, "orders amount", "warehouse.orders")

    assert "payment latency budget" in await slack.type("/change search latency")
    assert (await slack.type("/change search amount")).count("payment") == 0


async def test_past_changes_are_found_by_who_announced_them(slack: Slack, here: Workspace) -> None:
    announced(here, "Theirs", "api:pay/v1")
    Announcing(here).announce(Draft("Hers", "schema", ("api:pay/v2",)), "UANA", NOW, to_nobody=True)

    assert "nearest first. Theirs" in await slack.type("/change search <@UNOBODY|nobody>")
    assert "nearest first. Hers" in await slack.type("/change search <@UANA|ana>")


async def test_much_comes_page_by_page_and_a_share_shows_all_what_was_read(slack: Slack, here: Workspace) -> None:
    for number in range(8):
        announced(here, f"Change {number}", "shop.a", days=number + 1)

    await slack.type("/change upcoming")
    await slack.click("Next")
    read = str((await slack.ephemerals())[-1]["blocks"])
    await slack.click("Share")

    (text,) = await seen(slack)
    assert "Page 2 of 2" in read
    assert "Change 7" in text


async def test_a_list_says_whom_to_ask_and_a_share_of_it_calls_nobody(slack: Slack, here: Workspace) -> None:
    announced(here, "Soon", "shop.a")
    await slack.type("/change upcoming")
    read = str((await slack.ephemerals())[-1]["blocks"])
    await slack.click("Share")

    found = await slack.control.look("messages/%23team", as_="lee")
    (shared,) = [one for one in found["messages"] if one.get("bot_id") and not one.get("is_ephemeral")]
    assert "Announced by <@UNOBODY>" in read
    assert "Soon" in str(shared["blocks"])
    assert "UNOBODY" not in str(shared)


async def test_the_timeline_is_a_picture_for_the_one_who_asks(slack: Slack, here: Workspace) -> None:
    announced(here, "Costs $5 $ and <!channel>", "shop.a")
    await slack.type("/change upcoming")

    await slack.click("Timeline picture")

    assert await seen(slack) == []
    (file,) = [one for message in await slack.direct() for one in message.get("files", [])]
    assert file["name"] == "changes.png"


async def test_the_home_page_shows_what_i_follow_and_what_comes_for_me(slack: Slack, here: Workspace) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")
    announced(here, "Column goes", "shop.a", days=3)
    announced(here, "Not for me", "api:x", days=3)

    home = str((await slack.open_home())["blocks"])

    assert "Changes you follow" in home
    assert "Column goes" in home
    assert "Not for me" not in home


async def test_the_home_page_shows_what_waits_for_an_answer_of_my_channels_and_teams(
    slack: Slack, here: Workspace
) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")
    id_ = announced(here, "Column goes", "shop.a", days=30)
    before = str((await slack.open_home())["blocks"])
    elsewhere = str((await slack.open_home(by="kim"))["blocks"])

    Answering(here).give(Ack(id_, await channel(slack, "team"), "no impact", "U1", NOW, 1))
    after = str((await slack.open_home())["blocks"])

    assert "Changes that wait for an answer" in before
    assert "*Column goes* asks <#C" in before
    assert "Column goes" not in elsewhere
    assert "Changes that wait for an answer" not in after
