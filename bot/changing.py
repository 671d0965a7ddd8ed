"""What every feature about changes needs: the ledger of a workspace, who may announce what, and the time."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.archive import Archive
from bot.ask import Ask
from bot.delivery.outbox import Outbox
from bot.directory import Directory
from bot.door import Door
from bot.roles import Role
from bot.teams import Team, Teams
from changes.announcing import Announcing
from changes.answering import Answering, NotYours
from changes.ledger import Ledger
from changes.model import Change, Owner
from changes.owners import Owners, owner_of_asset
from changes.roles import NotAllowed, Person, Roles, may_announce
from store.workspace import Workspace

KNOWN_FOR = 300.0
Groups = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Changing:
    teams: Teams
    door: Door
    directory: Directory
    archive: Archive
    outbox: Outbox
    clock: Callable[[], float] = time.time
    _groups: dict[str, tuple[float, Groups]] = field(default_factory=dict, repr=False)

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)

    async def team(self, workspace: str) -> Team:
        ready = self.teams.ready(workspace)
        return ready if ready is not None else await self.door(self.teams.of, workspace)

    def announcing(self, here: Workspace) -> Announcing:
        """Blocking: it may look up what wishes mean."""
        return self.archive.announcing(here, self.outbox.start)

    def answering(self, here: Workspace) -> Answering:
        return Answering(here, self.outbox.start)

    async def may_announce(self, ask: Ask, assets: Iterable[str]) -> bool:
        """In doubt: no."""
        person = await self.person(ask)
        team = await self.team(ask.workspace)
        return await self.door(_may, team.workspace, person, tuple(assets))

    async def require(self, ask: Ask, assets: Iterable[str]) -> None:
        named = tuple(assets)
        if not await self.may_announce(ask, named):
            raise NotAllowed(named)

    async def require_announcer(self, ask: Ask, id_: str) -> Change:
        """The one who announced it, or an admin."""
        team = await self.team(ask.workspace)
        change = await self.door(Ledger(team.workspace).get, id_)
        if change.announcer != ask.person and not (await self.person(ask)).admin:
            raise NotYours(change)
        return change

    async def person(self, ask: Ask) -> Person:
        """When Slack will not say which groups somebody is in, they are in none."""
        team = await self.team(ask.workspace)
        role = await self.directory.role(ask.client, team.people, ask.person)
        groups = await self._groups_of(ask.client, ask.workspace)
        mine = tuple(sorted(group for group, members in groups.items() if ask.person in members))
        return Person(ask.person, mine, admin=role is Role.ADMIN)

    async def approvers(self, ask: Ask, assets: Iterable[str]) -> tuple[str, ...]:
        """Who owns what it touches, else who runs the workspace."""
        team = await self.team(ask.workspace)
        owners = await self.door(_owners, team.workspace)
        groups = await self._groups_of(ask.client, ask.workspace)
        nearest = [found for asset in assets if (found := owner_of_asset(asset, owners))]
        people = [one for owner in nearest for one in _people(owner, groups)]
        return tuple(dict.fromkeys(one for one in people if one != ask.person)) or await self._admins(ask, team)

    async def _admins(self, ask: Ask, team: Team) -> tuple[str, ...]:
        """Whoever was made one here, then those of the Slack workspace."""
        made = await self.door(team.people.with_role, Role.ADMIN)
        try:
            found = await self.directory.admins(ask.client)
        except SlackApiError:
            found = ()
        return tuple(one for one in dict.fromkeys((*made, *found)) if one != ask.person)

    async def _groups_of(self, client: AsyncWebClient, workspace: str) -> Groups:
        at, known = self._groups.get(workspace, (-KNOWN_FOR, {}))
        if self.clock() - at < KNOWN_FOR:
            return known
        try:
            found = (await client.usergroups_list(include_users=True))["usergroups"]
        except SlackApiError:
            return {}
        groups = {str(one["id"]): tuple(one.get("users") or ()) for one in found}
        self._groups[workspace] = (self.clock(), groups)
        return groups


def _may(here: Workspace, person: Person, assets: tuple[str, ...]) -> bool:
    with here.database.read() as connection:
        return may_announce(person, assets, Roles(here).all(connection), Owners(here).all(connection))


def _owners(here: Workspace) -> list[Owner]:
    with here.database.read() as connection:
        return Owners(here).all(connection)


def _people(owner: Owner, groups: Groups) -> tuple[str, ...]:
    if owner.team.kind == "person":
        return (owner.team.id,)
    return groups.get(owner.team.id, ()) if owner.team.kind == "group" else ()
