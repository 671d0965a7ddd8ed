"""A reminder comes directly, and one press in it settles the step on the card in the channel."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.app import Bot
from bot.delivery.checklists import Checklists
from bot.whisper import write_to
from changes.deliveries import delivery_of
from changes.rows import mapping
from changes.store import deliveries
from playbooks.runs import Runs
from tests.conversations.checklist import cards, person, started
from tests.conversations.conftest import House
from tests.conversations.hands import Slack


async def test_done_in_a_reminder_is_done_on_the_card(slack: Slack, bot: Bot, house: House) -> None:
    from slack_sdk.web.async_client import AsyncWebClient

    await started(slack)
    team = bot.teams.of((await slack.control.look("state"))["team"]["id"])
    (run,) = Runs(team.workspace).running()
    now = datetime.combine(run.steps[0].due, datetime.min.time(), UTC) + timedelta(hours=10)
    Checklists(team.workspace.database).tick(now)
    with team.workspace.database.read() as connection:
        row = connection.execute(sa.select(deliveries).order_by(deliveries.c.seq)).first()
    assert row is not None
    one = delivery_of(mapping(row))
    told = Checklists(team.workspace.database).told(team.workspace, one, now)
    assert told is not None
    assert one.wanted.destination.id == await person(slack, "ana")
    client = AsyncWebClient(
        token=house.credentials["bot_token"], base_url=house.base_url, session=house.control.session
    )
    await write_to(client, one.wanted.destination.id, told)
    slack.channel = "@Parlance"

    await slack.click("Done")

    assert "1 of 9 done" in (await cards(slack, "#team"))[0]["text"]
    assert (await slack.direct())[-1]["text"].startswith(":white_check_mark:")
