"""Channels, people and teams as somebody writes them in Slack; no one ever types an id."""

import html
import re
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask
from bot.directory import Directory
from bot.errors import Refusal
from bot.ids import CHANNEL, PERSON, TEAM
from bot.views import refusals
from changes.model import Destination

PLACE = re.compile(rf"(?:\bfor\s+|\bto\s+|\bin\s+)?(?:{CHANNEL}|{PERSON}|{TEAM}|(?<!\S)(me|here)(?!\S))", re.IGNORECASE)
UNREAD = re.compile(r"(?<!\S)([#@][\w.-]+)")
LINK = re.compile(r"<(?:https?|mailto)[^|>]*\|([^>]+)>|<((?:https?|mailto):[^>]+)>")
SPOKEN = {"channel": "<#{}>", "person": "<@{}>", "group": "<!subteam^{}>"}


class UnknownPlace(Refusal):
    def __init__(self, written: str) -> None:
        super().__init__(refusals.unknown_place(written))


class NotTheirs(Refusal):
    def __init__(self, to: Destination) -> None:
        super().__init__(refusals.not_theirs(to.kind))


class NotInvited(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NOT_INVITED)


@dataclass(frozen=True)
class Written:
    """A place if one was written, and the words around it as they were meant."""

    to: Destination | None
    words: str


def written(text: str, ask: Ask) -> Written:
    found = PLACE.search(text)
    if found is None:
        unread = UNREAD.search(text)
        if unread is not None:
            raise UnknownPlace(unread[1])
        return Written(None, plain(text))
    return Written(_destination(found, ask), plain(f"{text[: found.start()]} {text[found.end() :]}"))


def places(text: str, ask: Ask) -> tuple[Destination, ...]:
    return tuple(_destination(found, ask) for found in PLACE.finditer(text))


def everybody(text: str, ask: Ask) -> tuple[Destination, ...]:
    """Each place that is written there; what is none of them is not passed over."""
    rest = [one for one in plain(PLACE.sub(" ", text)).replace(",", " ").split() if one.lower() != "and"]
    if rest:
        raise UnknownPlace(rest[0])
    return places(text, ask)


def here(ask: Ask) -> Destination:
    """Where somebody asks; in a direct message that is themselves."""
    return Destination("person", ask.person) if ask.direct else Destination("channel", ask.channel)


def plain(text: str) -> str:
    """What was typed: Slack escapes signs, and makes links of what has dots."""
    return " ".join(html.unescape(LINK.sub(lambda found: found[1] or found[2], text)).split())


def shown(to: Destination, viewer: str = "") -> str:
    return "you" if to.kind == "person" and to.id == viewer else SPOKEN[to.kind].format(to.id)


async def require_theirs(ask: Ask, directory: Directory, to: Destination) -> None:
    """People decide for themselves and for where they are; when Slack will not say, nobody is let in."""
    try:
        theirs = await _members(ask, directory, to)
    except SlackApiError as error:
        raise NotTheirs(to) from error
    if ask.person not in theirs:
        raise NotTheirs(to)


async def require_reachable(ask: Ask, to: Destination) -> None:
    if to.kind != "channel":
        return
    try:
        about = (await ask.client.conversations_info(channel=to.id))["channel"]
    except SlackApiError as error:
        raise NotInvited from error
    if not about.get("is_member"):
        raise NotInvited


async def zone_of(client: AsyncWebClient, person: str) -> str:
    """Where they live, as their profile says."""
    try:
        return str((await client.users_info(user=person))["user"].get("tz") or "UTC")
    except SlackApiError:
        return "UTC"


async def handles(client: AsyncWebClient) -> dict[str, str]:
    """How teams are called, by their ids; nothing when Slack will not say."""
    try:
        return {str(one["id"]): str(one["handle"]) for one in (await client.usergroups_list())["usergroups"]}
    except SlackApiError:
        return {}


async def _members(ask: Ask, directory: Directory, to: Destination) -> tuple[str, ...]:
    if to.kind == "person":
        return (to.id,)
    if to.kind == "channel":
        return await directory.members(ask.client, ask.workspace, to.id)
    return tuple((await ask.client.usergroups_users_list(usergroup=to.id))["users"])


def _destination(found: "re.Match[str]", ask: Ask) -> Destination:
    channel, person, team, word = found.groups()
    if channel:
        return Destination("channel", channel)
    if team:
        return Destination("group", team)
    if person:
        return Destination("person", person)
    return Destination("person", ask.person) if word.lower() == "me" else here(ask)
