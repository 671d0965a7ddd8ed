"""A playbook at work in #team, for the tests about what people do with it."""

import asyncio
from typing import Any

from tests.conversations.hands import Json, Slack

PROBLEM = "the agency labels our photos differently each week"


async def cards(slack: Slack, where: str = "") -> list[Json]:
    found = await slack.control.look(f"messages/{(where or slack.channel).replace('#', '%23')}", as_="lee")
    return [one for one in found["messages"] if one.get("bot_id") and not one.get("is_ephemeral")]


async def started(slack: Slack) -> Json:
    await slack.type(f"/playbook {PROBLEM}")
    await slack.click("Start it here")
    (card,) = await cards(slack)
    return card


async def card(slack: Slack) -> str:
    """All that the newest card shows."""
    return str((await cards(slack))[-1]["blocks"])


async def person(slack: Slack, name: str) -> str:
    state = await slack.control.look("state")
    return str(next(one["id"] for one in state["people"] if one["name"] == name))


async def fill(slack: Slack, by: str = "", **values: Any) -> Json:
    """Fill in the open form by the beginnings of its block ids, and press its button."""
    view = (await slack.views(by=by or slack.person))[-1]
    ids = {block["block_id"].partition(":")[0]: block["block_id"] for block in view["blocks"]}
    return await slack.submit(by=by, **{ids[name.strip("_")]: value for name, value in values.items()})


async def together(slack: Slack, *presses: tuple[str, str, Json]) -> None:
    """Several people press a button (person, its action id, the card as they see it) in the same moment."""
    asked = [
        asyncio.ensure_future(
            slack.control.do(
                "interact", as_=who, kind="block_actions", action_id=action, channel=slack.channel, ts=on["ts"],
                block_id=next(one["block_id"] for one in on["blocks"] if action in str(one)),
            )
        )
        for who, action, on in presses
    ]  # fmt: skip
    waiting: list[Json] = []
    while len(waiting) < len(presses):
        found = (await slack.control.look("deliveries", app="Parlance"))["deliveries"]
        waiting = [one for one in found if one["kind"] == "interactive"]
        await asyncio.sleep(0)
    answers = await asyncio.gather(*(slack.carry(one) for one in waiting))
    for one, (status, body) in zip(waiting, answers, strict=True):
        await slack.control.do("ack", delivery=one["id"], status=status, body=body)
    await asyncio.gather(*asked)
    await slack.settle()
