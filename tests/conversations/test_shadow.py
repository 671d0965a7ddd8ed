"""Shadow: a week is read, nothing is written there, each note can be judged, and the judgements become a setting."""

from bot.app import Bot
from tests.conversations.hands import Json, Slack

DAY = 86400


async def past(slack: Slack, *texts: str) -> None:
    messages = [{"as": "ana", "text": text, "ago": (len(texts) - n) * DAY // 2 + 60} for n, text in enumerate(texts)]
    await slack.control.do("history", channel="#team", messages=messages)


async def report(slack: Slack, *, by: str = "ana") -> str:
    return str((await slack.direct(by=by))[-1].get("blocks"))


async def test_it_reports_privately_what_it_would_have_written(slack: Slack) -> None:
    await past(slack, "performance got worse", "good morning", "performance is 0.7 F1", "the performance again")

    await slack.type("/parlance shadow")

    told = await report(slack)
    assert "Of 4 messages" in told
    assert "2 notes" in told
    assert "asked which is meant: prediction quality · response time" in told
    seen = await slack.control.look("messages/%23team", as_="lee")
    assert not [one for one in seen["messages"] if one.get("bot_id")]


async def test_another_channel_is_named_and_threads_are_read(slack: Slack) -> None:
    await slack.say("hello")
    await slack.say("performance got worse", thread=True)

    await slack.type("/parlance shadow #team", where="#modelling")

    assert "2 messages" in await report(slack)


async def test_judged_notes_become_a_proposal_and_going_live_uses_it(slack: Slack) -> None:
    await past(slack, "performance got worse")
    await slack.type("/parlance settings")
    await slack.submit(trial="watch")
    await slack.type("/parlance shadow")
    slack.channel = "@Parlance"

    await slack.click("Right")
    assert "From what you say" in await report(slack)
    await slack.click("Use that and go live")

    slack.channel = "#team"
    assert len(await slack.notes(await slack.say("performance got worse since Tuesday"))) == 1


async def test_what_was_not_needed_is_not_written_once_it_is_live(slack: Slack) -> None:
    """The same two messages before and after: what was judged decides which of them gets a note."""
    await past(slack, "performance got worse", "good morning", "the performance again!")
    await slack.type("/parlance shadow")
    slack.channel = "@Parlance"
    await slack.click("Not needed", on=await item(slack, 0))
    await slack.click("Right", on=await item(slack, 1))
    told = await report(slack)
    await slack.click("Use that and go live")
    slack.channel = "#team"
    threads = [await slack.say(text) for text in ("one", "two")]

    await slack.say("performance got worse", thread=threads[0])
    await slack.say("performance got worse!", thread=threads[1])

    assert "leaves 1 of 2: 1 of 1 you called right, 0 of 1 you did not need" in told
    assert [len(await slack.notes(ts)) for ts in threads] == [0, 1]


async def item(slack: Slack, place: int) -> Json:
    """One of the notes of the report, with its buttons."""
    message = (await slack.direct())[-1]
    rows = [block for block in message["blocks"] if str(block.get("block_id", "")).startswith("found:")]
    return {**message, "blocks": [rows[place]]}


async def test_a_trial_that_was_cut_short_goes_on_where_it_stopped(slack: Slack, surprises_are_expected: None) -> None:
    await past(slack, "performance got worse", "good morning", "the performance again")
    fault = {"on": "web_api", "method": "chat.update", "do": "error", "error": "fatal_error", "times": 1}
    await slack.control.do("faults", add=fault)
    await slack.type("/parlance shadow")

    await slack.type("/parlance shadow")

    assert "Of 3 messages" in await report(slack)


async def test_a_channel_the_bot_is_not_in_is_not_read(slack: Slack) -> None:
    assert "both of us are in" in await slack.type("/parlance shadow #elsewhere")


async def test_what_is_no_channel_is_answered_with_how_to_ask(slack: Slack) -> None:
    assert "`/parlance shadow #channel`" in await slack.type("/parlance shadow everything")


async def test_a_new_channel_is_watched_first_where_the_installation_says_so(slack: Slack, bot: Bot) -> None:
    await slack.type("/define PSI")  # the team is open
    object.__setattr__(bot.teams, "trial_days", 7)
    await slack.control.do("invite", as_="ana", channel="#elsewhere", people=["Parlance"])
    await slack.settle()
    slack.channel = "#elsewhere"

    ts = await slack.say("performance got worse since Tuesday")

    assert await slack.notes(ts) == []
