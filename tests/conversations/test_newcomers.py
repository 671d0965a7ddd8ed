"""Who joins a channel gets one letter with the words that are new to them, and never the same word again."""

import pytest

from tests.conversations.hands import Slack


@pytest.fixture(autouse=True)
async def busy(slack: Slack) -> None:
    """#team has used words for a while, three of them often enough to be worth a letter."""
    for text in ("performance is bad", "the PSI is up", "recall fell", "the PSI again"):
        await slack.say(text)


async def join(slack: Slack, *, who: str = "kim") -> list[str]:
    await slack.control.do("join", as_=who, channel="#team")
    await slack.settle()
    return [str(one["blocks"]) for one in await slack.direct(by=who)] if who else []


async def test_a_newcomer_gets_the_words_used_there_privately(slack: Slack) -> None:
    (letter,) = await join(slack)

    assert "*PSI*" in letter
    assert "How far a distribution has moved." in letter
    assert await slack.ephemerals(by="lee") == []


async def test_what_belongs_to_another_discipline_comes_first(slack: Slack) -> None:
    (letter,) = await join(slack)

    assert letter.index("*PSI*") < letter.index("*performance*")


async def test_coming_back_brings_no_second_letter(slack: Slack) -> None:
    await join(slack)
    await slack.control.do("leave", as_="kim", channel="#team")
    await slack.settle()

    assert len(await join(slack)) == 1


async def test_a_word_one_knows_shrinks_and_is_not_told_again(slack: Slack) -> None:
    await join(slack)
    slack.channel, slack.last = "@Parlance", ""
    await slack.click("I know it", by="kim")

    assert ":white_check_mark: PSI" in str((await slack.direct(by="kim"))[-1]["blocks"])
    slack.channel = "#modelling"
    await slack.type("/parlance me", by="kim")
    assert "'initial_value': 'PSI'" in str(await slack.views(by="kim"))


async def test_who_wants_no_notes_gets_no_letter(slack: Slack) -> None:
    await slack.type("/parlance mute me", by="kim", where="#modelling")
    before = len(await slack.direct(by="kim"))

    assert len(await join(slack)) == before
