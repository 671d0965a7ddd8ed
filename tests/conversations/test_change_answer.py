"""Teams answer on their cards; the announcer sees it at once, and nobody is asked twice for nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from changes.announcing import Announcing
from changes.model import Destination, Draft, Subscription
from changes.reminders import Hours
from changes.subscriptions import Subscriptions
from tests.conversations.announcing import (
    LATER,
    SOONER,
    adapt_by,
    announced,
    cards,
    channel_id,
    filled,
    follows,
    may_announce,
    modal,
    person_id,
    press,
    summary,
)
from tests.conversations.hands import Slack
from tests.conversations.post import Post


@pytest.fixture(autouse=True)
async def a_change(slack: Slack, post: Post) -> None:
    """Ana has announced one to #team."""
    await may_announce(post)
    await follows(post, "team", "warehouse.orders.*")
    await announced(slack, post)


async def told_as_a_group(slack: Slack, post: Post) -> dict[str, dict[str, Any]]:
    """Ada has told the two of @ml-team, each directly: their cards."""
    group = (await slack.control.look("state", as_="ana"))["usergroups"][0]["id"]
    draft = Draft("Their table moves", "schema", ("lab.rows",), breaking=True)
    here, ada = await post.here(), await person_id(slack, "ada")
    Announcing(here).announce(draft, ada, datetime.now(UTC), named=[Destination("group", group)])
    await post.sent()
    direct = {name: await slack.direct(by=name) for name in ("ana", "lee")}
    return {name: next(one for one in told if "Their table" in one["text"]) for name, told in direct.items()}


async def test_one_press_answers_for_the_team_and_the_announcer_sees_it(slack: Slack, post: Post) -> None:
    await slack.click("No impact", by="jon")
    await post.sent()

    (card,) = await cards(slack)
    assert "answered *no impact*" in str(card["blocks"])
    assert "1 of 1 team answered: 1 no impact" in (await summary(slack))["text"]


async def test_a_team_changes_its_mind_and_takes_its_answer_back(slack: Slack, post: Post) -> None:
    await slack.click("No impact", by="jon")
    await adapt_by(slack, (await cards(slack))[0], SOONER, by="lee")
    assert "answered *adapting*" in str((await cards(slack))[0]["blocks"])

    await slack.click("Undo", by="jon")
    assert "answered *no impact*" in str((await cards(slack))[0]["blocks"])
    await slack.click("Undo", by="jon")

    await post.sent()
    assert "answered" not in str((await cards(slack))[0]["blocks"])
    assert "0 of 1 team answered" in (await summary(slack))["text"]


async def test_adapting_after_the_date_is_said_to_be_late(slack: Slack, post: Post) -> None:
    await adapt_by(slack, (await cards(slack))[0], LATER, by="jon")
    await post.sent()

    assert "after it takes effect" in (await slack.whispers(by="jon"))[-1]
    assert "after it takes effect" in str((await summary(slack))["blocks"])


async def test_nobody_adapts_by_a_day_that_has_passed(slack: Slack) -> None:
    await adapt_by(slack, (await cards(slack))[0], "2020-01-01", by="jon")

    assert "has passed already" in (await slack.whispers(by="jon"))[-1]
    assert "answered" not in str((await cards(slack))[0]["blocks"])


async def test_who_is_blocked_gets_a_thread_with_the_contact(slack: Slack, post: Post) -> None:
    (card,) = await cards(slack)
    await slack.click("Blocked, talk to us", by="jon")
    assert "Amounts become cents" in str(await modal(slack, by="jon"))
    await slack.submit(by="jon", words="our report <!channel> runs on Mondays")
    await post.sent()

    (thread,) = await slack.replies(card["ts"])
    assert "can you talk here?" in thread["text"]
    assert "<!channel>" not in thread["text"]
    assert "1 blocked" in (await summary(slack))["text"]


async def test_a_question_reaches_the_announcer_and_its_answer_the_team(slack: Slack, post: Post) -> None:
    (card,) = await cards(slack)
    await slack.click("Question", by="jon")
    await slack.submit(by="jon", words="Also the old rows?")
    await post.sent()
    asked = next(
        one
        for one in await slack._messages(where="@Parlance", thread_ts=(await summary(slack))["ts"])
        if "Also the old rows?" in one["text"]
    )

    await press(slack, asked, "Answer")
    assert "Also the old rows?" in str(await modal(slack))
    await slack.submit(words="Yes, all of them.")
    await post.sent()

    assert "answers to “Also the old rows?”: Yes, all of them." in (await slack.replies(card["ts"]))[-1]["text"]


