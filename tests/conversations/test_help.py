"""One asks what the bot can do, and anything else it does not know."""

from tests.conversations.hands import Slack


async def test_help_is_private_and_names_every_word(slack: Slack) -> None:
    answer = await slack.type("/parlance help")

    assert answer.startswith("What I can do")
    assert await slack.whispers(by="jon") == []


async def test_an_empty_command_is_a_question_for_help(slack: Slack) -> None:
    assert (await slack.type("/parlance")).startswith("What I can do")


async def test_a_typo_gets_the_nearest_word(slack: Slack) -> None:
    answer = await slack.type("/parlance mut")

    assert "Did you mean `/parlance mute`?" in answer


async def test_nonsense_is_answered_kindly_and_harmlessly(slack: Slack) -> None:
    answer = await slack.type("/parlance <!channel> https://evil.example")

    assert "`/parlance help` lists what I can do" in answer
    assert "<!channel>" not in answer


async def test_the_bots_name_works_inside_a_thread(slack: Slack) -> None:
    ts = await slack.say("good morning")
    await slack.say("@Parlance help", thread=True)

    assert any(text.startswith("What I can do") for text in await slack.whispers(thread=ts))


async def test_in_a_direct_message_the_word_alone_will_do(slack: Slack) -> None:
    await slack.say("help", where="@Parlance")

    said = await slack._messages(where="@Parlance")
    assert said[-1]["text"].startswith("What I can do")
    assert not said[-1].get("is_ephemeral")
