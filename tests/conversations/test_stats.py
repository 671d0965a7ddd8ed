"""Statistics help a team: words and disciplines are counted, persons are not, and a picture is one click away."""

from tests.conversations.hands import Slack


async def noted(slack: Slack) -> None:
    await slack.say("performance got worse since Tuesday", by="ana")
    await slack.click("prediction quality", by="ana")
    thread = await slack.say("hello", by="jon")
    await slack.say("performance got worse", by="jon", thread=thread)
    await slack.click("response time", by="jon")


async def test_words_are_told_with_what_became_of_their_notes(slack: Slack) -> None:
    await noted(slack)
    await slack.type("/define churn")

    await slack.type("/parlance stats")

    told = str((await slack.ephemerals())[-1]["blocks"])
    assert "*performance*  2 noted, 2 answered, 0 dismissed" in told
    assert "data science means prediction quality" in told
    assert "software engineering means response time" in told
    assert "churn (1×)" in told


async def test_nobody_is_named(slack: Slack) -> None:
    await noted(slack)

    await slack.type("/parlance stats here 30 days")

    assert "<@" not in str((await slack.ephemerals())[-1]["blocks"])


async def test_the_picture_comes_to_me_alone_or_is_shared(slack: Slack) -> None:
    await noted(slack)
    await slack.type("/parlance stats")

    await slack.click("Send me the picture")
    (mine,) = [one for one in await slack.direct() if one.get("files")]
    await slack.click("Share the picture here")

    assert mine["files"][0]["name"] == "words-between-us.png"
    found = await slack.control.look("messages/%23team", as_="lee")
    assert [one["files"][0]["mimetype"] for one in found["messages"] if one.get("files")] == ["image/png"]


async def test_what_was_meant_elsewhere_or_long_ago_does_not_count_here(slack: Slack) -> None:
    await noted(slack)

    await slack.type("/parlance stats here", where="#modelling", by="kim")

    told = str((await slack.ephemerals(by="kim", where="#modelling"))[-1]["blocks"])
    assert "Where disciplines differ" not in told
    assert "No notes yet" in told


async def test_where_nothing_was_noted_it_says_so(slack: Slack) -> None:
    await slack.type("/parlance stats")

    assert "No notes yet" in str((await slack.ephemerals())[-1]["blocks"])


async def test_what_cannot_be_counted_is_answered_with_what_can(slack: Slack) -> None:
    assert "`/parlance stats here`" in await slack.type("/parlance stats about ana")
