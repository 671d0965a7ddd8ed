"""Every note and every silence can be asked for its reason, by those who may read the message."""

from tests.conversations.hands import Slack


async def link(slack: Slack, ts: str, channel: str = "team") -> str:
    state = await slack.control.look("state", as_="ada" if channel == "board" else "ana")
    place = next(one["id"] for one in state["channels"] if one["name"] == channel)
    return f"https://kontor.slack.com/archives/{place}/p{ts.replace('.', '')}"


async def test_why_opens_with_senses_chances_gate_and_settings(slack: Slack) -> None:
    await slack.say("performance got worse since Tuesday")

    await slack.click("Why?", by="jon")

    (view,) = await slack.views(by="jon")
    text = str(view["blocks"])
    assert "response time" in text
    assert "How often the model is right." in text
    assert "people of data science, product and software engineering are here" in text
    assert "a note in the thread" in text


async def test_a_silence_has_a_reason_too(slack: Slack) -> None:
    ts = await slack.say("performance is 0.7 F1")

    answer = await slack.type(f"/parlance why {await link(slack, ts)}")

    assert answer == "I kept quiet about *performance*: the message says which meaning is meant."


async def test_a_message_without_our_words_is_explained_as_such(slack: Slack) -> None:
    ts = await slack.say("good morning")

    answer = await slack.type(f"/parlance why {await link(slack, ts)}")

    assert "I found no word of the dictionary" in answer


async def test_without_a_link_it_says_how_to_get_one(slack: Slack) -> None:
    assert "Copy its link" in await slack.type("/parlance why because")


async def test_who_may_not_read_a_channel_learns_nothing_about_it(slack: Slack) -> None:
    slack.channel, slack.person = "#board", "lee"
    ts = await slack.say("performance got worse since Tuesday")

    answer = await slack.type(f"/parlance why {await link(slack, ts, 'board')}", by="ana", where="#team")

    assert answer == "I explain a message only to people who are in its channel."


async def test_the_message_menu_asks_as_well(slack: Slack) -> None:
    ts = await slack.say("performance is 0.7 F1")

    await slack.shortcut("why", ts, by="jon")

    (view,) = await slack.views(by="jon")
    assert "says which meaning is meant" in str(view["blocks"])


async def test_inside_a_thread_the_bots_name_and_why_will_do(slack: Slack) -> None:
    ts = await slack.say("performance is 0.7 F1")

    await slack.say("@Parlance why", by="jon", thread=True)

    assert "says which meaning is meant" in (await slack.whispers(by="jon", thread=ts))[-1]
