"""A word that people here read differently gets one small note, once, and only where it helps."""

from tests.conversations.hands import Slack

ASK = "*performance* is read in two ways here: prediction quality · response time. Which is meant?"


async def test_an_open_word_is_asked_about_once_in_its_thread(slack: Slack) -> None:
    ts = await slack.say("performance got worse since Tuesday")
    await slack.say("yes, performance is bad", by="jon", thread=True)

    assert await slack.notes(ts) == [ASK]


async def test_a_message_that_says_what_it_means_is_left_alone(slack: Slack) -> None:
    ts = await slack.say("performance is down to 0.7 F1 since Tuesday")

    assert await slack.notes(ts) == []


async def test_the_thread_so_far_counts_as_context(slack: Slack) -> None:
    ts = await slack.say("the F1 of the new run is in")
    await slack.say("is the performance any better?", by="jon", thread=True)

    assert await slack.notes(ts) == []


async def test_where_everybody_reads_it_the_same_way_nothing_is_said(slack: Slack) -> None:
    slack.channel = "#modelling"

    ts = await slack.say("performance got worse since Tuesday")

    assert await slack.notes(ts) == []


async def test_somebody_who_joins_changes_who_is_present(slack: Slack) -> None:
    slack.channel = "#modelling"
    before = await slack.say("performance got worse since Tuesday")
    await slack.control.do("join", as_="jon", channel="#modelling")
    await slack.settle()

    after = await slack.say("performance got worse again")

    assert (await slack.notes(before), await slack.notes(after)) == ([], [ASK])


async def test_code_quotes_links_and_file_names_are_not_read(slack: Slack) -> None:
    ts = await slack.say("`performance` and https://example.com/performance and performance.csv\n> performance")

    assert await slack.notes(ts) == []


async def test_an_answer_that_takes_the_word_otherwise_is_noted(slack: Slack) -> None:
    ts = await slack.say("performance is at 300 ms since Tuesday")
    await slack.say("0.9 F1 was enough for me", by="jon", thread=True)

    assert await slack.notes(ts) == [ASK]


async def test_an_answer_that_takes_the_word_as_it_was_meant_is_left_alone(slack: Slack) -> None:
    ts = await slack.say("performance is at 300 ms since Tuesday")
    await slack.say("400 ms here", by="jon", thread=True)

    assert await slack.notes(ts) == []


async def test_a_channel_it_was_not_invited_to_is_not_heard(slack: Slack) -> None:
    slack.channel = "#elsewhere"

    ts = await slack.say("performance got worse since Tuesday")

    assert await slack.notes(ts) == []


async def test_the_same_word_is_not_brought_up_again_soon_outside_threads(slack: Slack) -> None:
    first = await slack.say("performance got worse since Tuesday")
    second = await slack.say("and the performance of the other one?", by="jon")

    assert (await slack.notes(first), await slack.notes(second)) == ([ASK], [])


async def test_an_edit_that_settles_the_meaning_takes_the_note_back(slack: Slack) -> None:
    ts = await slack.say("performance got worse since Tuesday")

    await slack.edit(ts, "performance got worse since Tuesday, 300 ms more")

    assert await slack.notes(ts) == []


async def test_an_edit_that_brings_the_word_in_is_read(slack: Slack) -> None:
    ts = await slack.say("it got worse since Tuesday")

    await slack.edit(ts, "performance got worse since Tuesday")

    assert await slack.notes(ts) == [ASK]


async def test_an_edit_that_changes_nothing_about_it_leaves_the_note(slack: Slack) -> None:
    ts = await slack.say("performance got wrose since Tuesday")
    (posted,) = await slack.replies(ts)

    await slack.edit(ts, "performance got worse since Tuesday")

    assert [one["ts"] for one in await slack.replies(ts)] == [posted["ts"]]


async def test_with_the_message_goes_the_note(slack: Slack) -> None:
    ts = await slack.say("performance got worse since Tuesday")

    await slack.delete(ts)

    assert await slack.notes(ts) == []


async def test_bots_are_not_read(slack: Slack) -> None:
    ts = await slack.say("performance got worse since Tuesday")
    (note,) = await slack.replies(ts)

    assert note["bot_id"]  # it names the word, was heard again by the bot, and led to nothing more
    assert len(await slack.replies(ts)) == 1
