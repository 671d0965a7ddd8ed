"""What other bots fell into: doubles, lost memory, leaked words, answers to themselves."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import Bot
from bot.teams import Teams
from store.database import Database
from tests.conversations.conftest import House, carrier
from tests.conversations.hands import Json, Slack

OPEN = "performance got worse since Tuesday"


@pytest.fixture
def kept(slack: Slack) -> list[Json]:
    """Every delivery that went to the bot, to be sent once more."""
    deliveries: list[Json] = []
    carry = slack.carry

    async def keeping(delivery: Json) -> tuple[int, object]:
        deliveries.append(delivery)
        return await carry(delivery)

    slack.carry = keeping
    return deliveries


async def test_slacks_retries_lead_to_one_note(slack: Slack, kept: list[Json]) -> None:
    ts = await slack.say(OPEN)
    for _ in range(3):
        await slack.carry(kept[0])

    assert len(await slack.notes(ts)) == 1


async def test_a_retry_with_a_new_event_id_leads_to_one_note(slack: Slack, kept: list[Json]) -> None:
    ts = await slack.say(OPEN)
    again = {**kept[0], "payload": {**kept[0]["payload"], "event_id": "EvANOTHER"}}

    await slack.carry(again)

    assert len(await slack.notes(ts)) == 1


async def test_a_retry_after_a_restart_leads_to_one_note(
    slack: Slack, kept: list[Json], house: House, bot: Bot
) -> None:
    ts = await slack.say(OPEN)
    restarted = carrier(house, Bot.of(bot.teams))

    await restarted(kept[0])

    assert len(await slack.notes(ts)) == 1


async def test_of_two_processes_that_hear_the_same_at_the_same_moment_one_writes(
    slack: Slack, house: House, bot: Bot, database_file: Path
) -> None:
    """Both are told, as when Slack retries at a second machine while the first is still at work."""
    database = Database.at(f"sqlite:///{database_file}")
    second = Bot.of(Teams(database, bot.teams.open_reader, bot.teams.read_title, bot.teams.manner, bot.teams.shipped))
    carries = [slack.carry, carrier(house, second)]

    async def both(delivery: Json) -> tuple[int, object]:
        answers = await asyncio.gather(*(carry(delivery) for carry in carries))
        return answers[0]

    slack.carry = both
    ts = await slack.say(OPEN)
    await slack.edit(ts, "performance went from 0.7 to 0.8 F1")
    edited = await slack.notes(ts)
    later = await slack.say("@Parlance what is PSI?")
    second.door.close()
    database.close()

    assert len(await slack.calls("chat.postMessage")) == 1
    assert edited == []
    assert len(await slack.whispers(thread=later)) + len(await slack.whispers()) == 1


async def test_the_thread_is_read_once_after_a_restart_and_never_stored(slack: Slack, house: House, bot: Bot) -> None:
    first = await slack.say("the F1 went up")
    slack.carry = carrier(house, Bot.of(bot.teams))

    await slack.say("nice performance", thread=first, by="jon")
    await slack.say("the performance, again", thread=first, by="jon")

    assert await slack.notes(first) == []
    assert len(await slack.calls("conversations.replies")) == 1


async def test_a_thread_that_cannot_be_read_is_no_reason_to_fail(slack: Slack, house: House, bot: Bot) -> None:
    first = await slack.say("good morning")
    slack.carry = carrier(house, Bot.of(bot.teams))
    fault = {"on": "web_api", "method": "conversations.replies", "do": "error", "error": "internal_error"}
    await slack.control.do("faults", add=fault)

    await slack.say(OPEN, thread=first)
    await slack.control.do("faults", clear=True)

    assert len(await slack.notes(first)) == 1


async def test_a_retried_edit_does_nothing_twice(slack: Slack, kept: list[Json]) -> None:
    ts = await slack.say("it got worse")
    await slack.edit(ts, OPEN)
    await slack.click("Not ambiguous here")
    edits = [one for one in kept if one["payload"].get("event", {}).get("subtype") == "message_changed"]

    for one in edits:
        await slack.carry(one)

    assert await slack.notes(ts) == []


async def test_a_mention_that_comes_twice_is_answered_once(slack: Slack, kept: list[Json]) -> None:
    ts = await slack.say("@Parlance help")
    mentions = [one for one in kept if one["name"] == "app_mention"]

    await slack.carry(mentions[0])

    assert len(await slack.whispers(thread=ts)) + len(await slack.whispers()) == 1


async def test_events_out_of_order_leave_no_note_behind(slack: Slack, kept: list[Json]) -> None:
    ts = await slack.say(OPEN)
    await slack.delete(ts)

    await slack.carry(kept[0])  # the message, told once more after its deletion

    assert len(await slack.calls("chat.postMessage")) == 1


async def test_nothing_logged_holds_what_was_said_or_a_secret(
    slack: Slack, house: House, logged: Callable[[], str]
) -> None:
    await slack.say(f"{OPEN} zebra-crossing")
    await slack.click("response time")
    await slack.type("/parlance zebra-crossing")

    text = logged()
    assert '"heard"' in text
    assert "zebra" not in text
    assert not [secret for secret in house.credentials.values() if secret and len(secret) > 12 and secret in text]


async def test_dismissals_make_it_quieter_by_themselves(slack: Slack, bot: Bot) -> None:
    team = bot.teams.of((await slack.control.look("state"))["team"]["id"])
    channel = next(one["id"] for one in (await slack.control.look("state"))["channels"] if one["name"] == "team")
    await slack.say(OPEN)

    await slack.click("Not ambiguous here")

    assert team.history.recent(channel).dismissed == 1


async def test_when_slack_refuses_the_note_the_word_may_be_noted_later(slack: Slack) -> None:
    await slack.control.do(
        "faults", add={"on": "web_api", "method": "chat.postMessage", "do": "error", "error": "fatal_error", "times": 1}
    )
    first = await slack.say("good morning")
    await slack.say(OPEN, thread=first)
    await slack.say("performance, anyone?", thread=first, by="jon")

    assert len(await slack.notes(first)) == 1


async def test_a_note_that_slack_took_without_saying_so_goes_with_its_message(slack: Slack) -> None:
    await slack.control.do(
        "faults", add={"on": "web_api", "method": "chat.postMessage", "do": "accept_then_timeout", "times": 1}
    )
    first = await slack.say("good morning")
    ts = await slack.say(OPEN, thread=first)

    await slack.delete(ts)

    assert await slack.notes(first) == []


async def test_when_slack_took_the_note_but_never_said_so_it_is_not_written_twice(slack: Slack) -> None:
    await slack.control.do(
        "faults", add={"on": "web_api", "method": "chat.postMessage", "do": "accept_then_timeout", "times": 1}
    )
    first = await slack.say("good morning")
    await slack.say(OPEN, thread=first)
    await slack.say("performance, anyone?", thread=first, by="jon")

    assert len(await slack.notes(first)) == 1


@pytest.mark.usefixtures("surprises_are_expected")
async def test_a_surprise_gives_the_person_a_number_that_the_log_knows(
    slack: Slack, bot: Bot, logged: Callable[[], str]
) -> None:
    bot.teams.of((await slack.control.look("state"))["team"]["id"])
    bot.door.close()  # a broken bot: nothing blocking can be done any more

    told = await slack.type("/parlance mute")

    reference = told.split("`")[1]
    assert "nothing was changed" in told
    assert reference in logged()


@pytest.mark.usefixtures("surprises_are_expected")
async def test_an_outage_is_told_once_and_its_end_as_well(slack: Slack, bot: Bot, logged: Callable[[], str]) -> None:
    """The database is gone for three messages; each failure keeps its number, the stack is written once."""
    await slack.say("good morning")
    with bot.teams.database.begin() as connection:
        connection.exec_driver_sql("alter table heard rename to heard_elsewhere")
    for _ in range(3):
        await slack.say(OPEN)
    with bot.teams.database.begin() as connection:
        connection.exec_driver_sql("alter table heard_elsewhere rename to heard")

    ts = await slack.say(OPEN)

    text = logged()
    assert len(await slack.notes(ts)) == 1
    assert [text.count(word) for word in ('"surprise"', '"exception"', '"lost"', '"back"')] == [3, 1, 1, 1]
