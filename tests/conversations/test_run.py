"""A page is started as a card in the channel; steps are ticked off there by anybody, and nothing is overwritten."""

from tests.conversations.checklist import cards, fill, started
from tests.conversations.hands import Slack


async def test_a_step_that_is_done_is_done_for_all_in_the_same_card(slack: Slack) -> None:
    card = await started(slack)
    assert "0 of 9 done" in card["text"]

    await slack.click("Done", by="jon", on=card)

    (after,) = await cards(slack)
    assert (after["ts"], "1 of 9 done" in after["text"]) == (card["ts"], True)


async def test_of_two_who_press_different_things_the_slower_is_told_and_nothing_is_overwritten(slack: Slack) -> None:
    card = await started(slack)
    await slack.click("Skip", by="jon", on=card)
    await slack.click("Done", by="ana", on=card)

    await slack.submit(by="jon", why="we did this in May")

    assert "Somebody was faster" in (await slack.whispers(by="jon"))[-1]
    assert "1 of 9 done" in (await cards(slack))[0]["text"]


async def test_skipping_needs_a_reason_that_all_can_read(slack: Slack) -> None:
    card = await started(slack)
    await slack.click("Skip", on=card)
    assert "Say in a few words why" in str((await slack.submit(why="  ")).get("errors"))

    await slack.submit(why="we did this in May")

    assert "we did this in May" in str((await cards(slack))[0]["blocks"])


async def test_a_page_runs_once_in_a_place_until_it_is_ended(slack: Slack) -> None:
    await started(slack)
    await slack.click("Start it here")
    assert "already running here" in (await slack.whispers())[-1]

    await slack.click("Finish")
    await fill(slack, status="finished")
    await slack.click("Start it here")

    assert len(await cards(slack)) == 2


async def test_what_waits_for_the_owner_is_on_their_list_and_their_page(slack: Slack) -> None:
    assert "Nothing waits for you" in await slack.type("/playbook todo")
    await started(slack)

    assert "9 steps wait for you" in await slack.type("/playbook todo")
    assert "/archives/" in str((await slack.ephemerals())[-1]["blocks"]), "each leads to the card where it is settled"
    assert "Nothing waits for you" in await slack.type("/parlance todo", by="jon")
    assert "Playbooks running" in str((await slack.open_home())["blocks"])
