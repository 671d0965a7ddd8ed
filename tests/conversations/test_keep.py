"""The life of an entry: other names, an owner, an end, joining two; each kept in the history, each to be taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import Bot
from tests.conversations.hands import Slack

LONG_AGO = 200


async def more(slack: Slack, word: str, *, by: str = "ana") -> None:
    await slack.type(f"/define {word}", by=by)
    await slack.click("More", by=by)


@pytest.fixture
async def aged(slack: Slack, bot: Bot) -> None:
    """Jon wrote a word long ago, and nobody has looked at it since."""
    await slack.type("/define LTV = what a customer brings", by="jon")
    team = bot.teams.of((await slack.control.look("state"))["team"]["id"])
    past = (datetime.now(UTC) - timedelta(days=LONG_AGO)).timestamp()
    with team.workspace.database.begin() as connection:
        connection.exec_driver_sql(f"update glossary_version set at = {past}")


async def test_another_name_leads_to_the_entry(slack: Slack) -> None:
    await more(slack, "PSI")

    await slack.submit(aliases="stability index, population index")

    assert "How far a distribution has moved" in await slack.type("/define population index")
    assert "also called stability index, population index" in (await slack.whispers())[-2]


async def test_a_name_that_is_taken_is_named_in_the_form_with_what_to_do(slack: Slack) -> None:
    await more(slack, "PSI")

    answer = await slack.submit(aliases="recall")

    assert "leads to the entry “recall” already" in answer["errors"]["aliases"]


async def test_a_word_that_should_not_be_used_any_more_says_what_to_say(slack: Slack) -> None:
    await more(slack, "PSI")
    await slack.submit(instead="stability index", why="Nobody outside knows it.")

    await slack.type("/define PSI")

    shown = str((await slack.ephemerals())[-1]["blocks"])
    assert "Better not used any more; say *stability index*. Nobody outside knows it." in shown


async def test_a_word_cannot_be_replaced_by_itself(slack: Slack) -> None:
    await more(slack, "PSI")

    answer = await slack.submit(instead="psi")

    assert "cannot be replaced by itself" in answer["errors"]["instead"]


async def test_a_replacement_that_is_no_word_is_told_at_its_own_field(slack: Slack) -> None:
    await more(slack, "PSI")

    answer = await slack.submit(instead="…")

    assert "with a letter or a digit" in answer["errors"]["instead"]


async def test_an_owner_is_shown_by_name(slack: Slack) -> None:
    jon = (await slack.control.look("state", as_="jon"))["me"]
    await more(slack, "PSI")
    await slack.submit(owner=jon)

    await slack.type("/define PSI")

    assert f"Owner: <@{jon}>" in str((await slack.ephemerals())[-1]["blocks"])


async def test_two_entries_become_one_and_can_be_parted_again(slack: Slack) -> None:
    await slack.type("/define hit rate = how many of the true cases were caught")
    await more(slack, "hit rate")
    await slack.submit(into="recall")

    assert "recall" in await slack.type("/define hit rate")
    assert "how many of the true cases were caught" in await slack.type("/define recall")
    await slack.type("/define recall")
    await slack.click("History")
    assert "with hit rate" in str((await slack.ephemerals())[-1]["blocks"])


async def test_what_it_is_to_be_joined_to_must_be_there(slack: Slack) -> None:
    await more(slack, "PSI")

    answer = await slack.submit(into="recal")

    assert "Did you mean recall?" in answer["errors"]["into"]


async def test_of_two_who_keep_the_same_entry_nobody_loses_what_was_typed(slack: Slack) -> None:
    await more(slack, "PSI", by="ana")
    await more(slack, "PSI", by="jon")
    await slack.submit(by="ana", aliases="stability index")

    first = await slack.submit(by="jon", instead="drift score")
    shown = str((await slack.views(by="jon"))[-1])
    await slack.submit(by="jon", instead="drift score", aliases="stability index")

    assert first["outcome"] == "updated"
    assert "Somebody changed the entry" in shown
    assert "drift score" in shown
    assert "How far a distribution" in await slack.type("/define stability index")


@pytest.mark.usefixtures("aged")
async def test_who_wrote_it_is_asked_whether_it_is_still_right(slack: Slack) -> None:
    before = str(await slack.open_home(by="jon"))
    assert "Still right?" not in str(await slack.open_home(by="ana"))

    after = str(await slack.press_home("Still right", by="jon"))

    assert "Still right?" in before
    assert "last confirmed" not in before
    assert "Still right?" not in after


@pytest.mark.usefixtures("aged")
async def test_in_a_curated_dictionary_a_stranger_does_not_confirm(slack: Slack, bot: Bot) -> None:
    slack.channel = "#general"
    await slack.type("/parlance settings workspace", by="ada")
    await slack.submit(by="ada", review="curated")
    await more(slack, "LTV", by="lee")

    await slack.submit(by="lee", aliases="lifetime value")
    assert "A curator will look" in (await slack.whispers(by="lee"))[-1]
    await slack.type("/parlance review", by="ada")
    assert "also called lifetime value" in str((await slack.ephemerals(by="ada"))[-1]["blocks"])
    await slack.click("Approve", by="ada")

    assert "what a customer brings" in await slack.type("/define lifetime value")
