"""What somebody is still writing: a draft and the plan for sending it, kept until it is announced or thrown away."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from changes import lifecycle
from changes.ledger import Ledger
from changes.model import Change, Destination, Draft
from changes.remedies import Remediable
from changes.rows import Row, change_of, draft_of, draft_text, mapping, seconds
from changes.store import changes, plans
from store.workspace import Workspace


class NotYours(Remediable, LookupError):
    remedy = "your drafts"

    def __init__(self) -> None:
        super().__init__("that draft is not yours, or is no draft any more")


@dataclass(frozen=True)
class Plan:
    """Who else is told, and the message in which it was said first.

    `revised` is what a live change may become, written while `base` was its revision.
    """

    named: tuple[Destination, ...] = ()
    channel: str = ""
    ts: str = ""
    revised: Draft | None = None
    base: int = 0


@dataclass(frozen=True)
class Drafts:
    workspace: Workspace

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.workspace)

    def keep(self, content: Draft, by: str, now: datetime, plan: Plan, id_: str = "") -> Change:
        """A new draft, or the one of that id written anew; only its author may."""
        with self.ledger.begin() as connection:
            if id_:
                known = self._own(connection, id_, by)
                change = self.ledger.revise(connection, known.id, content, by, now).change
            else:
                change = self.ledger.record(connection, content, by, now)
            self._plan(connection, change.id, by, plan, now)
            return change

    def propose(self, id_: str, content: Draft, by: str, now: datetime, base: int) -> None:
        """What an announced change may become, until its announcer confirms it."""
        with self.ledger.begin() as connection:
            self._plan(connection, id_, by, replace(self.plan(id_, by), revised=content, base=base), now)

    def proposed(self, change: Change, by: str) -> Draft:
        """As it was proposed, with what others revised meanwhile; a change without a proposal stays as it is."""
        plan = self.plan(change.id, by)
        if plan.revised is None:
            return change.content
        return lifecycle.merged(self.at_revision(change, plan.base), plan.revised, change.content)

    def at_revision(self, change: Change, number: int) -> Draft:
        return next((one.content for one in self.ledger.revisions(change.id) if one.number == number), change.content)

    def settle(self, id_: str, by: str, now: datetime) -> None:
        """What was confirmed is no proposal any more."""
        with self.ledger.begin() as connection:
            self._plan(connection, id_, by, replace(self.plan(id_, by), revised=None, base=0), now)

    def plan(self, id_: str, by: str) -> Plan:
        chosen = self.workspace.select(plans).where(plans.c.change == id_, plans.c.by == by)
        with self.workspace.database.read() as connection:
            row = connection.execute(chosen).first()
        return _plan_of(mapping(row)) if row else Plan()

    def of(self, by: str) -> list[Change]:
        """Newest first."""
        mine = self.workspace.select(changes).where(changes.c.state == "draft", changes.c.announcer == by)
        with self.workspace.database.read() as connection:
            rows = connection.execute(mine.order_by(changes.c.recorded_at.desc()).limit(20))
            return [change_of(mapping(row)) for row in rows]

    def own(self, id_: str, by: str) -> Change:
        with self.workspace.database.read() as connection:
            return self._own(connection, id_, by)

    def drop(self, id_: str, by: str) -> None:
        with self.ledger.begin() as connection:
            self._own(connection, id_, by)
            connection.execute(self.workspace.delete(changes).where(changes.c.id == id_, changes.c.state == "draft"))
            connection.execute(self.workspace.delete(plans).where(plans.c.change == id_))

    def said_at(self, channel: str, ts: str) -> Change | None:
        """The live change that was announced from this message."""
        chosen = (
            self.workspace.select(changes)
            .join(plans, sa.and_(plans.c.change == changes.c.id, plans.c.workspace == changes.c.workspace))
            .where(plans.c.channel == channel, plans.c.ts == ts)
        )
        with self.workspace.database.read() as connection:
            found = [change_of(mapping(row)) for row in connection.execute(chosen)]
        return next((one for one in found if one.live), None)

    def _own(self, connection: sa.Connection, id_: str, by: str) -> Change:
        chosen = self.workspace.select(changes).where(changes.c.id == id_, changes.c.state == "draft")
        row = connection.execute(chosen.where(changes.c.announcer == by)).first()
        if row is None:
            raise NotYours
        return change_of(mapping(row))

    def _plan(self, connection: sa.Connection, id_: str, by: str, plan: Plan, now: datetime) -> None:
        self.workspace.put(
            connection,
            plans,
            {"change": id_, "by": by},
            named=json.dumps([(one.kind, one.id) for one in plan.named]),
            channel=plan.channel,
            ts=plan.ts,
            revised=draft_text(plan.revised) if plan.revised else "",
            base=plan.base,
            at=seconds(now),
        )


def sealed(content: Draft, named: Iterable[Destination]) -> str:
    """Another with every word that is written anew, and with everyone else who is told."""
    told = json.dumps([draft_text(content), *(str(one) for one in named)])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def destinations(channels: Iterable[str], people: Iterable[str]) -> tuple[Destination, ...]:
    """Ids as Slack's forms give them."""
    rooms = [Destination("channel", one) for one in channels]
    return (*rooms, *(Destination("person", one) for one in people))


def _plan_of(row: Row) -> Plan:
    named = tuple(Destination(kind, id_) for kind, id_ in json.loads(row["named"]))
    return Plan(named, row["channel"], row["ts"], draft_of(row["revised"]) if row["revised"] else None, row["base"])
