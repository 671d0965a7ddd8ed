"""A change is written into a form, looked at, and sent once to everyone concerned; nothing that was typed is lost."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from changes.announcing import Announcing
from changes.drafts import Drafts
from changes.ledger import Ledger
from changes.model import Draft, Incident
from changes.owners import Incidents
from tests.conversations.announcing import (
    SOON,
    announced,
    cards,
    channel_id,
    filled,
    follows,
    may_announce,
    modal,
    person_id,
    press,
)
from tests.conversations.hands import Slack
from tests.conversations.post import Post

LONG_AGO = "2019-01-01"


async def test_who_follows_it_gets_one_card_and_the_announcer_a_summary(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await follows(post, "team", "warehouse.orders.*")

    await announced(slack, post)

    (card,) = await cards(slack, "#team")
    assert "Amounts become cents" in card["text"]
    assert "14:00 Berlin time" in card["text"]
    (summary,) = await slack.direct()
    assert "0 of 1 team answered; 1 of 1 card sent" in summary["text"]


async def test_what_cannot_be_read_in_time_keeps_nobody_waiting(
    slack: Slack, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("checking", "drafting"):
        monkeypatch.setattr(f"bot.{module}.READ_IN_TIME", 0)
    await may_announce(post)

    await slack.type("/change announce warehouse.orders.amount will be cents on 30 February")
    blank = str(await modal(slack))
    await slack.submit(**filled(channels=[await channel_id(slack, "team")]))

    assert "30 February" in blank
    assert "could not tell a date" not in blank
    assert "The words were not checked" in str(await modal(slack))


async def test_a_preview_of_very_many_channels_does_not_ask_slack_about_each(slack: Slack, post: Post) -> None:
    await may_announce(post)
    made = [await slack.control.do("channel", as_="ana", name=f"many-{number}") for number in range(30)]
    await slack.type("/change announce")
    before = len(await slack.calls("conversations.info"))

    await slack.submit(**filled(channels=[one["channel"]["id"] for one in made]))

    assert len(await slack.calls("conversations.info")) - before == 20
    shown = str(await modal(slack))
    assert "I am not in #many-" in shown
    assert "and 10 more, so I could not write there" in shown


@pytest.mark.parametrize("fault", [False, True])
async def test_of_very_many_channels_each_is_looked_at_or_it_is_said_that_it_was_not(
    slack: Slack, post: Post, fault: bool
) -> None:
    await may_announce(post)
    made = [await slack.control.do("channel", as_="ana", name=f"ours-{number}") for number in range(22)]
    for one in made:
        await slack.control.do("invite", as_="ana", channel=one["channel"]["id"], people=["Parlance"])
    await slack.type("/change announce")
    if fault:
        await slack.control.do(
            "faults", add={"on": "web_api", "method": "users.conversations", "do": "error", "error": "fatal_error"}
        )
    before = len(await slack.calls("conversations.info"))

    await slack.submit(**filled(channels=[one["channel"]["id"] for one in made]))

    shown = str(await modal(slack))
    assert "This reaches 22 channels." in shown
    assert ("Of 2 channels I could not tell whether I am in there" in shown) is fault
    assert len(await slack.calls("conversations.info")) - before == (20 if fault else 0)


async def test_what_is_written_in_lines_is_read_in_lines(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await follows(post, "team", "warehouse.orders.*")

    await announced(slack, post, why="Rounding.", to_do="1. Rename the column\n2. Divide by 100\n> thanks")

    ((facts,),) = [
        [one["text"]["text"] for one in card["blocks"] if "Divide" in str(one)] for card in await cards(slack, "#team")
    ]
    assert "*Why:* Rounding.\n*What to do:*\n1. Rename the column\n2. Divide by 100\n\u2060&gt; thanks\n" in facts


async def test_before_it_is_sent_it_says_whom_it_reaches_and_why_and_what_broke_there(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await follows(post, "team", "warehouse.orders.*")
    here = await post.here()
    with here.database.begin() as connection:
        Incidents(here).add(connection, Incident("", "warehouse.orders.amount", "Sums were wrong", datetime.now(UTC)))
    await slack.type("/change announce")

    await slack.submit(**filled(what="The performance stays."))

    shown = str(await modal(slack))
    assert "This reaches 1 channel." in shown
    assert "follows `warehouse.orders.*`" in shown.replace("\\u2060", "")
    assert "*performance* is read in 2 ways" in shown
    assert "Sums were wrong" in shown


async def test_an_unknown_asset_is_asked_about_and_mended_with_one_press(slack: Slack, post: Post) -> None:
    await may_announce(post)
    here = await post.here()
    Announcing(here).announce(
        Draft("Old", "schema", ("warehouse.orders.amount",)), "U0", datetime.now(UTC), to_nobody=True
    )
    await slack.type("/change announce")
    await slack.submit(**filled(assets="warehouse.ordrs.amount"))
    assert "Did you mean" in str(await modal(slack))

    await slack.click("Use warehouse.orders.amount")

    assert "Did you mean" not in str(await modal(slack))


@pytest.mark.parametrize(
    ("given", "block", "fault"),
    [
        ({"day": "2199-01-01"}, "day", "five years ahead"),
        ({"last_day": "2020-01-01", "last_hour": "10:00"}, "last_day", "ends before it begins"),
        ({"day": None}, "day", "A time needs its day"),
        ({"day": "2027-03-28", "hour": "02:30"}, "hour", "does not exist on that day"),
        ({"assets": "warehouse..amount"}, "assets", "nothing between two separators"),
        ({"link": "javascript:alert(1)"}, "link", "That is no address"),
    ],
)
async def test_what_cannot_be_is_said_at_its_field(
    slack: Slack, post: Post, given: dict[str, Any], block: str, fault: str
) -> None:
    await slack.type("/change announce")

    answer = await slack.submit(**{key: value for key, value in filled(**given).items() if value is not None})

    assert fault in str(answer.get("errors", {}).get(block))


async def test_a_day_long_past_is_asked_about_before_anybody_is_told(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await follows(post, "team", "warehouse.orders.*")
    await slack.type("/change announce")
    await slack.submit(**filled(day=LONG_AGO))
    assert "1 January 2019 is more than a month ago. Is the year right?" in str(await modal(slack))

    refused = await slack.submit()
    assert "Tick this if the date is right" in str(refused.get("errors", {}).get("past"))
    await slack.submit(past=["yes"])

    await post.sent()
    assert len(await cards(slack, "#team")) == 1


async def test_a_day_long_past_is_asked_about_in_a_revision_only_when_it_is_new(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await announced(slack, post, channels=[await channel_id(slack, "team")])
    await press(slack, (await slack.direct())[0], "Revise")
    await slack.submit(**filled(day=LONG_AGO))
    assert "Is the year right?" in str(await modal(slack))
    await slack.submit(past=["yes"])

    await press(slack, (await slack.direct())[0], "Revise")
    await slack.submit(**filled(day=LONG_AGO, title="Amounts became cents"))

    shown = str(await modal(slack))
    assert ("Amounts became cents" in shown, "Is the year right?" in shown) == (True, False)


async def test_an_empty_audience_is_asked_about_before_anything_is_recorded(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await slack.type("/change announce")
    await slack.submit(**filled())
    assert "Nobody follows what it touches" in str(await modal(slack))

    refused = await slack.submit()
    await slack.submit(nobody=["yes"])

    assert "Nobody would hear of it" in str(refused.get("errors"))
    await post.sent()
    assert "nobody was asked; nobody is told" in (await slack.direct())[0]["text"]


async def test_what_was_announced_does_not_stand_in_the_form_again(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await slack.type("/change announce")
    await slack.submit(**filled(channels=[await channel_id(slack, "team")]))
    await slack.submit()
    await post.sent()

    shown = await slack.control.do("interact", as_="ana", kind="view_closed", view_id=(await modal(slack))["id"])

    assert shown["views"] == []


async def test_pressing_twice_announces_once(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await slack.type("/change announce")
    await slack.submit(**filled(channels=[await channel_id(slack, "team")]))
    view = await modal(slack)
    await slack.submit()
    await post.sent()

    await slack.control.do("interact", as_="ana", kind="view_submission", view_id=view["id"], values={})
    await slack.settle()
    await post.sent()

    assert len(await cards(slack, "#team")) == 1


async def test_who_may_not_announce_it_asks_who_may_and_the_draft_waits(slack: Slack, post: Post) -> None:
    await slack.type("/change announce")
    await slack.submit(**filled(channels=[await channel_id(slack, "team")]))
    assert "not yours to announce" in str(await modal(slack))
    await slack.submit()
    assert await cards(slack, "#team") == []

    (asked,) = await slack.direct(by="ada")
    await press(slack, asked, "Announce it", by="ada")
    await post.sent()

    assert len(await cards(slack, "#team")) == 1
    assert any("on its way to 1 channel" in one["text"] for one in await slack.direct())


async def test_a_draft_is_kept_resumed_and_thrown_away(slack: Slack, post: Post) -> None:
    await slack.type("/change announce")
    await slack.submit(**filled(what="with all my words"))
    await slack.click("Keep as a draft")
    assert "1 draft of yours" in await slack.type("/change drafts")

    await slack.click("Go on")
    assert "with all my words" in str(await modal(slack))
    await slack.click("Throw away", on=(await slack.ephemerals())[-1])

    assert "You have no drafts" in await slack.type("/change drafts")


async def test_a_kept_draft_opens_before_anything_is_looked_up(slack: Slack) -> None:
    await slack.type("/change announce")
    await slack.submit(**filled())
    await slack.click("Keep as a draft")
    await slack.type("/change drafts")
    before = len(await asked(slack))

    await slack.click("Go on")

    assert (await asked(slack))[before:] == ["views.open", "users.info", "views.update"]


async def test_a_revision_opens_before_anything_is_looked_up(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await follows(post, "team", "warehouse.orders.*")
    await announced(slack, post)
    before = len(await asked(slack))

    await press(slack, (await slack.direct())[0], "Revise")

    assert (await asked(slack))[before:] == ["views.open", "users.info", "views.update"]


async def test_a_draft_that_is_gone_says_so_where_the_form_would_be(slack: Slack, post: Post) -> None:
    await slack.type("/change announce")
    await slack.submit(**filled())
    await slack.click("Keep as a draft")
    await slack.type("/change drafts")
    drafts = Drafts(await post.here())
    (kept,) = drafts.of(await person_id(slack, "ana"))
    drafts.drop(kept.id, kept.announcer)

    await slack.click("Go on")

    shown = await modal(slack)
    assert "is no draft any more" in str(shown)
    assert not shown.get("submit")


async def test_words_after_the_command_fill_the_form(slack: Slack) -> None:
    await slack.type(f"/change announce warehouse.orders.amount will be cents on {SOON}, this breaks sums")

    shown = await modal(slack)
    fields = {one["block_id"]: one["element"] for one in shown["blocks"] if one["type"] == "input"}
    assert fields["assets"]["initial_value"] == "warehouse.orders.amount"
    assert fields["day"]["initial_date"] == SOON
    assert fields["breaking"]["initial_option"]["value"] == "yes"


async def test_a_day_that_does_not_exist_is_said_and_not_guessed(slack: Slack) -> None:
    await slack.type("/change announce warehouse.orders.amount will be cents on 30 February")

    assert "could not tell a date from “30 February”" in str(await modal(slack))


async def test_a_kind_that_is_only_a_guess_is_left_to_choose(slack: Slack) -> None:
    await slack.type("/change announce warehouse.orders will change somehow")

    fields = {one["block_id"]: one for one in (await modal(slack))["blocks"] if one["type"] == "input"}
    assert "initial_option" not in fields["kind"]["element"]
    assert not fields["kind"].get("optional")


async def test_a_messages_menu_opens_the_form_with_what_was_said(slack: Slack) -> None:
    ts = await slack.say("Heads up: warehouse.orders will go away. Tell me if you need it.")

    await slack.shortcut("announce", ts)

    fields = {one["block_id"]: one["element"] for one in (await modal(slack))["blocks"] if one["type"] == "input"}
    assert fields["title"]["initial_value"] == "warehouse.orders will go away"
    assert fields["kind"]["initial_option"]["value"] == "deprecation"
    assert "archives" in fields["link"]["initial_value"]


async def test_ten_thousand_letters_are_cut_kindly_and_wake_nobody(slack: Slack, post: Post) -> None:
    await may_announce(post)
    ts = await slack.say("warehouse.orders will go <!channel> away <https://evil.example|click> *now* " + "x" * 10_000)
    await slack.shortcut("announce", ts)
    shown = await modal(slack)
    assert "the first 3,000 stand here" in str(shown)
    fields = {one["block_id"]: one["element"].get("initial_value") for one in shown["blocks"] if one["type"] == "input"}

    await slack.submit(
        title="<!channel> *now*",
        what=fields["what"],
        kind="schema",
        breaking="unsure",
        severity="low",
        channels=[await channel_id(slack, "team")],
    )
    await slack.submit()
    await post.sent()

    (card,) = [one for one in await cards(slack, "#team") if "now" in one["text"]]
    marked = [block["text"]["text"] for block in card["blocks"] if block["type"] == "section"]
    assert not any("<!channel>" in text or "<https://evil" in text for text in [card["text"], *marked])


async def test_who_cannot_be_reached_is_said_while_the_form_is_open(slack: Slack, post: Post) -> None:
    await slack.type("/change announce")
    elsewhere, me = await channel_id(slack, "elsewhere"), await person_id(slack, "parlance")

    answer = await slack.submit(**filled(people=[me]))
    assert "That is me" in str(answer.get("errors", {}).get("people"))
    await slack.submit(**filled(channels=[elsewhere], people=[]))

    shown = await modal(slack)
    assert "I am not in #elsewhere" in str(shown)
    assert not shown["submit"]
    assert "You have no drafts" in await slack.type("/change drafts")


async def test_its_own_cards_and_those_of_other_bots_start_nothing(slack: Slack, post: Post) -> None:
    await may_announce(post)

    await announced(
        slack,
        post,
        title="we will remove warehouse.orders on Monday",
        what="we will remove warehouse.orders on Monday",
        channels=[await channel_id(slack, "team")],
    )

    assert len(await cards(slack, "#team")) == 1
    assert await slack.whispers() == []


async def test_in_a_thread_the_bots_name_brings_a_button_that_opens_the_form(slack: Slack) -> None:
    ts = await slack.say("good morning")
    await slack.say("@Parlance announce warehouse.orders will go away", thread=True)
    assert any("One more press" in text for text in await slack.whispers(thread=ts))

    await slack.click("Open the form")

    assert "warehouse.orders will go away" in str(await modal(slack))


async def test_a_form_is_acknowledged_before_anything_is_looked_up(slack: Slack, post: Post) -> None:
    """Slack waits three seconds for it, however busy the dictionary, the database and Slack itself are."""
    await may_announce(post)
    await slack.type("/change announce")

    answer = await slack.submit(**filled())

    assert "One moment" in str(answer["view"]), answer
    assert "Nobody follows what it touches" in str(await modal(slack))


async def test_what_a_program_revised_meanwhile_is_not_written_over(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await follows(post, "team", "warehouse.orders.*")
    await announced(slack, post)
    await press(slack, (await slack.direct())[0], "Revise")
    here = await post.here()
    (change,) = Ledger(here).among()
    Announcing(here).revise(change.id, replace(change.content, to_do="Use the view."), "ci", datetime.now(UTC))

    await slack.submit(**filled(title="Amounts become whole cents"))
    assert "It was revised while you wrote" in str(await modal(slack))
    await slack.submit()

    content = Ledger(here).get(change.id).content
    assert (content.title, content.to_do) == ("Amounts become whole cents", "Use the view.")


async def test_a_yes_to_what_was_shown_is_no_yes_to_what_came_after(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await follows(post, "team", "warehouse.orders.*")
    await announced(slack, post)
    await press(slack, (await slack.direct())[0], "Revise")
    await slack.submit(**filled(title="Amounts become whole cents"))
    here = await post.here()
    (change,) = Ledger(here).among()
    Announcing(here).revise(change.id, replace(change.content, to_do="Use the view."), "ci", datetime.now(UTC))

    await slack.submit()

    content = Ledger(here).get(change.id).content
    assert (content.title, content.to_do) == ("Amounts become cents", "Use the view.")
    assert "was revised while you looked" in (await slack.direct())[-1]["text"]
    await press(slack, (await slack.direct())[0], "Revise")
    fields = {one["block_id"]: one["element"].get("initial_value") for one in (await modal(slack))["blocks"]}
    assert (fields["title"], fields["to_do"]) == ("Amounts become whole cents", "Use the view.")


async def test_what_was_confirmed_is_no_proposal_any_more(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await announced(slack, post, channels=[await channel_id(slack, "team")])
    await press(slack, (await slack.direct())[0], "Revise")
    await slack.submit(**filled(title="Amounts become whole cents"))
    await slack.submit()
    here = await post.here()
    (change,) = Ledger(here).among()
    Announcing(here).revise(change.id, replace(change.content, title="Amounts stay"), "ci", datetime.now(UTC))

    await press(slack, (await slack.direct())[0], "Revise")

    fields = {one["block_id"]: one["element"].get("initial_value") for one in (await modal(slack))["blocks"]}
    assert fields["title"] == "Amounts stay"


async def test_a_draft_written_anew_in_another_window_is_looked_at_once_more(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await slack.type("/change announce")
    await slack.submit(**filled(channels=[await channel_id(slack, "team")]))
    here = await post.here()
    (kept,) = Drafts(here).of(await person_id(slack, "ana"))
    other = replace(kept.content, what="Other words.")
    Drafts(here).keep(other, kept.announcer, datetime.now(UTC), Drafts(here).plan(kept.id, kept.announcer), kept.id)

    await slack.submit()

    assert await cards(slack, "#team") == []
    assert "was written anew since you looked at it" in (await slack.direct())[-1]["text"]


async def asked(slack: Slack) -> list[str]:
    """What Slack was asked about forms and people, in order."""
    log = (await slack.control.look("log", kind="web_api"))["entries"]
    return [one["name"] for one in log if one["name"] in ("views.open", "views.update", "users.info")]
