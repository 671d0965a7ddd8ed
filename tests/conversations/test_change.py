"""One command for changes, which says what it knows and guesses at typos."""

from tests.conversations.hands import Slack


async def test_the_command_alone_tells_privately_what_one_can_say(slack: Slack) -> None:
    answer = await slack.type("/change")

    assert answer.startswith("After /change you can say")
    assert await slack.whispers(by="jon") == []


async def test_a_typo_of_a_word_gets_the_nearest_one(slack: Slack) -> None:
    assert "Did you mean `/change help`?" in await slack.type("/change hlep")


async def test_nonsense_is_answered_kindly_and_harmlessly(slack: Slack) -> None:
    answer = await slack.type("/change <!channel> now")

    assert "`/change help` lists what it knows" in answer
    assert "<!channel>" not in answer


async def test_inside_threads_the_bots_name_does_the_same(slack: Slack) -> None:
    ts = await slack.say("good morning")
    await slack.say("@Parlance change help", thread=True)

    assert any(text.startswith("After /change") for text in await slack.whispers(thread=ts))
