"""Who is who, without paperwork: a discipline is the person's own choice, else their group's, their title's, the channel's."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import sqlalchemy as sa

from bot.roles import Role, role
from bot.store import group_disciplines, group_members, known_words, people, person_teams
from store.workspace import Workspace

Because = Literal["your choice", "your user group", "your job title", "the channel", ""]
TitleReader = Callable[[str], str | None]
TeamKind = Literal["group", "channel"]
FRESH_FOR = 86400.0


@dataclass(frozen=True)
class Person:
    """What we keep about somebody. `chosen` is what they said themselves."""

    id: str
    title: str = ""
    chosen: str = ""
    opted_out: bool = False
    is_bot: bool = False
    is_admin: bool = False
    role: str = ""
    seen_at: float = 0.0


@dataclass(frozen=True)
class Placed:
    """A person's discipline and how we know; shown to them, and correctable."""

    discipline: str
    because: Because


@dataclass(frozen=True)
class Group:
    """A user group of the workspace: `@ml-team`."""

    id: str
    handle: str
    name: str = ""


@dataclass(frozen=True, order=True)
class OwnTeam:
    """A team somebody counts themselves to: a user group, or the channel where it talks."""

    kind: TeamKind
    id: str


@dataclass(frozen=True)
class People:
    """`changed` is told when somebody said something about themselves."""

    workspace: Workspace
    read_title: TitleReader
    clock: Callable[[], float] = time.time
    changed: Callable[[], None] = field(default=lambda: None, repr=False)

    def known(self, ids: Iterable[str]) -> dict[str, Person]:
        """Those we have looked up lately, or who told us something."""
        wish = self.workspace.select(people).where(people.c.person.in_(list(ids)))
        with self.workspace.database.read() as connection:
            return {row.person: _person(row) for row in connection.execute(wish)}

    def stale(self, ids: Iterable[str]) -> list[str]:
        """Whom to look up in Slack's directory."""
        wanted = list(dict.fromkeys(ids))
        known = self.known(wanted)
        since = self.clock() - FRESH_FOR
        return [one for one in wanted if one not in known or known[one].seen_at < since]

    def remember(self, seen: Iterable[Person]) -> None:
        with self.workspace.database.begin() as connection:
            for one in seen:
                facts = {"title": one.title, "is_bot": one.is_bot, "is_admin": one.is_admin, "seen_at": self.clock()}
                self.workspace.put(connection, people, {"person": one.id}, **facts)

    def choose(self, person: str, discipline: str) -> None:
        self._tell(person, discipline=discipline)

    def opt_out(self, person: str) -> None:
        self._tell(person, opted_out=True)

    def opt_in(self, person: str) -> None:
        self._tell(person, opted_out=False)

    def grant(self, person: str, role: Role) -> None:
        self._tell(person, role=role.value)

    def knows(self, person: str) -> frozenset[str]:
        """Words they have told us they know; nobody explains these to them unasked."""
        wish = self.workspace.select(known_words, known_words.c.term).where(known_words.c.person == person)
        with self.workspace.database.read() as connection:
            return frozenset(connection.execute(wish).scalars())

    def learn(self, person: str, terms: Iterable[str]) -> None:
        with self.workspace.database.begin() as connection:
            for term in terms:
                self.workspace.put(connection, known_words, {"person": person, "term": term}, at=self.clock())

    def unlearn(self, person: str, terms: Iterable[str]) -> None:
        mine = (known_words.c.person == person, known_words.c.term.in_(list(terms)))
        with self.workspace.database.begin() as connection:
            connection.execute(self.workspace.delete(known_words).where(*mine))

    def teams(self, person: str) -> tuple[OwnTeam, ...]:
        """As they said themselves; and the user groups that we know them to be in."""
        said = self.workspace.select(person_teams).where(person_teams.c.person == person)
        groups = self.workspace.select(group_members, group_members.c.usergroup).where(group_members.c.person == person)
        with self.workspace.database.read() as connection:
            own = {OwnTeam(row.kind, row.team) for row in connection.execute(said)}
            own |= {OwnTeam("group", id_) for id_ in connection.execute(groups).scalars()}
        return tuple(sorted(own))

    def join(self, person: str, teams: Iterable[OwnTeam]) -> None:
        """These and no others, as far as they say it themselves."""
        theirs = self.workspace.delete(person_teams).where(person_teams.c.person == person)
        with self.workspace.database.begin() as connection:
            connection.execute(theirs)
            for team in dict.fromkeys(teams):
                self.workspace.add(connection, person_teams, person=person, kind=team.kind, team=team.id)

    def groups(self) -> dict[str, str]:
        """The user groups that stand for a discipline."""
        with self.workspace.database.read() as connection:
            rows = connection.execute(self.workspace.select(group_disciplines))
            return {row.usergroup: row.discipline for row in rows}

    def unmap_group(self, usergroup: str) -> None:
        with self.workspace.database.begin() as connection:
            for table in (group_disciplines, group_members):
                connection.execute(self.workspace.delete(table).where(table.c.usergroup == usergroup))

    def first_admin(self, person: str) -> bool:
        """Who installs us is an admin here, unless the workspace has one already."""
        named = self.workspace.select(people, people.c.person).where(people.c.role == Role.ADMIN.value)
        with self.workspace.database.begin() as connection:
            if connection.execute(named).first() is not None:
                return False
            self.workspace.put(connection, people, {"person": person}, role=Role.ADMIN.value)
            return True

    def roles(self) -> list[tuple[str, Role]]:
        """Who was given a role, the highest first."""
        wish = self.workspace.select(people).where(people.c.role.not_in(("", Role.MEMBER.value)))
        with self.workspace.database.read() as connection:
            found = [(row.person, role(row.role, is_admin=False)) for row in connection.execute(wish)]
        return sorted(found, key=lambda pair: (-pair[1].rank, pair[0]))

    def deciders(self) -> tuple[str, ...]:
        """Whom to tell that a proposal waits: those with a role for it, else the admins of the workspace we know of."""
        given = tuple(person for person, has in self.roles() if has.rank >= Role.CURATOR.rank)
        admins = self.workspace.select(people, people.c.person).where(people.c.is_admin)
        with self.workspace.database.read() as connection:
            return given or tuple(sorted(connection.execute(admins).scalars()))

    def with_role(self, role: Role) -> tuple[str, ...]:
        wish = self.workspace.select(people, people.c.person).where(people.c.role == role.value)
        with self.workspace.database.read() as connection:
            return tuple(sorted(connection.execute(wish).scalars()))

    def has_opted_out(self, person: str) -> bool:
        found = self.known([person])
        return person in found and found[person].opted_out

    def map_group(self, usergroup: str, discipline: str, members: Iterable[str]) -> None:
        """Everybody in the group has this discipline, unless they say otherwise."""
        mine = group_members.c.usergroup == usergroup
        with self.workspace.database.begin() as connection:
            self.workspace.put(connection, group_disciplines, {"usergroup": usergroup}, discipline=discipline)
            connection.execute(self.workspace.delete(group_members).where(mine))
            for person in dict.fromkeys(members):
                self.workspace.add(connection, group_members, usergroup=usergroup, person=person)

    def placed(self, ids: Iterable[str], channel_discipline: str = "") -> dict[str, Placed]:
        wanted = list(dict.fromkeys(ids))
        known, groups = self.known(wanted), self._groups(wanted)
        return {one: self._place(known.get(one), groups.get(one, ""), channel_discipline) for one in wanted}

    def guessed(self, person: str) -> Placed:
        """What we would say of them had they not said it themselves."""
        known = self.known([person]).get(person, Person(person))
        return self._place(replace(known, chosen=""), self._groups([person]).get(person, ""), "")

    def _place(self, person: Person | None, group: str, channel: str) -> Placed:
        if person and person.chosen:
            return Placed(person.chosen, "your choice")
        if group:
            return Placed(group, "your user group")
        titled = self.read_title(person.title) if person and person.title else None
        if titled:
            return Placed(titled, "your job title")
        return Placed(channel, "the channel") if channel else Placed("", "")

    def _groups(self, ids: list[str]) -> dict[str, str]:
        joined = sa.and_(
            group_members.c.workspace == group_disciplines.c.workspace,
            group_members.c.usergroup == group_disciplines.c.usergroup,
        )
        wish = (
            self.workspace.select(group_members, group_members.c.person, group_disciplines.c.discipline)
            .join_from(group_members, group_disciplines, joined)
            .where(group_members.c.person.in_(ids))
            .order_by(group_members.c.usergroup.desc())
        )
        with self.workspace.database.read() as connection:
            return {row.person: row.discipline for row in connection.execute(wish)}

    def _tell(self, person: str, **values: Any) -> None:
        with self.workspace.database.begin() as connection:
            self.workspace.put(connection, people, {"person": person}, **values)
        self.changed()


def from_slack(user: Mapping[str, Any]) -> Person:
    """A user object of Slack's directory."""
    profile = user.get("profile") or {}
    return Person(
        id=user["id"],
        title=str(profile.get("title") or ""),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
    )


def _person(row: Any) -> Person:
    return Person(row.person, row.title, row.discipline, row.opted_out, row.is_bot, row.is_admin, row.role, row.seen_at)
