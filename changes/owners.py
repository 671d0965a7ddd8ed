"""Whose an asset is, whom to ask, who builds on it, and what broke there before."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from changes.assets import covers, parse, relation, touches
from changes.model import Incident, Owner
from changes.rows import as_text, incident_of, mapping, owner_of, seconds
from changes.store import incidents, owners
from store.workspace import Workspace

TRUSTED_FOR = timedelta(days=182)
ASKED_AGAIN_AFTER = timedelta(days=14)


@dataclass(frozen=True)
class Owners:
    workspace: Workspace

    def put(self, connection: sa.Connection, owner: Owner) -> Owner:
        known = replace(owner, pattern=str(parse(owner.pattern)))
        self.workspace.put(
            connection,
            owners,
            {"pattern": known.pattern},
            team_kind=known.team.kind,
            team=known.team.id,
            contact=known.contact,
            contract=known.contract,
            consumers=as_text([(one.kind, one.id) for one in known.consumers]),
            confirmed_at=seconds(known.confirmed),
        )
        return known

    def drop(self, connection: sa.Connection, pattern: str) -> bool:
        gone = self.workspace.delete(owners).where(owners.c.pattern == str(parse(pattern)))
        return bool(connection.execute(gone.returning(owners.c.pattern)).first())

    def all(self, connection: sa.Connection) -> list[Owner]:
        chosen = self.workspace.select(owners).order_by(owners.c.pattern)
        return [owner_of(mapping(row)) for row in connection.execute(chosen)]

    def confirm(self, connection: sa.Connection, pattern: str, at: datetime) -> None:
        of_pattern = self.workspace.update(owners).where(owners.c.pattern == str(parse(pattern)))
        connection.execute(of_pattern.values(confirmed_at=seconds(at), asked_at=None))

    def to_confirm(self, connection: sa.Connection, now: datetime) -> list[Owner]:
        """Not confirmed for half a year, and not asked within a fortnight."""
        old = sa.func.coalesce(owners.c.confirmed_at, 0.0) < seconds(now - TRUSTED_FOR)
        unasked = sa.func.coalesce(owners.c.asked_at, 0.0) < seconds(now - ASKED_AGAIN_AFTER)
        chosen = self.workspace.select(owners).where(old, unasked).order_by(owners.c.team, owners.c.pattern)
        return [owner_of(mapping(row)) for row in connection.execute(chosen)]

    def asked(self, connection: sa.Connection, patterns: Iterable[str], at: datetime) -> None:
        of_these = self.workspace.update(owners).where(owners.c.pattern.in_(list(patterns)))
        connection.execute(of_these.values(asked_at=seconds(at)))


@dataclass(frozen=True)
class Incidents:
    workspace: Workspace

    def add(self, connection: sa.Connection, incident: Incident) -> Incident:
        known = replace(incident, id=incident.id or uuid.uuid4().hex[:8], asset=str(parse(incident.asset)))
        self.workspace.put(
            connection,
            incidents,
            {"id": known.id},
            asset=known.asset,
            title=known.title,
            at=seconds(known.at),
            link=known.link,
            change=known.change,
        )
        return known

    def at(self, connection: sa.Connection, assets: Iterable[str], most: int = 5) -> list[Incident]:
        """At any of these assets, newest first."""
        named = list(assets)
        chosen = self.workspace.select(incidents).order_by(incidents.c.at.desc())
        found = (incident_of(mapping(row)) for row in connection.execute(chosen))
        return [one for one in found if any(touches(name, one.asset) for name in named)][:most]


def owner_of_asset(asset: str, known: Iterable[Owner]) -> Owner | None:
    """The nearest one: whoever owns the column before whoever owns the table, before whoever owns the warehouse."""
    fitting = [one for one in known if covers(one.pattern, asset)]
    return max(fitting, key=lambda one: _nearness(one.pattern), default=None)


def inside(pattern: str, known: Iterable[Owner]) -> list[Owner]:
    """Owners of parts of it."""
    return [one for one in known if relation(pattern, one.pattern) in ("same", "part")]


def _nearness(pattern: str) -> tuple[int, int]:
    parts = parse(pattern).parts
    return len([part for part in parts if part != "*"]), -pattern.count("*")
