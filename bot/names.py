"""What people are called, for texts that leave Slack: there an id says nothing."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.card import SOMEBODY


@dataclass(frozen=True)
class Names:
    known: Mapping[str, str]

    def of(self, person: str) -> str:
        return self.known.get(person, SOMEBODY)


async def names(client: AsyncWebClient, people: Iterable[str]) -> Names:
    ids = sorted(set(people))
    return Names(dict(zip(ids, await asyncio.gather(*(_name(client, one) for one in ids)), strict=True)))


async def _name(client: AsyncWebClient, person: str) -> str:
    try:
        user = (await client.users_info(user=person))["user"]
    except SlackApiError:
        return SOMEBODY
    profile = user.get("profile") or {}
    return str(profile.get("real_name") or user.get("real_name") or user.get("name") or SOMEBODY)
