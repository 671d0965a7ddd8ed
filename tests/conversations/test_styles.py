"""How a note appears is the channel's choice: not at all, as a mark, to the author alone, or in the thread."""

import pytest

from bot.app import Bot
from bot.manners import Style
from bot.views.annotation import REACTION
from tests.conversations.conftest import House
from tests.conversations.hands import Slack

OPEN = "performance got worse since Tuesday"


async def style(bot: Bot, house: House, wanted: Style) -> None:
    state = await house.control.look("state", as_="ana")
    bot.teams.of(state["team"]["id"]).manners.wish("", style=wanted)


async def test_off_is_off(slack: Slack, bot: Bot, house: House) -> None:
    await style(bot, house, "off")

    ts = await slack.say(OPEN)

    assert (await slack.notes(ts), await slack.reactions(ts)) == ([], [])


async def test_quiet_marks_the_message_and_a_click_shows_the_note_to_that_person_alone(
    slack: Slack, bot: Bot, house: House
) -> None:
    await style(bot, house, "quiet")
    ts = await slack.say(OPEN)
    await slack.react(ts, REACTION, by="jon")

    assert await slack.notes(ts) == []
    assert await slack.reactions(ts) == [REACTION]
    assert len(await slack.whispers(by="jon")) == 1
    assert await slack.whispers(by="lee") == []


async def test_a_quiet_note_can_be_answered_and_then_shared(slack: Slack, bot: Bot, house: House) -> None:
    await style(bot, house, "quiet")
    ts = await slack.say(OPEN)
    await slack.react(ts, REACTION, by="jon")
    await slack.click("response time", by="jon")

    await slack.click("Share in thread", by="jon")

    (shared,) = await slack.notes(ts)
    assert shared.startswith("In this thread: *performance* = response time")


async def test_a_dismissed_mark_is_taken_off(slack: Slack, bot: Bot, house: House) -> None:
    await style(bot, house, "quiet")
    ts = await slack.say(OPEN)
    await slack.react(ts, REACTION, by="jon")

    await slack.click("Not ambiguous here", by="jon")

    message = await slack.message(ts)
    assert [one["count"] for one in message["reactions"]] == [1]  # Jon's own click is his
    assert "slower to bring up" in (await slack.whispers(by="jon"))[0]


async def test_an_edit_takes_the_mark_off(slack: Slack, bot: Bot, house: House) -> None:
    await style(bot, house, "quiet")
    ts = await slack.say(OPEN)

    await slack.edit(ts, "it got worse since Tuesday")

    assert await slack.reactions(ts) == []


async def test_author_shows_the_note_to_the_author_alone(slack: Slack, bot: Bot, house: House) -> None:
    await style(bot, house, "author")

    ts = await slack.say(OPEN, by="ana")

    assert len(await slack.whispers(by="ana")) == 1
    assert (await slack.whispers(by="jon"), await slack.notes(ts)) == ([], [])


async def test_an_authors_private_answer_pins_the_thread(slack: Slack, bot: Bot, house: House) -> None:
    await style(bot, house, "author")
    ts = await slack.say(OPEN)
    await slack.click("response time")

    await slack.say("so how is the performance now?", thread=True, by="jon")

    assert await slack.whispers(by="jon", thread=ts) == []


@pytest.mark.parametrize("wanted", ["quiet", "author", "thread"])
async def test_every_style_can_take_words_of_ones_own(slack: Slack, bot: Bot, house: House, wanted: Style) -> None:
    await style(bot, house, wanted)
    ts = await slack.say(OPEN)
    if wanted == "quiet":
        await slack.react(ts, REACTION, by="ana")
    await slack.click("Something else")
    await slack.submit(sense="another", wording="battery life")

    seen = [*await slack.notes(ts), *await slack.whispers()]
    assert [text for text in seen if "battery life" in text]
