"""`/parlance groups`: user groups that stand for a discipline, so that people need not tell their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask
from bot.board import Board
from bot.directory import Directory
from bot.door import Door
from bot.errors import Refusal
from bot.feature import About, Scope, Word
from bot.home import Section, Viewer
from bot.people import People
from bot.press import Press
from bot.roles import Role, require
from bot.teams import Team, Teams
from bot.views import groups as views
from bot.views import refusals
from bot.views.groups import NONE
from bot.whisper import write_to


class NoGroups(Refusal):
    def __init__(self) -> None:
        super().__init__(refusals.NO_GROUPS)


@dataclass(frozen=True)
class Groups:
    teams: Teams
    door: Door
    directory: Directory

    @property
    def about(self) -> About:
        return About(
            name="User groups",
            help="A user group may stand for a discipline.",
            words=(
                Word("groups", "Which discipline a user group stands for.", self.show, also=("usergroups", "group")),
            ),
            events=("subteam_members_changed",),
            scopes=(Scope("usergroups:read", "to know who is in a user group that stands for a discipline or a team"),),
            sections=(self.section,),
        )

    def register(self, board: Board) -> None:
        board.press(views.OPEN, self.open)
        board.view(views.FORM, self.save)
        board.event("subteam_members_changed", self.moved)

    async def show(self, ask: Ask) -> None:
        team = await self._for_admins(ask)
        if not ask.trigger:
            return await ask.answer(views.pointer())
        return await self._open(ask, team)

    async def open(self, press: Press) -> None:
        ask = press.ask
        await self._open(ask, await self._for_admins(ask))

    async def save(self, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        ask = Ask.of(body, client)
        team = await self._for_admins(ask)
        before, wanted = await self.door(team.people.groups), _wanted(view)
        for id_, discipline in wanted.items():
            if discipline != before.get(id_, NONE):
                await self._map(client, team.people, id_, discipline)
        await write_to(client, ask.person, views.saved(await self.door(team.people.groups)))

    async def moved(self, event: Mapping[str, Any], client: AsyncWebClient, context: Mapping[str, Any]) -> None:
        """Somebody came into a group or left it."""
        team, id_ = await self.door(self.teams.of, context["team_id"]), event["subteam_id"]
        discipline = (await self.door(team.people.groups)).get(id_)
        if discipline:
            await self._map(client, team.people, id_, discipline)

    async def section(self, viewer: Viewer) -> Section | None:
        team = await self.door(self.teams.of, viewer.workspace)
        if await self.directory.role(viewer.client, team.people, viewer.person) is not Role.ADMIN:
            return None
        return views.at_home()

    async def _open(self, ask: Ask, team: Team) -> None:
        groups = await self.directory.groups(ask.client)
        if not groups:
            raise NoGroups
        await ask.open(views.form(groups, await self.door(team.people.groups)))

    async def _map(self, client: AsyncWebClient, people: People, id_: str, discipline: str) -> None:
        if discipline == NONE:
            return await self.door(people.unmap_group, id_)
        members = (await client.usergroups_users_list(usergroup=id_))["users"]
        return await self.door(people.map_group, id_, discipline, members)

    async def _for_admins(self, ask: Ask) -> Team:
        team = await self.door(self.teams.of, ask.workspace)
        require(await self.directory.role(ask.client, team.people, ask.person), Role.ADMIN)
        return team


def _wanted(view: Mapping[str, Any]) -> dict[str, str]:
    given = {block.partition(":")[2]: fields["value"] for block, fields in view["state"]["values"].items()}
    return {id_: (field.get("selected_option") or {}).get("value", NONE) for id_, field in given.items()}
