"""One click settles a word; the author's word counts; minds may change; nothing typed is lost."""

import pytest

from bot.app import Bot
from tests.conversations.hands import Slack

SETTLED = "In this thread: *performance* = response time (<@{}>)"


@pytest.fixture
async def asked(slack: Slack) -> str:
    """Ana said something that was asked about."""
    return await slack.say("performance got worse since Tuesday")


async def person(slack: Slack, name: str) -> str:
    state = await slack.control.look("state", as_=name)
    return str(state["me"])


async def test_one_click_shrinks_the_note_to_one_line(slack: Slack, asked: str) -> None:
    await slack.click("response time")

    assert await slack.notes(asked) == [SETTLED.format(await person(slack, "ana"))]


async def test_a_settled_word_is_not_asked_about_again(slack: Slack, asked: str) -> None:
    await slack.click("response time")

    await slack.say("so the performance of the other one?", by="jon", thread=True)

    assert len(await slack.notes(asked)) == 1


async def test_anyone_may_answer_and_the_author_may_correct_it(slack: Slack, asked: str) -> None:
    await slack.click("response time", by="jon")
    await slack.click("Change", by="ana")
    await slack.submit(sense="quality", by="ana")

    (note,) = await slack.notes(asked)
    assert note == f"In this thread: *performance* = prediction quality (<@{await person(slack, 'ana')}>)"


async def test_nobody_overrules_the_author_and_is_told_so_kindly(slack: Slack, asked: str) -> None:
    await slack.click("response time", by="ana")
    await slack.click("Change", by="jon")
    await slack.submit(sense="quality", by="jon")

    assert await slack.notes(asked) == [SETTLED.format(await person(slack, "ana"))]
    (told,) = await slack.whispers(by="jon", thread=asked) or await slack.whispers(by="jon")
    assert "The author has already said" in told


async def test_something_else_takes_words_of_ones_own(slack: Slack, asked: str) -> None:
    await slack.click("Something else")
    await slack.submit(sense="another", wording="how the <!channel> team does *overall*")

    (note,) = await slack.notes(asked)
    assert "how the" in note
    assert "<!channel>" not in note


async def test_an_empty_answer_is_refused_inside_the_form(slack: Slack, asked: str) -> None:
    await slack.click("Something else")

    answer = await slack.submit(sense="another")

    assert answer["outcome"] == "errors"
    assert "in a few words" in answer["errors"]["wording"]
    assert len(await slack.views()) == 1


async def test_not_ambiguous_here_takes_the_note_away(slack: Slack, asked: str) -> None:
    await slack.click("Not ambiguous here", by="jon")

    assert await slack.notes(asked) == []
    assert "slower to bring up" in (await slack.whispers(by="jon") or await slack.whispers(by="jon", thread=asked))[0]


async def test_a_muted_thread_stays_quiet(slack: Slack, asked: str) -> None:
    await slack.click("Mute thread", by="jon")

    await slack.say("performance, performance", thread=True, by="lee")

    assert await slack.notes(asked) == []


async def test_two_people_may_press_at_once(slack: Slack, asked: str) -> None:
    (note,) = await slack.replies(asked)
    await slack.click("Not ambiguous here", by="jon", on=note)

    await slack.say("never mind", by="jon")

    assert await slack.notes(asked) == []


async def test_words_of_ones_own_wait_for_the_curators(slack: Slack, asked: str, bot: Bot) -> None:
    await slack.click("Something else")
    await slack.submit(sense="another", wording="battery life of the scanner")

    team = bot.teams.of((await slack.control.look("state"))["team"]["id"])
    (proposal,) = team.review.waiting()
    assert proposal.term.senses[-1].definition == "battery life of the scanner"
