"""What people are called, for texts that leave Slack or outlive the day: there an id says nothing."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.card import SOMEBODY
from bot.ids import CHANNEL, PERSON, TEAM

CHANNEL_LABEL = re.compile(r"<#[^|>]*\|([^>]+)>")
OTHER_LABEL = re.compile(r"<![^|>]*\|([^>]+)>")
LINK = re.compile(r"<((?:https?|mailto):[^|>]*)(?:\|[^>]*)?>")
UNNAMED = ((re.compile(CHANNEL), "a channel"), (re.compile(TEAM), "a team"))


@dataclass(frozen=True)
class Names:
    known: Mapping[str, str]

    def of(self, person: str) -> str:
        return self.known.get(person, SOMEBODY)


async def names(client: AsyncWebClient, people: Iterable[str]) -> Names:
    ids = sorted(set(people))
    return Names(dict(zip(ids, await asyncio.gather(*(_name(client, one) for one in ids)), strict=True)))


async def spelled(client: AsyncWebClient, text: str) -> str:
    """As it was typed: Slack puts ids where names stood, and marks where links stood."""
    called = await names(client, re.findall(PERSON, text))
    named = re.sub(PERSON, lambda found: called.of(found[1]), text)
    named = OTHER_LABEL.sub(r"\1", CHANNEL_LABEL.sub(r"#\1", named))
    for written, words in UNNAMED:
        named = written.sub(words, named)
    return LINK.sub(r"\1", named)


async def _name(client: AsyncWebClient, person: str) -> str:
    try:
        user = (await client.users_info(user=person))["user"]
    except SlackApiError:
        return SOMEBODY
    profile = user.get("profile") or {}
    return str(profile.get("real_name") or user.get("real_name") or user.get("name") or SOMEBODY)
