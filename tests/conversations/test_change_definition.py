"""A meaning that is edited in Slack travels to whoever follows the word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Bot
from store.workspace import Workspace
from tests.conversations.changes import opened, post_what_waits
from tests.conversations.conftest import House
from tests.conversations.hands import Slack


@pytest.fixture
def bot(database_file: Path) -> Iterator[Bot]:
    yield from opened(database_file)


async def cards(slack: Slack) -> list[str]:
    found = await slack.control.look("messages/%23modelling", as_="kim")
    return [one["text"] for one in found["messages"] if one.get("bot_id") and not one.get("is_ephemeral")]


async def field(slack: Slack, text: str) -> dict[str, str]:
    """The open form's meaning, filled in."""
    (view,) = await slack.views()
    block = next(one["block_id"] for one in view["blocks"] if str(one.get("block_id")).startswith("definition:"))
    return {block: text}


async def test_followers_of_a_word_read_what_it_means_now_and_a_typo_tells_nobody(
    slack: Slack, here: Workspace, house: House
) -> None:
    await slack.type("/change subscribe term:churn", by="kim", where="#modelling")
    slack.channel = "#modelling"
    await slack.click("Subscribe", by="kim")
    slack.channel = "#team"
    await slack.type("/define churn = customers who leave within 30 days")
    assert await post_what_waits(house, here) == 0

    await slack.type("/define churn")
    await slack.click("Something is wrong")
    await slack.submit(**await field(slack, "customers who leeve within 30 days"))
    assert await post_what_waits(house, here) == 0

    await slack.type("/define churn")
    await slack.click("Something is wrong")
    await slack.submit(**await field(slack, "customers who leave within 60 days"))
    await post_what_waits(house, here)

    (card,) = await cards(slack)
    assert "“churn” means something else" in card


async def test_who_follows_a_subject_reads_of_a_word_about_it_too(slack: Slack, here: Workspace, house: House) -> None:
    await slack.type('/change subscribe about "payment latency"', by="kim", where="#modelling")
    slack.channel = "#modelling"
    await slack.click("Subscribe", by="kim")
    slack.channel = "#team"
    await slack.type("/define lag = payment latency, from the click")
    await slack.type("/define lag")
    await slack.click("Something is wrong")
    await slack.submit(**await field(slack, "payment latency"))
    await post_what_waits(house, here)

    (card,) = await cards(slack)
    assert "“lag” means something else" in card


async def test_two_entries_that_become_one_are_told_to_who_follows_either(
    slack: Slack, here: Workspace, house: House
) -> None:
    for word in ("churn", "attrition"):
        await slack.type(f"/define {word} = what {word} means here, in a few words")
    await slack.type("/change subscribe term:attrition", by="kim", where="#modelling")
    slack.channel = "#modelling"
    await slack.click("Subscribe", by="kim")
    slack.channel = "#team"

    await slack.type("/define attrition")
    await slack.click("More")
    await slack.submit(into="churn")
    await post_what_waits(house, here)

    (card,) = await cards(slack)
    assert "“churn” and “attrition” have one more meaning each" in card
