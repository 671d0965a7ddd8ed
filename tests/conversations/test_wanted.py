"""What is missing in the dictionary is counted without a name, and told to whoever looks after it."""

from tests.conversations.hands import Slack


async def test_a_word_looked_up_in_vain_waits_without_a_name(slack: Slack) -> None:
    slack.channel = "#general"
    await slack.type("/define LTV", by="jon")
    await slack.type("/define ltv", by="lee")

    await slack.type("/parlance wanted", by="ada")

    shown = str((await slack.ephemerals(by="ada"))[-1]["blocks"])
    assert "*ltv*  looked up 2 times" in shown
    assert "Jon" not in shown
    assert "<@" not in shown


async def test_an_acronym_is_suggested_once_it_is_frequent_and_only_suggested(slack: Slack) -> None:
    for number in range(3):
        before = str(await slack.open_home(by="ada"))
        await slack.say(f"the RBX is down again, run {number}", where="#general")

    assert "RBX" not in before
    assert "*RBX*  read in 3 messages" in str(await slack.open_home(by="ada"))
    assert "not in the dictionary" in await slack.type("/define RBX")


async def test_what_is_said_behind_a_door_is_not_counted(slack: Slack) -> None:
    for number in range(3):
        await slack.say(f"the RBX is down again, run {number}", by="lee", where="#board")

    assert "*RBX*" not in str(await slack.open_home(by="ada"))


async def test_a_curator_defines_it_or_leaves_it(slack: Slack) -> None:
    slack.channel = "#general"
    await slack.type("/define LTV", by="jon")
    await slack.type("/define GMV", by="jon")
    await slack.type("/define GMV = what was sold", by="jon")
    await slack.type("/parlance wanted", by="ada")

    await slack.click("Leave it", by="ada")

    assert "left alone" in (await slack.whispers(by="ada"))[-1]
    assert "Nothing is missing" in await slack.type("/parlance missing", by="ada")


async def test_who_is_no_curator_does_not_put_it_aside(slack: Slack) -> None:
    slack.channel = "#general"
    await slack.type("/define LTV", by="jon")
    await slack.type("/parlance wanted", by="jon")

    await slack.click("Leave it", by="jon")

    assert "Only a curator" in (await slack.whispers(by="jon"))[-1]
