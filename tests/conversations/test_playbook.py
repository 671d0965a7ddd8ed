"""A problem told in anybody's words is answered privately with a page, why it fits, and what one can do with it."""

from bot.app import Bot
from tests.conversations.hands import Slack

PROBLEM = "the agency labels our photos differently each week"
TITLE = "Labellers read the instructions in different ways"


async def seen(slack: Slack) -> list[str]:
    """What everybody in the channel sees of the bot."""
    found = await slack.control.look("messages/%23team", as_="lee")
    return [one["text"] for one in found["messages"] if one.get("bot_id") and not one.get("is_ephemeral")]


async def test_a_problem_is_answered_privately_with_the_page_and_why_it_fits(slack: Slack) -> None:
    answer = await slack.type(f"/playbook {PROBLEM}")

    shown = str((await slack.ephemerals())[-1]["blocks"])
    assert answer.startswith(TITLE)
    assert "the agency labels the same photos in two ways" in shown
    assert "Your words that led here: agency, labels, photos" in shown
    assert "Interviews, ICSE 2022" in shown
    assert await seen(slack) == []


async def test_the_page_opens_with_its_steps_its_questions_and_its_evidence(slack: Slack) -> None:
    await slack.type(f"/playbook {PROBLEM}")

    await slack.click("Open page")

    page = str((await slack.views())[-1]["blocks"])
    for part in (TITLE, "Label thirty fresh items", "Questions that start the talk", "8 participants"):
        assert part in page


async def test_what_is_shared_everybody_sees(slack: Slack) -> None:
    await slack.type(f"/playbook {PROBLEM}")

    await slack.click("Share")

    assert [text.partition(":")[0] for text in await seen(slack)] == [TITLE]


async def test_the_bots_name_will_do_inside_a_thread_and_what_is_shared_stays_there(slack: Slack) -> None:
    ts = await slack.say("we should talk about the suppliers")
    await slack.say(f"@Parlance playbook {PROBLEM}", thread=True)
    assert (await slack.whispers(thread=ts))[-1].startswith(TITLE)

    await slack.click("Share")

    assert [text.partition(":")[0] for text in await slack.notes(ts)] == [TITLE]


async def test_a_page_for_a_message_is_in_its_menu(slack: Slack) -> None:
    ts = await slack.say(PROBLEM, by="jon")

    await slack.shortcut("playbook", ts)

    assert (await slack.whispers())[-1].startswith(TITLE)
    assert await slack.whispers(by="jon") == []


async def test_when_nothing_fits_it_says_so_kindly_and_offers_the_pages_by_point(slack: Slack) -> None:
    answer = await slack.type("/playbook <!channel> what is for lunch?")

    assert "I have no page that fits" in answer
    assert "<!channel>" not in answer
    await slack.click("Training data")
    assert TITLE in str((await slack.ephemerals())[-1]["blocks"])


async def test_without_a_problem_one_leafs_through_the_pages(slack: Slack) -> None:
    assert "3 pages, by where the problem shows up" in await slack.type("/playbook")

    await slack.click("Show")
    await slack.click("Open page")

    assert (await slack.views())[-1]["title"]["text"] == "Playbook"


async def test_who_asks_before_the_pages_are_read_is_told_to_wait_and_then_answered(slack: Slack, bot: Bot) -> None:
    assert not bot.library.ready

    await slack.type(f"/playbook {PROBLEM}")

    waited, answered = await slack.whispers()
    assert waited.startswith("One moment")
    assert answered.startswith(TITLE)
