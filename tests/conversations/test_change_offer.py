"""Who announces a change in a message is offered, alone, to tell everyone concerned; rarely, and never against their will."""

from datetime import UTC, datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Bot
from bot.changing import Changing
from bot.drafting import Drafting
from bot.features.change_offer import OfferChange
from bot.leisure import Leisure
from bot.message import Message
from changes.announcing import Announcing
from tests.conversations.announcing import cards, channel_id, may_announce, modal, person_id
from tests.conversations.conftest import House
from tests.conversations.hands import Slack
from tests.conversations.post import Post

SAID = "we will remove warehouse.orders on Monday"
OFFER = "That sounds like a change others may depend on"


async def offers(slack: Slack, by: str = "ana") -> int:
    return sum(text.startswith(OFFER) for text in await slack.whispers(by=by))


async def test_the_author_alone_is_offered_and_one_press_fills_the_form(slack: Slack) -> None:
    await slack.say(SAID)
    assert (await offers(slack), await offers(slack, by="jon")) == (1, 0)

    await slack.click("Announce it")

    assert "We will remove warehouse.orders on Monday" in str(await modal(slack))
    assert await cards(slack) == []


async def test_questions_and_small_talk_are_offered_nothing(slack: Slack) -> None:
    await slack.say("will warehouse.orders go away?")
    await slack.say("lunch will be late")

    assert await offers(slack) == 0


async def test_the_same_message_is_offered_once_also_when_slack_tells_of_it_twice(slack: Slack) -> None:
    ts = await slack.say(SAID)
    await slack.edit(ts, SAID + "!")

    assert await offers(slack) == 1


async def test_a_message_that_announces_only_after_an_edit_is_offered_then(slack: Slack) -> None:
    ts = await slack.say("warehouse.orders may stay")
    assert await offers(slack) == 0

    await slack.edit(ts, SAID)

    assert await offers(slack) == 1


async def test_after_scratch_that_the_offer_is_void(slack: Slack) -> None:
    await slack.say(SAID)
    await slack.say("scratch that")

    await slack.click("Announce it")

    assert "You took that back" in str(await slack.whispers())
    assert await slack.views() == []


async def test_not_now_makes_it_quieter_and_never_here_ends_it(slack: Slack) -> None:
    await slack.say(SAID)
    await slack.click("Not now")
    assert "whenever you like" in (await slack.whispers())[-1]

    await slack.say("we will remove warehouse.stock on Monday")
    await slack.click("Never here")
    await slack.say("we will remove warehouse.clients on Monday")

    assert await offers(slack) == 0


async def test_muted_channels_and_people_who_want_no_notes_are_left_alone(slack: Slack) -> None:
    await slack.type("/parlance mute")
    await slack.say(SAID)

    assert await offers(slack) == 0


async def test_the_budget_of_notes_holds_for_offers_too(slack: Slack) -> None:
    for number in range(9):
        await slack.say(f"we will remove warehouse.table_{'abcdefghi'[number]} on Monday")

    assert 1 <= await offers(slack) <= 6


async def test_in_a_flood_of_messages_only_so_many_are_weighed(house: House, bot: Bot, slack: Slack) -> None:
    client = AsyncWebClient(house.credentials["bot_token"], house.base_url, session=house.control.session)
    changing = Changing(bot.teams, bot.door, bot.directory, bot.archive, bot.outbox)
    drafting = Drafting(changing, bot.recognising)
    rushed = OfferChange(changing, drafting, bot.recognising, leisure=Leisure(0, 1))
    me, channel = await person_id(slack, "ana"), await channel_id(slack, "team")

    first = await rushed.hear(Message("T1", channel, "1.1", me, SAID), client)
    second = await rushed.hear(Message("T1", channel, "1.2", me, SAID.replace("orders", "stock")), client)

    assert (first.spoke, second.spoke) == (True, False)


async def test_what_was_announced_from_a_message_is_asked_about_when_the_message_changes(
    slack: Slack, post: Post
) -> None:
    await may_announce(post)
    ts = await slack.say(SAID)
    await slack.click("Announce it")
    await slack.submit(channels=[await channel_id(slack, "team")])
    await slack.submit()
    await post.sent()

    await slack.shortcut("announce", ts)
    assert "was announced from this message already" in str(await modal(slack))
    await slack.edit(ts, "warehouse.orders will stay after all")

    assert "Its cards still say what they said" in (await slack.whispers())[-1]
    (change,) = Announcing(await post.here()).ledger.among()
    assert change.live
    assert change.recorded < datetime.now(UTC)


async def test_why_says_that_the_author_was_asked_and_what_made_it_look_like_a_change(slack: Slack) -> None:
    ts = await slack.say(SAID)

    await slack.shortcut("why", ts)

    told = str((await slack.views())[-1]["blocks"])
    assert "I asked the author, alone, whether to announce a change: the message announces a change" in told
    assert "A change: " not in told
