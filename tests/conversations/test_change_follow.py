"""`/change subscribe` and what follows: seen before it is kept, edited, paused, narrowed in two clicks, ended."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import Bot
from changes.subscriptions import Subscriptions
from store.workspace import Workspace
from tests.conversations.changes import announced, opened, post_what_waits
from tests.conversations.conftest import House
from tests.conversations.hands import Json, Slack


@pytest.fixture
def bot(database_file: Path) -> Iterator[Bot]:
    """One whose changes can be compared by meaning, by hand."""
    yield from opened(database_file)


def followed(here: Workspace) -> list[str]:
    with here.database.read() as connection:
        return [one.wish for one in Subscriptions(here).all(connection)]


async def shown(slack: Slack, by: str = "ana") -> Json:
    return (await slack.ephemerals(by=by))[-1]


async def test_a_wish_is_shown_with_what_it_would_have_brought_and_kept_when_confirmed(
    slack: Slack, here: Workspace
) -> None:
    announced(here, "Amounts become decimals", "warehouse.orders.amount")
    announced(here, "Docs of orders", "warehouse.orders", breaking=False)

    answer = await slack.type("/change subscribe warehouse.orders.* breaking")

    assert "would hear of `warehouse.orders.* breaking`, as it happens" in answer
    preview = str((await shown(slack))["blocks"])
    assert "1 past change would have matched" in preview
    assert "Amounts become decimals" in preview
    assert followed(here) == []
    await slack.click("Subscribe")
    assert followed(here) == ["warehouse.orders.* breaking"]
    assert (await shown(slack))["text"].startswith("Done:")


async def test_a_wish_by_meaning_shows_what_it_would_have_caught(slack: Slack, here: Workspace) -> None:
    announced(here, "payment latency budget halves", "api:pay/v1")
    announced(here, "orders amount", "warehouse.orders")

    await slack.type('/change subscribe about "payment latency" daily at 8:30')

    preview = await shown(slack)
    assert "in a digest every day at 8:30, Berlin time" in preview["text"]
    assert "payment latency budget halves" in str(preview["blocks"])
    assert "orders amount" not in str(preview["blocks"])


@pytest.mark.parametrize(
    ("wish", "why", "mark"),
    [
        ("warehouse.orders.* braking", "breaking", "```warehouse.orders.* braking\n                   ^"),
        ("kind:gossip", "kind", "^"),
        ("(warehouse.orders.*", "bracket", "^"),
        ('about "payment', "never ends", "^"),
    ],
)
async def test_what_cannot_be_read_is_pointed_at_kindly(slack: Slack, wish: str, why: str, mark: str) -> None:
    answer = await slack.type(f"/change subscribe {wish}")

    assert answer.startswith("I could not read that:")
    assert why in answer
    assert mark in str((await shown(slack))["blocks"]).replace("\\n", "\n")


async def test_alone_it_shows_what_can_be_said(slack: Slack) -> None:
    assert "for example" in await slack.type("/change subscribe")


async def test_an_unknown_name_is_asked_about_and_may_be_followed_all_the_same(slack: Slack, here: Workspace) -> None:
    announced(here, "Amounts", "warehouse.orders.amount")

    await slack.type("/change subscribe warehouse.ordes.*")

    assert "Did you mean `warehouse.orders.amount`?" in str((await shown(slack))["blocks"])


async def test_what_is_followed_already_is_said(slack: Slack, here: Workspace) -> None:
    for _ in range(2):
        await slack.type("/change subscribe shop.*")
        preview = str((await shown(slack))["blocks"])
        await slack.click("Subscribe")

    assert "That is followed there already" in preview
    assert followed(here) == ["shop.*"]
    await slack.type("/change subscribe shop.orders")
    assert "Much of it comes already: `shop.*`" in str((await shown(slack))["blocks"])


async def test_in_the_form_the_wish_and_its_hour_can_be_mended_before_it_is_kept(slack: Slack, here: Workspace) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Edit")

    refused = await slack.submit(wish="shop.* braking")
    await slack.submit(wish="shop.* breaking", often="weekly", day="4", hour="16:30")
    assert followed(here) == []
    assert "in a digest every Friday at 16:30" in (await shown(slack))["text"]
    await slack.click("Subscribe")

    assert "breaking" in str(refused)
    with here.database.read() as connection:
        (one,) = Subscriptions(here).all(connection)
    assert (one.wish, one.rhythm.cadence, one.rhythm.weekday, one.rhythm.hour) == ("shop.* breaking", "weekly", 4, 16)


async def test_what_is_followed_is_edited_in_place(slack: Slack, here: Workspace) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")
    await slack.type("/change subscriptions")

    await slack.click("Edit")
    await slack.submit(wish="shop.* breaking", often="daily", hour="8:30")

    assert followed(here) == ["shop.* breaking"]
    assert "in a digest every day at 8:30" in (await shown(slack))["text"]


async def test_other_people_and_channels_i_am_not_in_decide_for_themselves(slack: Slack, here: Workspace) -> None:
    assert "people themselves say" in await slack.type("/change subscribe @Jon shop.*")
    assert "Only the members of a channel" in await slack.type("/change subscribe #board shop.*")
    assert "I am not in that channel" in await slack.type("/change subscribe #elsewhere shop.*")
    assert "I know what I announce myself" in await slack.type("/change subscribe @Parlance shop.*")
    assert followed(here) == []


async def test_somebody_may_follow_alone(slack: Slack, here: Workspace) -> None:
    await slack.type("/change subscribe me shop.*")
    await slack.click("Subscribe")

    with here.database.read() as connection:
        (one,) = Subscriptions(here).all(connection)
    assert one.destination.kind == "person"
    assert "shop.*" in str((await slack.open_home())["blocks"])


async def test_one_thing_is_left_out_in_two_clicks(slack: Slack, here: Workspace) -> None:
    announced(here, "Debug goes", "shop.orders.debug")
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")
    await slack.type("/change subscriptions")

    await slack.click("Leave out …")
    await slack.click("shop.orders.debug")

    assert followed(here) == ["shop.* -shop.orders.debug"]


async def test_what_is_followed_pauses_speaks_again_and_ends(slack: Slack, here: Workspace) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")

    await slack.type("/change subscriptions")
    await slack.click("Pause")
    assert "_paused_" in str((await _listed(slack))["blocks"])
    await slack.click("Resume")
    assert "_paused_" not in str((await _listed(slack))["blocks"])
    await slack.click("Unsubscribe")
    assert followed(here) == []
    await slack.click("Subscribe again")
    assert followed(here) == ["shop.*"]


async def test_unsubscribe_takes_a_wish_or_one_thing_of_a_broader_one(slack: Slack, here: Workspace) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")

    answer = await slack.type("/change unsubscribe shop.orders.debug")
    await slack.click("Leave it out")
    strange = await slack.type("/change unsubscribe api:other")
    ended = await slack.type("/change unsubscribe shop.* -shop.orders.debug")

    assert "comes by a broader subscription" in answer
    assert "is not followed here" in strange
    assert ended.startswith("Ended:")
    assert followed(here) == []


async def test_what_is_undone_at_once_was_never_there(slack: Slack, here: Workspace) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")

    await slack.click("Undo")

    assert followed(here) == []


async def test_much_comes_page_by_page(slack: Slack, here: Workspace) -> None:
    for number in range(7):
        await slack.type(f"/change subscribe shop.t{number}")
        await slack.click("Subscribe")

    assert (await slack.type("/change subscriptions")).startswith("7 subscriptions")
    await slack.click("Next")

    assert "Page 2 of 2" in str((await shown(slack))["blocks"])


async def test_a_calendar_needs_an_address_and_says_so(slack: Slack) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")
    await slack.type("/change subscriptions")

    await slack.click("Calendar")

    assert "an admin sets PARLANCE_URL" in (await shown(slack))["text"]


async def _listed(slack: Slack) -> Json:
    await slack.type("/change subscriptions")
    return await shown(slack)


async def test_from_a_card_one_thing_is_left_out_in_two_clicks(slack: Slack, here: Workspace, house: House) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")
    announced(here, "Debug goes", "shop.orders.debug")
    await post_what_waits(house, here)

    await slack.click("Why did I get this?")
    await slack.click("Not shop.orders.debug any more")

    assert followed(here) == ["shop.* -shop.orders.debug"]
    assert "You will not hear of `shop.orders.debug` any more" in (await shown(slack))["text"]


async def test_a_team_is_subscribed_by_one_of_it_and_by_nobody_else(slack: Slack, here: Workspace) -> None:
    group = (await slack.control.look("state", as_="ana"))["usergroups"][0]
    inside, outside = _in_and_out(group["users"], await slack.control.look("state", as_="ana"))

    refused = await slack.type(f"/change subscribe @{group['handle']} shop.*", by=outside, where="#general")
    await slack.type(f"/change subscribe @{group['handle']} shop.*", by=inside, where="#general")
    slack.channel = "#general"
    await slack.click("Subscribe", by=inside)

    assert "the members of a team" in refused
    with here.database.read() as connection:
        (one,) = Subscriptions(here).all(connection)
    assert (one.destination.kind, one.destination.id) == ("group", group["id"])


async def test_what_is_followed_is_paused_from_the_home_page_too(slack: Slack, here: Workspace) -> None:
    await slack.type("/change subscribe me shop.*")
    await slack.click("Subscribe")

    await slack.press_home("Pause")

    with here.database.read() as connection:
        (one,) = Subscriptions(here).all(connection)
    assert one.paused
    assert (await slack.direct())[-1]["text"].startswith("Paused:")


def _in_and_out(members: list[str], state: Json) -> tuple[str, str]:
    """The names of somebody in the team and of somebody who is not."""
    people = [one for one in state["people"] if one.get("name") in ("ana", "jon", "lee", "kim")]
    inside = next(one["name"] for one in people if one["id"] in members)
    return inside, next(one["name"] for one in people if one["id"] not in members)


async def _pause_until(slack: Slack, day: str) -> str:
    message = (await slack.ephemerals())[-1]
    block = next(one["block_id"] for one in message["blocks"] if str(one.get("block_id")).startswith("pause:"))
    place = {"channel": slack.channel, "ts": message["ts"], "block_id": block, "action_id": "following:until"}
    await slack._interact("interact", as_="ana", kind="block_actions", value=day, **place)
    return str((await slack.ephemerals())[-1]["text"])


async def test_a_pause_lasts_until_somebody_resumes_it_or_until_a_day(slack: Slack, here: Workspace) -> None:
    await slack.type("/change subscribe shop.*")
    await slack.click("Subscribe")
    await slack.type("/change subscriptions")

    await slack.click("Pause")
    assert "until somebody resumes it" in (await slack.ephemerals())[-1]["text"]
    past = await _pause_until(slack, "2020-01-01")
    await _pause_until(slack, "2030-03-01")

    with here.database.read() as connection:
        (one,) = Subscriptions(here).all(connection)
    assert "until somebody resumes it" in past
    assert one.paused
    assert one.paused_until == datetime(2030, 3, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    assert "paused until <!date^" in str((await _listed(slack))["blocks"])


async def test_by_the_bots_name_a_person_is_not_lost(slack: Slack, here: Workspace) -> None:
    ts = await slack.say("@Parlance change subscribe @ana shop.*")
    await slack.click("Subscribe")
    await slack.say("@Parlance change subscribe @kim shop.*", thread=ts)

    with here.database.read() as connection:
        (one,) = Subscriptions(here).all(connection)
    assert one.destination.kind == "person"
    assert "Only people themselves" in (await slack.whispers(thread=ts))[-1]