async def test_whoever_asks_for_a_user_group_is_the_one_who_reads_the_answer(slack: Slack, post: Post) -> None:
    theirs = await told_as_a_group(slack, post)
    slack.channel = "@Parlance"
    await slack.click("Question", by="lee", on=theirs["lee"])
    await slack.submit(by="lee", words="Also the old rows?")
    await post.sent()
    thread = await slack.replies((await summary(slack, by="ada"))["ts"], by="ada")
    (asked,) = [one for one in thread if "Also the old rows?" in one["text"]]

    await press(slack, asked, "Answer", by="ada")
    await slack.submit(by="ada", words="Yes, all of them.")
    await post.sent()

    assert "See the card" not in str(asked)
    assert "Yes, all of them." in (await slack.replies(theirs["lee"]["ts"], by="lee"))[-1]["text"]
    assert await slack.replies(theirs["ana"]["ts"], by="ana") == []


async def test_whoever_is_blocked_in_a_direct_message_reads_who_was_told(slack: Slack, post: Post) -> None:
    theirs = await told_as_a_group(slack, post)
    slack.channel = "@Parlance"
    await slack.click("Blocked, talk to us", by="lee", on=theirs["lee"])
    await slack.submit(by="lee", words="No time before May")
    await post.sent()

    (line,) = await slack.replies(theirs["lee"]["ts"], by="lee")
    assert f"I have told <@{await person_id(slack, 'ada')}>" in line["text"]
    assert "can you talk here" not in line["text"]


async def test_everyone_can_ask_why_they_were_told(slack: Slack) -> None:
    await slack.click("Why did I get this?", by="lee")

    assert "you follow" in (await slack.whispers(by="lee"))[-1]


async def test_a_long_text_is_there_in_full_behind_one_press(slack: Slack, post: Post) -> None:
    what, to_do = f"It begins here.\n{'It goes on. ' * 200}It ends here.", f"{'&' * 2_900} and last"
    await slack.type("/change announce")
    await slack.submit(**filled(title="A long one", what=what, to_do=to_do))
    assert "*Read all of it* on the card opens the rest." in str(await modal(slack))
    await slack.submit()
    await post.sent()
    card = next(one for one in await cards(slack) if "A long one" in one["text"])
    assert ("It begins here." in str(card), "It ends here." in str(card)) == (True, False)

    await slack.click("Read all of it", by="jon", on=card)

    texts = [one["text"]["text"] for one in (await modal(slack, "jon"))["blocks"]]
    assert "It ends here." in "".join(texts)
    assert "".join(texts).count("&amp;") == 2_900
    assert texts[-2].endswith("and last")


async def test_a_short_text_needs_no_press(slack: Slack) -> None:
    assert "Read all of it" not in str(await cards(slack))


async def test_the_announcer_sees_every_answer_as_a_table(slack: Slack, post: Post) -> None:
    await slack.click("No impact", by="jon")
    await post.sent()

    await press(slack, await summary(slack), "Who answered what")

    assert "no impact" in str((await modal(slack))["blocks"])


async def test_a_revision_that_is_no_worse_keeps_the_answers_and_says_what_changed(slack: Slack, post: Post) -> None:
    await slack.click("No impact", by="jon")
    await post.sent()
    await press(slack, await summary(slack), "Revise")
    await slack.submit(why="Rounding went wrong")
    assert "every answer that was given still holds" in str(await modal(slack))

    await slack.submit()
    await post.sent()

    (card,) = await cards(slack)
    assert "Revised" in card["text"]
    assert "answered *no impact*" in str(card["blocks"])


async def test_a_revision_that_is_worse_asks_anew(slack: Slack, post: Post) -> None:
    await slack.click("No impact", by="jon")
    await post.sent()
    await press(slack, await summary(slack), "Revise")
    await slack.submit(day=SOONER)
    assert "1 team that answered is asked anew" in str(await modal(slack))

    await slack.submit()
    await post.sent()

    assert "answered" not in str((await cards(slack))[0]["blocks"])
    assert "0 of 1 team answered" in (await summary(slack))["text"]


async def test_whoever_is_asked_anew_is_called_in_the_thread_once_and_told_why(slack: Slack, post: Post) -> None:
    (card,) = await cards(slack)
    await slack.click("No impact", by="jon")
    await press(slack, await summary(slack), "Revise")
    await slack.submit(day=SOONER)
    await slack.submit()
    await post.sent()
    (line,) = await slack.replies(card["ts"])
    assert f"*No impact* by <@{await person_id(slack, 'jon')}> no longer counts (it comes earlier: " in line["text"]

    await press(slack, await summary(slack), "Revise")
    await slack.submit(severity="critical")
    await slack.submit()
    await post.sent()

    assert await slack.replies(card["ts"]) == [line]


async def test_a_withdrawal_says_why_wherever_the_change_stood(slack: Slack, post: Post) -> None:
    await press(slack, await summary(slack), "Withdraw")
    assert "Say why" in str((await slack.submit(why="  ")).get("errors"))

    await slack.submit(why="The vendor agreed to keep it.")
    await post.sent()

    (card,) = await cards(slack)
    assert card["text"].startswith("Withdrawn: Amounts become cents. Why: The vendor agreed")
    assert "withdrawn" in (await summary(slack))["text"]


