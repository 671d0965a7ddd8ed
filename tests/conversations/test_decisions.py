"""What was decided is kept with its words settled, confirmed by its author, shown to those who were there."""

from tests.conversations.hands import Slack


async def decided(slack: Slack, text: str = "we ship when the PSI is below 0.1", *, by: str = "ana") -> str:
    ts = await slack.say(text, by=by)
    await slack.shortcut("decision", ts, by=by)
    await slack.submit(by=by)
    return ts


async def test_ones_own_decision_stands_at_once_in_the_thread(slack: Slack) -> None:
    ts = await decided(slack)

    assert (await slack.notes(ts))[-1].startswith("*Decided*: we ship when the PSI is below")


async def test_the_meaning_the_thread_settled_on_is_kept_with_it(slack: Slack) -> None:
    await slack.say("performance got worse since Tuesday")
    await slack.click("response time")
    reply = await slack.say("so performance has to be 20 % better by May", thread=True)
    await slack.shortcut("decision", reply)

    await slack.submit()

    await slack.type("/parlance decisions performance")
    assert "performance = response time" in str((await slack.ephemerals())[-1]["blocks"])


async def test_somebody_elses_words_need_their_author(slack: Slack) -> None:
    ts = await slack.say("we freeze on Friday", by="jon")
    await slack.shortcut("decision", ts, by="ana")
    await slack.submit(by="ana")
    assert "if <@" in (await slack.notes(ts))[-1]
    assert "No decisions" in await slack.type("/parlance decisions")

    await slack.click("Confirm", by="lee")
    assert "Only the author" in (await slack.whispers(by="lee"))[-1]
    await slack.click("Confirm", by="jon")

    assert (await slack.notes(ts))[-1].startswith("*Decided*")
    assert "1 decision" in await slack.type("/parlance decisions")


async def test_marked_twice_it_is_one_decision_with_one_card(slack: Slack) -> None:
    ts = await decided(slack)
    await slack.shortcut("decision", ts)
    await slack.submit(text="we ship when PSI is below 0.2")

    assert len([one for one in await slack.notes(ts) if one.startswith("*Decided*")]) == 1
    assert "1 decision" in await slack.type("/parlance decisions")


async def test_taken_back_it_stands_no_longer(slack: Slack) -> None:
    ts = await decided(slack)

    await slack.click("Take back")

    assert "taken back" in (await slack.notes(ts))[-1]
    assert "No decisions" in await slack.type("/parlance decisions")


async def test_what_was_decided_behind_a_door_stays_there(slack: Slack) -> None:
    slack.channel, slack.person = "#board", "lee"
    await decided(slack, "the PSI budget is cut", by="lee")

    assert "No decisions" in await slack.type("/parlance decisions PSI", by="ana", where="#team")
    assert "1 decision" in await slack.type("/parlance decisions PSI", by="lee", where="#team")


async def test_an_empty_decision_is_refused_inside_the_form(slack: Slack) -> None:
    ts = await slack.say("the PSI")
    await slack.shortcut("decision", ts)

    assert "Say in a sentence" in str((await slack.submit(text="  ")).get("errors"))


async def test_an_export_comes_as_a_file(slack: Slack) -> None:
    await decided(slack, "=1+1 is the PSI")
    await slack.type("/parlance decisions #team")

    await slack.click("Export")

    (file,) = [one for message in await slack.direct() for one in message.get("files", [])]
    assert file["name"] == "decisions.csv"
