"""Naming what is about to change brings one quiet line, rarely; a channel that keeps naming something is asked once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Bot
from changes.subscriptions import Subscriptions
from store.workspace import Workspace
from tests.conversations.changes import announced, opened
from tests.conversations.hands import Slack


@pytest.fixture
def bot(database_file: Path) -> Iterator[Bot]:
    yield from opened(database_file)


async def test_who_names_what_is_about_to_change_is_told_once(slack: Slack, here: Workspace) -> None:
    announced(here, "Amounts become decimals", "warehouse.orders.amount", days=3)

    await slack.say("why is `orders.amount` so high today?")
    await slack.say("and `orders.amount` again", thread=True)
    first = await slack.notes()
    await slack.say("look at warehouse.orders.amount please")

    assert len(first) == 1
    assert "`warehouse.orders.amount` is about to change" in first[0]
    assert await slack.notes() == []


async def test_what_changes_later_or_is_not_named_brings_nothing(slack: Slack, here: Workspace) -> None:
    announced(here, "Far away", "warehouse.orders.amount", days=60)

    await slack.say("why is `orders.amount` so high today?")

    assert await slack.notes() == []


async def test_code_quotes_and_links_are_not_read(slack: Slack, here: Workspace) -> None:
    announced(here, "Amounts become decimals", "warehouse.orders.amount", days=3)

    for text in (
        "```select warehouse.orders.amount from x```",
        "> look at warehouse.orders.amount\nno idea",
        "https://docs.example.com/warehouse.orders.amount",
    ):
        await slack.say(text)
        assert await slack.notes() == []


async def test_where_notes_are_private_so_is_the_hint(slack: Slack, here: Workspace, bot: Bot) -> None:
    announced(here, "Amounts become decimals", "warehouse.orders.amount", days=3)
    await slack.type("/parlance style author", by="ada", where="#general")
    bot.teams.of(here.id).manners.wish("", style="author")

    await slack.say("why is `orders.amount` so high today?")

    assert await slack.notes() == []
    assert "is about to change" in (await slack.whispers())[-1]


async def test_a_muted_channel_and_one_that_said_never_stay_quiet(slack: Slack, here: Workspace) -> None:
    announced(here, "One", "shop.a.one", days=3)
    announced(here, "Two", "shop.b.two", days=3)

    await slack.say("is `shop.a.one` slow?")
    await slack.click("Never here")
    await slack.say("is `shop.b.two` slow?")
    quiet = await slack.notes()
    assert "hints on` or" in await slack.type("/change hints maybe")
    await slack.type("/change hints on")
    await slack.say("is `shop.b.two` still slow?")

    assert quiet == []
    assert "`shop.b.two` is about to change" in (await slack.notes())[0]


async def test_more_is_told_to_whoever_asks(slack: Slack, here: Workspace) -> None:
    announced(here, "Amounts become decimals", "warehouse.orders.amount", days=3)
    await slack.say("why is `orders.amount` so high today?")

    await slack.click("Tell me more")

    assert "*Amounts become decimals*" in (await slack.whispers(thread=slack.last))[-1]


async def test_hints_share_the_budget_of_notes(slack: Slack, here: Workspace) -> None:
    for number in range(8):
        announced(here, f"Change {number}", f"shop.t{number}.x", days=3)
    heard = 0
    for number in range(8):
        await slack.say(f"look at `shop.t{number}.x`")
        heard += len(await slack.notes())

    assert heard == 6


async def test_a_channel_that_keeps_naming_something_may_follow_it_in_one_click(slack: Slack, here: Workspace) -> None:
    announced(here, "Old", "warehouse.stock.level", days=100)
    for text in ("`stock.level` is off", "see `warehouse.stock.level`", "again warehouse.stock.level"):
        await slack.say(text, by="jon")

    assert "Shall I tell this channel when that changes?" in (await slack.whispers(by="jon"))[-1]
    await slack.click("Subscribe", by="jon")

    with here.database.read() as connection:
        (one,) = Subscriptions(here).all(connection)
    assert (one.destination.kind, one.wish) == ("channel", "warehouse.stock.*")


async def test_a_suggestion_that_was_sent_away_does_not_come_back(slack: Slack, here: Workspace) -> None:
    announced(here, "Old", "warehouse.stock.level", days=100)
    for _ in range(3):
        await slack.say("see `warehouse.stock.level`")
    await slack.click("Not now")
    before = len(await slack.ephemerals())

    for _ in range(4):
        await slack.say("see `warehouse.stock.level`")

    assert len(await slack.ephemerals()) == before