async def test_done_is_said_on_the_card_which_then_asks_nothing(slack: Slack, post: Post) -> None:
    await press(slack, await summary(slack), "It is done")
    await post.sent()

    (card,) = await cards(slack)
    assert "It is done." in str(card["blocks"])
    assert "No impact" not in str(card["blocks"])


async def test_the_proof_is_two_files(slack: Slack, post: Post) -> None:
    await slack.click("No impact", by="jon")
    await post.sent()

    await press(slack, await summary(slack), "Export")

    thread = await slack._messages(where="@Parlance", thread_ts=(await summary(slack))["ts"])
    names = [file["name"] for message in thread for file in message.get("files", [])]
    assert {name.rpartition(".")[2] for name in names} == {"csv", "json"}


async def test_the_silent_are_reminded_in_their_hours_and_an_answer_ends_it(slack: Slack, post: Post) -> None:
    here = await post.here()
    near = datetime.now(UTC) + timedelta(days=29, hours=5)
    always = Hours("UTC", days=tuple(range(7)), start=datetime.min.time(), end=datetime.max.time())
    (reminded,) = Announcing(here).remind(near, lambda team: always)
    await post.sent()
    reminder = (await cards(slack))[-1]
    assert reminder["text"].startswith("Reminder: Amounts become cents")

    await slack.click("No impact", by="lee", on=reminder)

    assert reminded[0].number == 1
    assert Announcing(here).remind(near + timedelta(hours=20), lambda team: always) == []
    assert ["no impact" in str(one["blocks"]) for one in await cards(slack)] == [True, True]


async def test_what_could_not_be_delivered_is_told_and_sent_again(slack: Slack, post: Post) -> None:
    await slack.type("/change announce")
    await slack.submit(**filled(title="Also modelling", channels=[await channel_id(slack, "modelling")]))
    await slack.submit()
    await slack.control.do("kick", as_="ana", channel="#modelling", people=["Parlance"])
    await post.sent()
    failing = next(one for one in await slack.direct() if "Also modelling:" in one["text"])
    assert "1 not delivered" in failing["text"]

    await slack.control.do("invite", as_="ana", channel="#modelling", people=["Parlance"])
    await slack.settle()
    await press(slack, failing, "Send again")
    await post.sent()

    assert any("Also modelling" in one["text"] for one in await cards(slack, "#modelling"))


async def test_what_is_announced_while_the_worker_is_at_work_stands_there_without_anybody_doing_more(
    slack: Slack, post: Post
) -> None:
    await slack.type("/change announce")
    await slack.submit(**filled(title="Quick", channels=[await channel_id(slack, "general")]))
    async with post.at_work():
        await slack.submit()
        await post.over()

    assert any("Quick" in one["text"] for one in await cards(slack, "#general"))


async def test_a_team_of_people_is_told_one_by_one_and_any_of_them_answers_for_all(slack: Slack, post: Post) -> None:
    here = await post.here()
    group = (await slack.control.look("state", as_="ana"))["usergroups"][0]["id"]
    with here.database.begin() as connection:
        Subscriptions(here).add(connection, Subscription("", Destination("group", group), "model:fraud"))
    await announced(slack, post, title="New scores", assets="model:fraud")
    (card,) = [one for one in await slack.direct(by="lee") if "New scores" in one["text"]]

    await press(slack, card, "No impact", by="lee")
    await post.sent()

    assert not any("New scores (" in one["text"] for one in await slack.direct())  # Ana announced it herself
    assert any("1 of 1 team answered: 1 no impact" in one["text"] for one in await slack.direct())

    about = next(one for one in await slack.direct() if "New scores:" in one["text"])
    await press(slack, about, "It is in effect")
    await post.sent()
    await press(slack, about, "It is done")
    await post.sent()

    theirs = [one for one in await slack.direct(by="lee") if "New scores (" in one["text"]]
    assert ["It is done." in str(one["blocks"]) for one in theirs] == [True]


async def test_what_a_program_announced_can_be_questioned_too(slack: Slack, post: Post) -> None:
    here, team = await post.here(), Destination("channel", await channel_id(slack, "team"))
    draft = Draft("From CI <!channel>", "api", ("api:pay",), contact="pay@north.example")
    Announcing(here).announce(draft, "command line", datetime.now(UTC), named=[team])
    await post.sent()
    card = next(one for one in await cards(slack) if "From CI" in one["text"])

    await slack.click("Blocked, talk to us", by="jon", on=card)
    await slack.submit(by="jon", words="We cannot deploy on Fridays")
    await post.sent()

    (thread,) = await slack.replies(card["ts"])
    assert "We cannot deploy on Fridays" in thread["text"]
    assert "answered *blocked*" in str([one["blocks"] for one in await cards(slack)])
