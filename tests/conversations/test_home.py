"""App Home shows what waits for me and what is new where I am; fast, paged, never too long for Slack."""

from tests.conversations.hands import Slack


async def test_a_question_about_my_message_waits_for_me_until_it_is_answered(slack: Slack) -> None:
    await slack.say("performance got worse since Tuesday")
    before = str((await slack.open_home())["blocks"])

    await slack.click("response time")
    after = str((await slack.open_home())["blocks"])

    assert "what did you mean by *performance*" in before
    assert "Nothing waits for you." in after


async def test_a_question_to_somebody_else_does_not_wait_for_me(slack: Slack) -> None:
    await slack.say("performance got worse since Tuesday")

    assert "Nothing waits for you." in str(await slack.open_home(by="jon"))


async def test_new_words_are_those_of_my_own_channels(slack: Slack) -> None:
    await slack.say("the PSI is up", by="lee", where="#board")

    assert "*PSI*" in str(await slack.open_home(by="ada"))
    assert "*PSI*" not in str(await slack.open_home(by="ana"))


async def test_a_new_word_is_one_click_from_its_meaning(slack: Slack) -> None:
    await slack.say("the PSI is up")

    await slack.press_home("What is it?")

    assert "How far a distribution has moved." in str((await slack.views())[-1])


async def test_what_is_much_comes_page_by_page(slack: Slack) -> None:
    for number in range(7):
        ts = await slack.say(f"good morning {number}")
        await slack.say("performance got worse", thread=ts)

    first = str((await slack.open_home())["blocks"])
    second = str((await slack.press_home("More"))["blocks"])

    assert first.count("what did you mean by") == 5
    assert second.count("what did you mean by") == 1  # six notes an hour is what a channel is given


async def test_it_never_fails_for_somebody_new(slack: Slack) -> None:
    home = await slack.open_home(by="ada")

    assert home["type"] == "home"
    assert len(home["blocks"]) <= 100
