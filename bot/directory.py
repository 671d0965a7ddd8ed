"""Slack's directory, asked seldom: who is in a channel, and what their profile says."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.door import Door
from bot.people import Group, People, Person, from_slack
from bot.roles import Role, role

Channel = tuple[str, str]
FEW = 20
MOST_MEMBERS = 2000
MEMBERS_FOR, MINUTE = 3600.0, 60.0
NO_GROUPS = frozenset({"paid_teams_only", "plan_upgrade_required", "missing_scope", "not_allowed_token_type"})


@dataclass
class Directory:
    """One per process. Members are kept for an hour; joining and leaving changes them at once."""

    door: Door
    clock: Callable[[], float] = time.monotonic
    _members: dict[Channel, tuple[float, tuple[str, ...]]] = field(default_factory=dict)
    _present: dict[Channel, tuple[float, tuple[str, ...]]] = field(default_factory=dict)
    _asking: dict[Channel, "asyncio.Task[tuple[str, ...]]"] = field(default_factory=dict)

    async def members(self, client: AsyncWebClient, workspace: str, channel: str) -> tuple[str, ...]:
        """Slack is asked once, however many wait for the answer."""
        key = (workspace, channel)
        at, members = self._members.get(key, (0.0, ()))
        if members and self.clock() - at < MEMBERS_FOR:
            return members
        if key not in self._asking:
            self._asking[key] = asyncio.ensure_future(self._fetch(client, key))
        return await asyncio.shield(self._asking[key])

    async def present(self, client: AsyncWebClient, people: People, channel: str) -> tuple[str, ...]:
        """The members, whose profiles we know: made sure of once a minute, because a channel is asked about often."""
        key = (people.workspace.id, channel)
        members = await self.members(client, *key)
        at, known = self._present.get(key, (0.0, ()))
        if known is not members or self.clock() - at > MINUTE:
            await self.look_up(client, people, members)
            self._present[key] = (self.clock(), members)
        return members

    def forget(self, workspace: str, channel: str) -> None:
        """Somebody came or went; what is being asked just now may not tell it yet."""
        self._members.pop((workspace, channel), None)
        self._asking.pop((workspace, channel), None)

    async def _fetch(self, client: AsyncWebClient, key: Channel) -> tuple[str, ...]:
        asking = asyncio.current_task()
        try:
            fetched = tuple(await _pages(client.conversations_members, "members", MOST_MEMBERS, channel=key[1]))
            if self._asking.get(key) is asking:
                self._members[key] = (self.clock(), fetched)
        finally:
            if self._asking.get(key) is asking:
                del self._asking[key]
        return fetched

    async def look_up(self, client: AsyncWebClient, people: People, ids: tuple[str, ...]) -> None:
        """Make sure that we know the profiles of these; one call for all of them when they are many."""
        unknown = await self.door(people.stale, ids)
        if not unknown:
            return
        if len(unknown) > FEW:
            users = await _pages(client.users_list, "members", 10 * MOST_MEMBERS)
        else:
            users = list(await asyncio.gather(*(_user(client, one) for one in unknown)))
        found = [from_slack(user) for user in users if user]
        missing = [Person(one) for one in set(unknown) - {person.id for person in found}]
        await self.door(people.remember, [*found, *missing])

    async def groups(self, client: AsyncWebClient) -> list[Group]:
        """None where the plan of the workspace has no groups, or where we may not see them."""
        try:
            answer = await client.usergroups_list()
        except SlackApiError as error:
            if error.response.get("error") in NO_GROUPS:
                return []
            raise
        return [Group(one["id"], one["handle"], one.get("name", "")) for one in answer["usergroups"]]

    async def admins(self, client: AsyncWebClient) -> tuple[str, ...]:
        """Of the Slack workspace, where they may stand on any page of its people."""
        users = await _pages(client.users_list, "members", 10 * MOST_MEMBERS)
        known = [from_slack(user) for user in users if not user.get("deleted")]
        return tuple(one.id for one in known if one.is_admin and not one.is_bot)

    async def role(self, client: AsyncWebClient, people: People, person: str) -> Role:
        await self.look_up(client, people, (person,))
        known = (await self.door(people.known, [person])).get(person, Person(person))
        return role(known.role, is_admin=known.is_admin)


async def _user(client: AsyncWebClient, person: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = (await client.users_info(user=person))["user"]
    except SlackApiError as error:
        if error.response.get("error") in ("user_not_found", "user_not_visible"):
            return {}
        raise
    return found


async def _pages(method: Callable[..., Any], name: str, most: int, **wanted: Any) -> list[Any]:
    found: list[Any] = []
    cursor = ""
    while len(found) < most:
        answer = await method(limit=200, cursor=cursor or None, **wanted)
        found.extend(answer[name])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return found
