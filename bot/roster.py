"""Channels, teams and people by the names they have in Slack, for files that people write: nobody pastes an id."""

import re
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Refusal
from changes.model import Destination

NAMED = re.compile(r"""(?:\bto\s*:\s*|^)["']?[#@][\w.-]""", re.MULTILINE)
MOST_PAGES = 50
Roster = Mapping[str, Destination]


class NamesUnknown(Refusal):
    def __init__(self, why: str) -> None:
        super().__init__(
            f"Slack did not tell me which names there are ({why}); write channel:ID, group:ID or person:ID."
        )


def names_somebody(text: str) -> bool:
    """Is it worth asking Slack?"""
    return NAMED.search(text) is not None


async def roster(client: AsyncWebClient) -> Roster:
    """`#channel`, `@team` and `@person`; a team goes before a person of the same name."""
    try:
        people = await _pages(client.users_list, "members")
        channels = await _pages(client.conversations_list, "channels", types="public_channel,private_channel")
        groups = (await client.usergroups_list())["usergroups"]
    except SlackApiError as error:
        raise NamesUnknown(str(error.response.get("error"))) from error
    found = {f"@{one['name']}": Destination("person", str(one["id"])) for one in people if not one.get("deleted")}
    found |= {
        f"#{one['name']}": Destination("channel", str(one["id"])) for one in channels if not one.get("is_archived")
    }
    return found | {f"@{one['handle']}": Destination("group", str(one["id"])) for one in groups}


async def _pages(method: Any, name: str, **wanted: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    for _ in range(MOST_PAGES):
        answer = await method(limit=200, cursor=cursor or None, **wanted)
        found += answer[name]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return found
