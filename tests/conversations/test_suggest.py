"""Who tells a problem is offered its page: rarely, privately, and not against what they answered."""

import pytest

from bot.app import Bot
from tests.conversations.hands import Slack

TOLD = "the agency labels our photos in two ways each week, the same photos"
OFFERED = "Other teams have had something like this"


@pytest.fixture(autouse=True)
def read(bot: Bot) -> None:
    """The pages are read, as they are after a while."""
    bot.library.find("anything")


async def offers(slack: Slack, by: str = "ana") -> list[str]:
    return [text for text in await slack.whispers(by=by) if text.startswith(OFFERED)]


async def test_who_tells_a_problem_is_offered_its_page_and_nobody_else_sees_it(slack: Slack) -> None:
    await slack.say(TOLD)

    assert len(await offers(slack)) == 1
    assert await offers(slack, by="jon") == []
    await slack.click("Open page")
    assert (await slack.views())[-1]["title"]["text"] == "Playbook"


async def test_it_is_offered_once(slack: Slack) -> None:
    await slack.say(TOLD)
    await slack.say(TOLD)

    assert len(await offers(slack)) == 1


async def test_never_here_holds_after_a_restart(slack: Slack, bot: Bot) -> None:
    await slack.say(TOLD)
    await slack.click("Never here")

    assert "will not offer you pages in this channel" in (await slack.whispers())[-1]
    team = bot.teams.of((await slack.control.look("state"))["team"]["id"])
    bot.teams.forget(team.workspace.id)
    await slack.say(TOLD)
    assert await offers(slack) == []


async def test_not_now_is_taken_for_an_answer(slack: Slack) -> None:
    await slack.say(TOLD)

    await slack.click("Not now")

    assert (await slack.whispers())[-1].startswith("All right")


async def test_in_a_muted_channel_nothing_is_offered(slack: Slack) -> None:
    await slack.type("/parlance mute")

    await slack.say(TOLD)

    assert await offers(slack) == []


async def test_who_wants_no_notes_gets_no_offers(slack: Slack, bot: Bot) -> None:
    team = bot.teams.of((await slack.control.look("state"))["team"]["id"])
    ana = next(one["id"] for one in (await slack.control.look("state"))["people"] if one["name"] == "ana")
    team.people.opt_out(ana)

    await slack.say(TOLD)

    assert await offers(slack) == []


async def test_notes_and_offers_share_one_budget(slack: Slack, bot: Bot) -> None:
    state = await slack.control.look("state")
    channel = next(one["id"] for one in state["channels"] if one["name"] == "team")
    bot.teams.of(state["team"]["id"]).manners.wish(channel, notes_an_hour=1)
    await slack.say("performance got worse since Tuesday")

    await slack.say(TOLD, by="jon")

    assert await offers(slack, by="jon") == []


async def test_a_page_that_was_offered_counts_as_a_note(slack: Slack, bot: Bot) -> None:
    state = await slack.control.look("state")
    channel = next(one["id"] for one in state["channels"] if one["name"] == "team")
    bot.teams.of(state["team"]["id"]).manners.wish(channel, notes_an_hour=1)
    await slack.say(TOLD, by="jon")

    ts = await slack.say("performance got worse since Tuesday")

    assert await slack.notes(ts) == []


async def test_a_note_about_a_word_comes_first_and_then_nothing_is_offered(slack: Slack) -> None:
    ts = await slack.say(f"performance: {TOLD}")

    assert len(await slack.notes(ts)) == 1
    assert await offers(slack) == []


async def test_a_problem_told_in_a_thread_is_answered_there(slack: Slack) -> None:
    ts = await slack.say("good morning")
    await slack.say(TOLD, thread=ts)

    assert any(text.startswith(OFFERED) for text in await slack.whispers(thread=ts))


async def test_a_word_that_is_settled_in_a_thread_is_searched_in_its_meaning(slack: Slack) -> None:
    await slack.say("is the PSI of the agency fine?")
    await slack.say("performance got worse, says the agency", thread=True)
    await slack.click("Something else")
    await slack.submit(sense="another", wording="labels of photos")

    await slack.say("@Parlance playbook the performance of the agency", thread=True)

    assert "Labellers read the instructions" in (await slack.whispers(thread=slack.last))[-1]


async def test_its_author_alone_may_ask_why_a_page_was_offered(slack: Slack) -> None:
    ts = await slack.say(TOLD)
    await slack.shortcut("why", ts)
    mine = str((await slack.views())[-1]["blocks"])
    await slack.shortcut("why", ts, by="jon")

    assert "I offered you “" in mine
    assert "I offered" not in str((await slack.views(by="jon"))[-1]["blocks"])


async def test_why_none_was_offered_is_told_as_well(slack: Slack) -> None:
    ts = await slack.say("good morning to all of you")

    await slack.shortcut("why", ts)

    told = str((await slack.views())[-1]["blocks"])
    assert "none fits this message closely enough" in told
    assert "does not read like the announcement" in told
