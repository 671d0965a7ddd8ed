"""Whoever is named must be reachable: a channel we are in, a person who is not us."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from slack_sdk.errors import SlackApiError

from bot.announcement import Faults, Filled
from bot.ask import Ask
from bot.views import refusals

MOST_PAGES, A_PAGE = 5, 999
MOST_ASKED = 20  # Slack answers some fifty such questions a minute


@dataclass(frozen=True)
class Reach:
    """What stands in the way, by field; and of how many channels it could not be told."""

    faults: Mapping[str, str] = field(default_factory=dict)
    unchecked: int = 0


def require_others(given: Filled, bot: str) -> None:
    """Said at its field, while the form is open."""
    if any(one.kind == "person" and one.id == bot for one in given.named):
        raise Faults({"people": refusals.MYSELF})


async def reach(ask: Ask, given: Filled) -> Reach:
    """Said before it is sent, rather than as a failure afterwards."""
    named = {one.id for one in given.named if one.kind == "channel"}
    if not named:
        return Reach()
    left, all_seen = await _not_among_ours(ask, named)
    asked = sorted(left)[:MOST_ASKED]
    missing = [name for name in await asyncio.gather(*(_if_missing(ask, one) for one in asked)) if name]
    rest = len(left) - len(asked)
    if missing:
        return Reach({"channels": refusals.not_in(list(dict.fromkeys(missing)), rest if all_seen else 0)})
    return Reach(unchecked=rest)


async def _not_among_ours(ask: Ask, named: set[str]) -> tuple[set[str], bool]:
    """Those that were not found among our channels, a thousand at a question; and whether all of ours were seen."""
    left, cursor = set(named), ""
    for _ in range(MOST_PAGES):
        try:
            answer = await ask.client.users_conversations(
                types="public_channel,private_channel", limit=A_PAGE, cursor=cursor
            )
        except SlackApiError:
            return left, False
        left -= {one["id"] for one in answer["channels"]}
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not left or not cursor:
            return left, True
    return left, False


async def _if_missing(ask: Ask, channel: str) -> str:
    """Its name when we cannot write there; what Slack will not say now is seen when it is sent."""
    try:
        about = (await ask.client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        return refusals.PRIVATE_CHANNEL if error.response.get("error") == "channel_not_found" else ""
    return "" if about.get("is_member") else f"#{about.get('name', '')}"
