"""Quiet when asked, for a thread, a channel or a person; and loud again."""

from bot.app import Bot
from tests.conversations.conftest import House, carrier
from tests.conversations.hands import Slack

OPEN = "performance got worse since Tuesday"


async def test_a_muted_channel_hears_nothing_until_unmuted(slack: Slack) -> None:
    await slack.type("/parlance mute", by="jon")
    quiet = await slack.say(OPEN)
    await slack.type("/parlance unmute")
    loud = await slack.say(OPEN)

    assert (await slack.notes(quiet), len(await slack.notes(loud))) == ([], 1)


async def test_a_muted_thread_is_quiet_and_the_channel_is_not(slack: Slack) -> None:
    thread = await slack.say("good morning")
    await slack.say("@Parlance mute", thread=True)
    await slack.say(OPEN, thread=True)

    elsewhere = await slack.say(OPEN)

    assert (await slack.notes(thread), len(await slack.notes(elsewhere))) == ([], 1)


async def test_who_wants_no_notes_gets_none_and_others_do(slack: Slack) -> None:
    await slack.type("/parlance mute me", by="jon")
    mine = await slack.say(OPEN, by="jon")
    other = await slack.say(OPEN, by="ana")

    assert (await slack.notes(mine), len(await slack.notes(other))) == ([], 1)


async def test_one_may_change_ones_mind(slack: Slack) -> None:
    await slack.type("/parlance mute me")
    await slack.type("/parlance unmute me")

    assert len(await slack.notes(await slack.say(OPEN))) == 1


async def test_a_mute_survives_a_restart(slack: Slack, house: House, bot: Bot) -> None:
    await slack.type("/parlance mute")
    bot.teams.forget(next(iter(bot.teams._open)))
    slack.carry = carrier(house, Bot.of(bot.teams))

    assert await slack.notes(await slack.say(OPEN)) == []


async def test_slash_commands_know_no_threads_and_say_so(slack: Slack) -> None:
    assert "inside the thread" in await slack.type("/parlance mute thread")


async def test_what_cannot_be_muted_is_named_back_harmlessly(slack: Slack) -> None:
    answer = await slack.type("/parlance mute <!here> everybody")

    assert "I don't know how to mute" in answer
    assert "<!here>" not in answer
