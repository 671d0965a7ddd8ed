"""Deeds that tests about changes share: who may announce, who follows what, and an announcement from beginning to end."""

from datetime import UTC, datetime, timedelta
from typing import Any

from changes.model import Destination, Subscription
from changes.roles import Grant, Roles
from changes.subscriptions import Subscriptions
from tests.conversations.hands import Slack
from tests.conversations.post import Post

SOON = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
SOONER = f"{datetime.now(UTC) + timedelta(days=20):%Y-%m-%d}"
LATER = f"{datetime.now(UTC) + timedelta(days=40):%Y-%m-%d}"


async def channel_id(slack: Slack, name: str) -> str:
    state = await slack.control.look("state", as_="ada")
    return str(next(one["id"] for one in state["channels"] if one["name"] == name))


async def person_id(slack: Slack, name: str) -> str:
    state = await slack.control.look("state", as_="ada")
    return str(next(one["id"] for one in state["people"] if one["name"] == name))


async def may_announce(post: Post, name: str = "ana", pattern: str = "*") -> None:
    here, who = await post.here(), await person_id(post.slack, name)
    with here.database.begin() as connection:
        Roles(here).give(connection, Grant(Destination("person", who), "announcer", pattern), "U0", datetime.now(UTC))


async def follows(post: Post, channel: str, wish: str) -> None:
    here, to = await post.here(), Destination("channel", await channel_id(post.slack, channel))
    with here.database.begin() as connection:
        Subscriptions(here).add(connection, Subscription("", to, wish))


def filled(**more: Any) -> dict[str, Any]:
    given = {
        "title": "Amounts become cents",
        "kind": "semantics",
        "assets": "warehouse.orders.amount",
        "breaking": "yes",
        "severity": "high",
        "day": SOON,
        "hour": "14:00",
    }
    return given | more


async def cards(slack: Slack, channel: str = "#team", by: str = "ana") -> list[dict[str, Any]]:
    found = await slack._messages(by=by, where=channel)
    return [one for one in found if one.get("bot_id") and not one.get("is_ephemeral")]


async def modal(slack: Slack, by: str = "ana") -> dict[str, Any]:
    return (await slack.views(by=by))[-1]


async def announced(slack: Slack, post: Post, **more: Any) -> None:
    await slack.type("/change announce")
    await slack.submit(**filled(**more))
    await slack.submit()
    await post.sent()


async def press(slack: Slack, message: dict[str, Any], name: str, *, by: str = "ana") -> None:
    """A button in somebody's direct messages."""
    before, slack.channel = slack.channel, "@Parlance"
    await slack.click(name, by=by, on=message)
    slack.channel = before


async def adapt_by(slack: Slack, card: dict[str, Any], day: str, *, by: str) -> None:
    block = next(one for one in card["blocks"] if one["type"] == "actions")
    place = {"channel": slack.channel, "ts": card["ts"], "block_id": block["block_id"], "action_id": "change:adapt"}
    await slack._interact("interact", as_=by, kind="block_actions", value=day, **place)


async def summary(slack: Slack, by: str = "ana") -> dict[str, Any]:
    return next(one for one in await slack.direct(by=by) if any(b["type"] == "header" for b in one.get("blocks") or []))
