"""Settings: the channel's own wish over the workspace's, wrong input named inside the form, nobody overwritten in silence."""

from tests.conversations.announcing import person_id
from tests.conversations.hands import Slack

OPEN = "performance got worse since Tuesday"


async def test_a_channel_may_be_quieter_than_the_workspace(slack: Slack) -> None:
    await slack.type("/parlance settings")

    await slack.submit(style="off")

    assert await slack.notes(await slack.say(OPEN)) == []
    assert "Saved for" in (await slack.whispers())[-1]


async def test_watching_only_writes_nothing_and_says_why(slack: Slack) -> None:
    await slack.type("/parlance settings")
    await slack.submit(trial="watch")
    ts = await slack.say(OPEN)
    await slack.shortcut("why", ts)

    assert await slack.notes(ts) == []
    assert "I only watch in this channel" in str(await slack.views())


async def test_days_off_that_cannot_be_read_are_named_inside_the_form(slack: Slack) -> None:
    await slack.type("/parlance settings")

    answer = await slack.submit(holidays="Christmas")

    assert "I cannot read “Christmas” as days off" in answer["errors"]["holidays"]


async def test_a_number_that_is_none_is_named_inside_the_form(slack: Slack) -> None:
    await slack.type("/parlance settings")

    answer = await slack.submit(notes_an_hour="many")

    assert answer["errors"] == {"notes_an_hour": "A whole number from 0 to 60, please, or nothing."}


async def test_two_who_change_different_things_both_get_their_way(slack: Slack) -> None:
    await slack.type("/parlance settings", by="ana")
    await slack.type("/parlance settings", by="jon")
    await slack.submit(by="ana", style="author")
    await slack.submit(by="jon", notes_an_hour="2")

    await slack.type("/parlance settings")
    shown = str(await slack.views())

    assert "'value': 'author'" in shown
    assert "'initial_value': '2'" in shown


async def test_who_changes_what_somebody_just_changed_is_told_and_may_insist(slack: Slack) -> None:
    await slack.type("/parlance settings", by="ana")
    await slack.type("/parlance settings", by="jon")
    await slack.submit(by="ana", notes_an_hour="3")

    first = await slack.submit(by="jon", notes_an_hour="9")
    told = str((await slack.views(by="jon"))[-1])
    second = await slack.submit(by="jon", notes_an_hour="9")

    assert first["outcome"] == "updated"
    assert "Notes an hour, at most: 3" in told
    assert second["outcome"] == "closed"


async def test_whoever_was_made_a_curator_while_the_form_was_open_stays_one(slack: Slack) -> None:
    slack.channel = "#general"
    await slack.type("/parlance settings workspace", by="ada")
    await slack.type("/parlance role @jon curator", by="ada")

    await slack.submit(by="ada", curators=[await person_id(slack, "lee")])

    assert "No proposals wait" in await slack.type("/parlance review", by="jon")
    assert "No proposals wait" in await slack.type("/parlance review", by="lee")


async def test_only_an_admin_sets_the_workspace(slack: Slack) -> None:
    slack.channel = "#general"

    assert "Only an admin" in await slack.type("/parlance settings workspace", by="jon")
    await slack.type("/parlance settings workspace", by="ada")
    await slack.submit(by="ada", style="off")

    assert await slack.notes(await slack.say(OPEN)) == []


async def test_only_an_admin_gives_roles(slack: Slack) -> None:
    slack.channel = "#general"

    assert "Only an admin" in await slack.type("/parlance role @jon admin", by="jon")
    assert "is now a curator" in await slack.type("/parlance role @jon curator", by="ada")


async def test_a_role_nobody_knows_is_answered_with_those_there_are(slack: Slack) -> None:
    assert "member, curator, steward, admin" in await slack.type("/parlance role @jon king")


async def test_while_slack_will_not_say_who_is_admin_nobody_is(slack: Slack, surprises_are_expected: None) -> None:
    slack.channel = "#general"
    await slack.control.do(
        "faults", add={"on": "web_api", "method": "users.info", "do": "error", "error": "internal_error"}
    )

    answer = await slack.type("/parlance role @jon admin", by="ada")

    assert "is now" not in answer
    assert answer


async def test_a_role_is_shown_and_taken_back(slack: Slack) -> None:
    slack.channel = "#general"
    await slack.type("/parlance role @jon curator", by="ada")
    assert "<@" in await slack.type("/parlance role", by="lee")
    assert "No proposals wait" in await slack.type("/parlance review", by="jon")

    await slack.type("/parlance role @jon none", by="ada")

    assert "Only a curator" in await slack.type("/parlance review", by="jon")
    assert "nobody yet" in await slack.type("/parlance roles", by="lee")
