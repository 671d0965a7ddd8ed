"""A team looks at itself: page by page, kept between sittings, private until shared, with three pages to start with."""

from dataclasses import replace
from typing import Any

import pytest

from bot.app import Bot
from tests import shipped
from tests.conversations.conftest import House, carrier
from tests.conversations.hands import Json, Slack

PAGES = 9


@pytest.fixture(autouse=True)
def whole_library(bot: Bot) -> None:
    """The pages to start with come from all of them."""
    object.__setattr__(bot, "library", replace(bot.library, pages=shipped.pages()))


@pytest.fixture
async def slack(house: House, bot: Bot, whole_library: None, slack: Slack) -> Slack:
    slack.carry = carrier(house, bot)
    return slack


async def page(slack: Slack, by: str = "ana") -> Json:
    return dict((await slack.views(by=by))[-1])


def answers(view: Json, level: str) -> dict[str, Any]:
    """Everything on this page, at one level; the first option where it is a choice."""
    questions = [one for one in view["blocks"] if one["type"] == "input" and one["block_id"].startswith("q")]
    return {one["block_id"]: _value(one, level) for one in questions}


def _value(block: Json, level: str) -> str:
    offered = [one["value"] for one in block["element"]["options"]]
    return level if level in offered else offered[0]


async def answer_all(slack: Slack, level: str, by: str = "ana") -> None:
    for _ in range(PAGES):
        await slack.submit(by=by, **answers(await page(slack, by), level))


async def begun(slack: Slack) -> None:
    await slack.type("/playbook assess")
    await slack.click("Begin")


async def test_it_is_answered_page_by_page_and_kept_between_sittings(slack: Slack, house: House, bot: Bot) -> None:
    await begun(slack)
    assert "Page 1 of 9" in str(await page(slack))
    await slack.submit(**answers(await page(slack), "1"))
    await slack.submit(**answers(await page(slack), "2"))
    assert "Page 3 of 9" in str(await page(slack))
    await slack.control.do("interact", as_="ana", kind="view_closed", view_id=(await page(slack))["id"])
    slack.carry = carrier(house, Bot.of(bot.teams, library=bot.library))

    told = await slack.type("/playbook assess")
    await slack.click("Go on")

    assert "you have answered" in told
    assert "Page 3 of 9" in str(await page(slack))


async def test_one_may_go_back_and_change_an_answer(slack: Slack) -> None:
    await begun(slack)
    first = answers(await page(slack), "1")
    await slack.submit(**first)

    await slack.click("Back")

    assert "Page 1 of 9" in str(await page(slack))
    assert str(await page(slack)).count("'initial_option'") == len(first) + 1  # and the discipline


async def test_results_come_directly_with_a_picture_and_three_pages_to_start_with(slack: Slack) -> None:
    await begun(slack)
    await answer_all(slack, "1")

    await slack.click("Show me the results")

    written = await slack.direct()
    assert "answers of 1 person" in written[-1]["text"]
    assert str(written[-1]["blocks"]).count("Start it in the channel") >= 3
    assert [file["name"] for one in written for file in one.get("files", [])] == ["how-we-work.png"]
    seen = await slack.control.look("messages/%23team", as_="lee")
    assert not [one for one in seen["messages"] if one.get("bot_id")]


async def test_a_page_to_start_with_starts_in_the_teams_channel(slack: Slack) -> None:
    await begun(slack)
    await answer_all(slack, "0")
    await slack.click("Show me the results")
    slack.channel = "@Parlance"

    await slack.click("Start it in the channel")

    seen = await slack.control.look("messages/%23team", as_="lee")
    assert any("done" in one["text"] for one in seen["messages"] if one.get("bot_id"))


async def test_where_people_differ_is_told_and_nobody_is_named_nor_alone_in_a_column(slack: Slack) -> None:
    await begun(slack)
    await answer_all(slack, "0")
    for who, level in (("jon", "3"), ("lee", "2")):
        await slack.type("/playbook assess", by=who)
        await slack.click("Answer", by=who)
        await answer_all(slack, level, by=who)

    await slack.click("Show me the results", by="lee")

    written = await slack.direct(by="lee")
    assert "answers of 3 people" in written[-1]["text"]
    assert "Where your answers differ most" in str(written[-1]["blocks"])
    assert [file["name"] for one in written for file in one.get("files", [])] == [
        "how-we-work.png",
    ]
    assert "Ana" not in str(written[-1]["blocks"])


async def test_who_has_left_the_channel_no_longer_sees_its_results(slack: Slack) -> None:
    await begun(slack)
    await answer_all(slack, "0")
    await slack.control.do("leave", as_="ana", channel="#team")
    await slack.settle()

    await slack.click("Show me the results")

    assert await slack.direct() == [] or "answers of" not in (await slack.direct())[-1]["text"]


async def test_a_self_assessment_belongs_to_a_channel(slack: Slack) -> None:
    await slack.type("/playbook assess", where="@Parlance")

    assert "belongs to the people of its channel" in (await slack.direct())[-1]["text"]


async def test_other_teams_see_only_what_was_shared_and_no_longer_once_it_is_taken_back(slack: Slack) -> None:
    await begun(slack)
    await answer_all(slack, "2")
    assert "No team has shared" in await slack.type("/playbook teams", by="kim", where="#modelling")
    await slack.type("/playbook assess")

    await slack.click("Share with other teams")

    assert "1 team shared" in await slack.type("/playbook teams", by="kim", where="#modelling")
    await slack.type("/playbook assess")
    await slack.click("Stop sharing")
    assert "No team has shared" in await slack.type("/playbook teams", by="kim", where="#modelling")


async def test_the_channel_is_asked_and_anybody_there_may_answer(slack: Slack) -> None:
    await begun(slack)
    await slack.type("/playbook assess")

    await slack.click("Ask this channel")
    await slack.click("Answer", by="jon")

    assert "Page 1 of 9" in str(await page(slack, "jon"))


async def test_two_who_begin_answer_the_same_one_and_the_next_is_compared_with_the_last(slack: Slack) -> None:
    await slack.type("/playbook assess")
    await slack.type("/playbook assess", by="jon")
    await slack.click("Begin")
    await slack.click("Begin", by="jon")
    await answer_all(slack, "1")
    await answer_all(slack, "1", by="jon")
    await slack.type("/playbook assess")
    await slack.click("Close it")
    assert "is closed" in (await slack.whispers())[-1]
    await slack.type("/playbook assess")
    await slack.click("Begin")
    await answer_all(slack, "2")

    await slack.click("Show me the results")

    assert "answers of 1 person" in (await slack.direct())[-1]["text"]
