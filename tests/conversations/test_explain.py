"""*Explain the words here* tells one reader what the words of a message mean, also inside a thread."""

from tests.conversations.hands import Slack


async def explained(slack: Slack, ts: str, *, by: str = "jon") -> str:
    await slack.shortcut("explain", ts, by=by)
    (view,) = await slack.views(by=by)
    return str(view["blocks"])


async def test_the_words_of_a_message_are_explained_to_the_one_who_asked(slack: Slack) -> None:
    ts = await slack.say("the PSI is 0.3 and performance fell to 0.7 F1")

    told = await explained(slack, ts)

    assert "How far a distribution has moved." in told
    assert "*prediction quality*" in told
    assert await slack.notes(ts) == []


async def test_an_open_word_shows_its_ways(slack: Slack) -> None:
    ts = await slack.say("performance!")

    assert "How long an answer takes." in await explained(slack, ts)


async def test_inside_a_thread_what_was_settled_there_is_told(slack: Slack) -> None:
    await slack.say("performance got worse since Tuesday")
    await slack.click("response time")
    reply = await slack.say("then performance is what we fix", thread=True)

    assert "in this thread, response time" in await explained(slack, reply)


async def test_an_unknown_acronym_is_named_with_what_to_do(slack: Slack) -> None:
    ts = await slack.say("the QBR is on Friday, OK?")

    told = await explained(slack, ts)

    assert "`/define QBR = what it means`" in told
    assert "*OK*" not in told


async def test_a_message_without_our_words_says_so(slack: Slack) -> None:
    assert "no word of the dictionary" in await explained(slack, await slack.say("good morning"))


async def test_the_bots_name_explains_the_thread_privately(slack: Slack) -> None:
    ts = await slack.say("is the PSI fine?")
    await slack.say("@Parlance explain", by="jon", thread=True)

    assert "How far a distribution has moved." in (await slack.whispers(by="jon", thread=ts))[-1]


async def test_a_text_may_be_given(slack: Slack) -> None:
    assert "How far a distribution" in await slack.type("/parlance explain the PSI is up")
