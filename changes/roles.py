"""Who may announce what: admins everything, announcers what they were given, teams what they own. In doubt: nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from changes.assets import covers, parse
from changes.model import Destination, Owner
from changes.owners import owner_of_asset
from changes.rows import destination_of, mapping, seconds
from changes.store import roles
from store.workspace import Workspace

Role = Literal["admin", "announcer"]
ANYTHING = "*"


class NotAllowed(PermissionError):
    def __init__(self, assets: Iterable[str]) -> None:
        named = ", ".join(f"`{name}`" for name in assets)
        super().__init__(f"you may not announce changes of {named or 'assets nobody named'}; ask its owner or an admin")


@dataclass(frozen=True)
class Grant:
    who: Destination
    role: Role
    pattern: str = ANYTHING


@dataclass(frozen=True)
class Person:
    """Somebody with the groups they are in; `admin` when Slack says that they run the workspace."""

    id: str
    groups: tuple[str, ...] = ()
    admin: bool = False

    def answers_to(self, who: Destination) -> bool:
        return (who.kind == "person" and who.id == self.id) or (who.kind == "group" and who.id in self.groups)


@dataclass(frozen=True)
class Roles:
    workspace: Workspace

    def give(self, connection: sa.Connection, grant: Grant, by: str, at: datetime) -> None:
        pattern = grant.pattern if grant.pattern == ANYTHING else str(parse(grant.pattern))
        key = {"who_kind": grant.who.kind, "who": grant.who.id, "role": grant.role, "pattern": pattern}
        self.workspace.put(connection, roles, key, given_by=by, given_at=seconds(at))

    def take(self, connection: sa.Connection, grant: Grant) -> None:
        theirs = (roles.c.who_kind == grant.who.kind, roles.c.who == grant.who.id, roles.c.role == grant.role)
        connection.execute(self.workspace.delete(roles).where(*theirs, roles.c.pattern == grant.pattern))

    def all(self, connection: sa.Connection) -> list[Grant]:
        found = [mapping(row) for row in connection.execute(self.workspace.select(roles))]
        return [Grant(destination_of(row, "who"), row["role"], row["pattern"]) for row in found]


def may_announce(person: Person, assets: Iterable[str], grants: Iterable[Grant], owners: Iterable[Owner]) -> bool:
    """Every asset must be allowed. No assets, no grants, no owners: only admins."""
    mine = [grant for grant in grants if person.answers_to(grant.who)]
    if person.admin or any(grant.role == "admin" for grant in mine):
        return True
    known, named = list(owners), list(assets)
    return bool(named) and all(_granted(asset, mine) or _owned(asset, person, known) for asset in named)


def require(person: Person, assets: Iterable[str], grants: Iterable[Grant], owners: Iterable[Owner]) -> None:
    named = list(assets)
    if not may_announce(person, named, grants, owners):
        raise NotAllowed(named)


def _granted(asset: str, mine: Iterable[Grant]) -> bool:
    return any(grant.pattern == ANYTHING or covers(grant.pattern, asset) for grant in mine)


def _owned(asset: str, person: Person, owners: list[Owner]) -> bool:
    nearest = owner_of_asset(asset, owners)
    return nearest is not None and person.answers_to(nearest.team)
