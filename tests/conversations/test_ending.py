"""A run is handed over, finished with a look back, started again, or taken up once more."""

from tests.conversations.checklist import card, cards, fill, person, started
from tests.conversations.hands import Slack


async def test_who_takes_a_run_over_is_told_and_its_free_steps_wait_for_them(slack: Slack) -> None:
    await started(slack)
    await slack.click("Hand over")

    await fill(slack, owner=await person(slack, "jon"))

    assert "handed “" in (await slack.direct(by="jon"))[-1]["text"]
    assert "9 steps wait for you" in await slack.type("/playbook todo", by="jon")
    assert "Nothing waits for you" in await slack.type("/playbook todo")


async def test_a_run_ends_with_a_look_back_that_all_can_read(slack: Slack) -> None:
    await started(slack)
    await slack.click("Finish")
    assert "9 steps are still open" in str((await slack.views())[-1]["blocks"])

    await fill(slack, status="finished", helped="the list of odd photos", next_time="ask the agency first")

    assert "this run is finished" in (await cards(slack))[0]["text"]
    assert "the list of odd photos" in await card(slack)
    assert "ask the agency first" in await card(slack)


async def test_two_who_finish_at_once_end_it_once(slack: Slack) -> None:
    on = await started(slack)
    await slack.click("Finish", on=on)
    await slack.click("Finish", by="jon", on=on)
    await fill(slack, status="finished", helped="patience")

    await fill(slack, by="jon", status="abandoned", helped="nothing")

    assert "patience" in await card(slack)
    assert "nothing" not in await card(slack)
    assert "is finished" in str((await slack.direct(by="jon"))[-1:]) + str(await slack.whispers(by="jon"))


async def test_an_ended_run_starts_again_in_a_card_of_its_own(slack: Slack) -> None:
    await started(slack)
    await slack.click("Finish")
    await fill(slack, status="abandoned")

    await slack.click("Start again", by="jon")

    old, new = await cards(slack)
    assert "abandoned" in old["text"]
    assert "0 of 9 done" in new["text"]
    assert "9 steps wait for you" in await slack.type("/playbook todo", by="jon")


async def test_what_was_ended_too_early_goes_on_with_all_it_had(slack: Slack) -> None:
    on = await started(slack)
    await slack.click("Done", on=on)
    await slack.click("Finish")
    await fill(slack, status="abandoned")

    await slack.click("Reopen it")

    (after,) = await cards(slack)
    assert "this run is" not in after["text"]
    assert "1 of 9 done" in after["text"]


async def test_what_runs_here_is_listed_with_a_link(slack: Slack) -> None:
    assert "No playbook is running" in await slack.type("/playbook runs")
    await started(slack)

    assert "1 playbook running" in await slack.type("/playbook runs", by="lee")
    assert "/archives/" in str((await slack.ephemerals(by="lee"))[-1]["blocks"])


async def test_who_starts_what_is_running_is_led_to_its_card(slack: Slack) -> None:
    await started(slack)

    await slack.click("Start it here")

    assert "already running here" in (await slack.whispers())[-1]
    assert "Here is its card" in (await slack.whispers())[-1]
