"""Whoever is named must be reachable: a channel we are in, a person who is not us."""

import asyncio

from slack_sdk.errors import SlackApiError

from bot.announcement import Faults, Filled
from bot.ask import Ask
from bot.views import refusals

MOST_ASKED = 20  # Slack answers some fifty such questions a minute; of the others it is seen when it is sent


def require_others(given: Filled, bot: str) -> None:
    """Said at its field, while the form is open."""
    if any(one.kind == "person" and one.id == bot for one in given.named):
        raise Faults({"people": refusals.MYSELF})


async def unreachable(ask: Ask, given: Filled) -> dict[str, str]:
    """Said before it is sent, rather than as a failure afterwards."""
    rooms = [one.id for one in given.named if one.kind == "channel"][:MOST_ASKED]
    missing = [name for name in await asyncio.gather(*(_if_missing(ask, one) for one in rooms)) if name]
    if not missing:
        return {}
    return {"channels": refusals.not_in(missing)}


async def _if_missing(ask: Ask, channel: str) -> str:
    """Its name when we cannot write there; what Slack will not say now is seen when it is sent."""
    try:
        about = (await ask.client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        return refusals.PRIVATE_CHANNEL if error.response.get("error") == "channel_not_found" else ""
    return "" if about.get("is_member") else f"#{about.get('name', '')}"
