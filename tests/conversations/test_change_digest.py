"""Digests come at their reader's hour, once, with everything since the last one; however often and late anybody looks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import Bot
from bot.delivery.minute import Minute
from changes.announcing import Announcing
from changes.model import Draft, When
from store.workspace import Workspace
from tests.conversations.changes import opened, post_what_waits
from tests.conversations.conftest import House
from tests.conversations.hands import Slack

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2030, 3, 25, 12, 0, tzinfo=BERLIN)  # the clocks go forward on the Sunday after


@pytest.fixture
def bot(database_file: Path) -> Iterator[Bot]:
    yield from opened(database_file)


def announce(here: Workspace, title: str, at: datetime) -> str:
    draft = Draft(title, "schema", ("shop.orders",), breaking=True, when=When(at + timedelta(days=40)))
    return Announcing(here).announce(draft, "ci", at.astimezone(UTC), to_nobody=True).change.id


async def read(slack: Slack) -> list[str]:
    """What the channel has been told, oldest first."""
    found = await slack.control.look("messages/%23team", as_="lee")
    return [one["text"] for one in found["messages"] if one.get("bot_id") and not one.get("is_ephemeral")]


async def test_a_daily_digest_comes_at_its_hour_once_and_holds_all_since_the_last(
    slack: Slack, here: Workspace, house: House
) -> None:
    await slack.type("/change subscribe shop.* daily at 8:30")
    await slack.click("Subscribe")
    announce(here, "First", MONDAY)
    announce(here, "Second", MONDAY + timedelta(hours=3))
    at = [MONDAY]
    minute = Minute(here.database, lambda: at[0].astimezone(UTC))

    told = []
    for hours in (0, 12, 20, 20.4, 20.5, 20.6, 24, 44):
        at[0] = MONDAY + timedelta(hours=hours)
        minute()
        minute()
        await post_what_waits(house, here)
        told.append(len(await read(slack)))

    assert told == [0, 0, 0, 0, 1, 1, 1, 1]
    (digest,) = await read(slack)
    assert digest.startswith("2 breaking changes you follow:")
    assert "First" in digest
    assert "Second" in digest


async def test_a_weekly_digest_keeps_its_hour_when_the_clocks_change_and_leaves_out_what_was_withdrawn(
    slack: Slack, here: Workspace, house: House
) -> None:
    await slack.type("/change subscribe shop.* weekly on monday at 9:00")
    await slack.click("Subscribe")
    announce(here, "Stays", MONDAY)
    gone = announce(here, "Goes", MONDAY)
    Announcing(here).withdraw(gone, MONDAY.astimezone(UTC) + timedelta(hours=1))
    at = [datetime(2030, 4, 1, 8, 59, tzinfo=BERLIN)]
    minute = Minute(here.database, lambda: at[0].astimezone(UTC))

    minute()
    early = await post_what_waits(house, here)
    at[0] = datetime(2030, 4, 1, 9, 0, tzinfo=BERLIN)
    minute()
    await post_what_waits(house, here)

    assert early == 0
    (digest,) = await read(slack)
    assert digest == "1 breaking change you follow: Stays"


async def test_a_process_that_was_away_tells_late_but_once(slack: Slack, here: Workspace, house: House) -> None:
    await slack.type("/change subscribe me shop.* daily at 8:30")
    await slack.click("Subscribe")
    announce(here, "Missed", MONDAY)

    for _ in range(2):
        Minute(here.database, lambda: (MONDAY + timedelta(days=3)).astimezone(UTC))()
    await post_what_waits(house, here)

    assert [one["text"] for one in await slack.direct()][-1:] == ["1 breaking change you follow: Missed"]
    assert len(await slack.direct()) == 1


async def test_who_wants_digests_reads_beforehand_that_a_digest_asks_nothing(slack: Slack) -> None:
    await slack.type("/change subscribe shop.* daily at 8:30")

    assert "it asks nothing, and nobody waits for an answer to it" in str((await slack.ephemerals())[-1]["blocks"])


async def test_who_reads_of_it_in_a_digest_is_neither_called_silent_nor_asked_at_home(
    slack: Slack, here: Workspace
) -> None:
    await slack.type("/change subscribe shop.* daily at 8:30")
    await slack.click("Subscribe")

    id_ = announce(here, "For information", MONDAY)

    assert Announcing(here).matrix(id_).spoken() == "nobody was asked; 1 told in a digest"
    assert "wait for an answer" not in str((await slack.open_home())["blocks"])


async def test_what_a_digest_names_is_read_with_one_press(slack: Slack, here: Workspace, house: House) -> None:
    await slack.type("/change subscribe shop.* daily at 8:30")
    await slack.click("Subscribe")
    draft = Draft(
        "Amounts become cents", "semantics", ("shop.orders",), to_do="Divide by 100.", contact="the data desk"
    )
    Announcing(here).announce(draft, "ci", MONDAY.astimezone(UTC))
    Minute(here.database, lambda: (MONDAY + timedelta(days=1)).astimezone(UTC))()
    await post_what_waits(house, here)

    await slack.click("Read it")

    shown = str((await slack.views())[-1]["blocks"])
    assert "Divide by 100" in shown
    assert "Contact: the data desk" in shown
