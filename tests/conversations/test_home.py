"""App Home shows what waits for me and what is new where I am; fast, paged, never too long for Slack."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.home import ORDER, Section
from bot.views.blocks import section
from bot.views.home import home
from playground.block_kit.check import check_view
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
    second = str((await slack.press_home("Next"))["blocks"])

    assert first.count("what did you mean by") == 5
    assert second.count("what did you mean by") == 1  # six notes an hour is what a channel is given


async def test_it_never_fails_for_somebody_new(slack: Slack) -> None:
    home = await slack.open_home(by="ada")

    assert home["type"] == "home"
    assert len(home["blocks"]) <= 100


@pytest.mark.usefixtures("surprises_are_expected")
async def test_when_one_part_fails_the_others_stand_and_a_number_is_told(
    slack: Slack, logged: Callable[[], str]
) -> None:
    await slack.say("performance got worse since Tuesday")
    fault = {"on": "web_api", "method": "users.conversations", "do": "error", "error": "internal_error"}
    await slack.control.do("faults", add=fault)

    home = str((await slack.open_home())["blocks"])

    assert "what did you mean by *performance*" in home
    assert "Some of this page is missing" in home
    reference = home.split("this number: `")[1].split("`")[0]
    assert reference in logged()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text(max_size=4000)), max_size=30))
@settings(max_examples=40, deadline=None)
def test_however_much_there_is_it_stays_within_slacks_limits(many: list[tuple[int, int, str]]) -> None:
    sections = [
        Section(ORDER[n % len(ORDER)], f"part {n}", ((section(text or "…"),) * blocks,) * items, "Nothing.")
        for n, (items, blocks, text) in enumerate(many)
    ]

    view = home(sections, {})

    check_view(view, ("home",))
    assert len(json.dumps(view)) < 500_000
