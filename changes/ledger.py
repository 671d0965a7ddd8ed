"""What was announced, how it was revised, and what became of it: every move in one transaction, nothing overwritten."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from changes import lifecycle
from changes.acks import Acks
from changes.assets import did_you_mean, touches
from changes.checking import check
from changes.model import LIVE, Ack, Change, Draft, Revision, State
from changes.remedies import Remediable
from changes.rows import as_text, change_of, change_row, draft_text, fresh, mapping, revision_of, seconds
from changes.store import change_assets, changes, revisions
from store.workspace import Workspace

A_STATEMENT = 1_000  # ids that one of them names


class UnknownChange(Remediable, LookupError):
    remedy = "announced changes"

    def __init__(self, id_: str) -> None:
        super().__init__(f"there is no change `{id_}` here")
        self.id = id_


@dataclass(frozen=True)
class Outcome:
    """A change after a move: what became different, what got worse, which answers hold and which are asked anew."""

    change: Change
    said: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()
    kept: tuple[Ack, ...] = ()
    asked_anew: tuple[Ack, ...] = ()

    @property
    def silent(self) -> bool:
        """Nothing became different: nobody needs to be told."""
        return not self.said


@dataclass(frozen=True)
class Ledger:
    """Moves take the caller's transaction, so that notices and deliveries are stored with them or not at all."""

    workspace: Workspace

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        with self.workspace.database.begin() as connection:
            yield connection

    def record(self, connection: sa.Connection, content: Draft, by: str, at: datetime) -> Change:
        """A draft; one that carries the key of a change already here is refused by the database, so look first."""
        check(content)
        change = Change(uuid.uuid4().hex[:12], content, "draft", by, at)
        self.workspace.add(connection, changes, id=change.id, touched=fresh(), **change_row(change))
        self._index(connection, change)
        return change

    def announce(self, connection: sa.Connection, id_: str, at: datetime) -> Change:
        change = lifecycle.announce(self.locked(connection, id_), at)
        self._keep(connection, change)
        self._remember(connection, change, change.announcer, at, Outcome(change))
        return change

    def revise(self, connection: sa.Connection, id_: str, content: Draft, by: str, at: datetime) -> Outcome:
        check(content)
        before = self.locked(connection, id_)
        after = lifecycle.revise(before, content)
        if after == before:
            return Outcome(before, kept=tuple(self.acks.current(connection, id_)))
        outcome = self._compared(connection, before, after)
        self._keep(connection, after)
        self._index(connection, after)
        if after.revision != before.revision:
            self._remember(connection, after, by, at, outcome)
            self.acks.ask_anew(connection, outcome.asked_anew)
        return outcome

    def take_effect(self, connection: sa.Connection, id_: str) -> Change:
        return self._moved(connection, lifecycle.take_effect(self.locked(connection, id_)))

    def finish(self, connection: sa.Connection, id_: str, at: datetime) -> Change:
        return self._moved(connection, lifecycle.finish(self.locked(connection, id_), at))

    def withdraw(self, connection: sa.Connection, id_: str, at: datetime, why: str = "") -> Change:
        return self._moved(connection, lifecycle.withdraw(self.locked(connection, id_), at, why))

    @property
    def acks(self) -> Acks:
        return Acks(self.workspace)

    def get(self, id_: str) -> Change:
        with self.workspace.database.read() as connection:
            return self._one(connection, self.workspace.select(changes).where(changes.c.id == id_), id_)

    def by_key(self, connection: sa.Connection, key: str) -> Change | None:
        row = connection.execute(self.workspace.select(changes).where(changes.c.key == key)).first()
        return change_of(mapping(row)) if row else None

    def keyed(self, connection: sa.Connection, key: str) -> tuple[Change | None, str]:
        """What a program means by its key, and the key under which that is kept.

        A key whose change is over is free again, under a name of its own.
        """
        known = self.by_key(connection, key) if key else None
        while known is not None and not (known.live or known.state == "draft"):
            key = f"{key}#{known.id}"
            known = self.by_key(connection, key)
        return known, key

    def among(self, states: Iterable[State] = LIVE, *, most: int = 200) -> list[Change]:
        """Soonest first; those without a date after them."""
        soonest = (changes.c.effective_at.is_(None), changes.c.effective_at, changes.c.recorded_at)
        return self._all(changes.c.state.in_(tuple(states)), *soonest, most=most)

    def told(self, most: int | None = None) -> list[Change]:
        """Whatever was announced, the newest first."""
        latest = sa.func.coalesce(changes.c.announced_at, changes.c.recorded_at)
        return self._all(changes.c.state != "draft", latest.desc(), changes.c.id, most=most)

    def those(self, ids: Iterable[str]) -> list[Change]:
        """In the order in which they are named; one that is not here is left out."""
        wanted, found = list(ids), dict[str, Change]()
        for start in range(0, len(wanted), A_STATEMENT):
            some = wanted[start : start + A_STATEMENT]
            found |= {one.id: one for one in self._all(changes.c.id.in_(some), most=None)}
        return [found[id_] for id_ in wanted if id_ in found]

    def marks(self) -> dict[str, str]:
        """Of whatever was announced: another one when it was written since."""
        told = self.workspace.select(changes, changes.c.id, changes.c.touched).where(changes.c.state != "draft")
        with self.workspace.database.read() as connection:
            return {row.id: row.touched for row in connection.execute(told)}

    def state(self) -> str:
        """Another one when anything that was told was written since, by any process, or this is another database."""
        touched = sa.func.aggregate_strings(changes.c.id + changes.c.touched, "")
        told = self.workspace.select(changes, touched).where(changes.c.state != "draft")
        with self.workspace.database.read() as connection:
            return hashlib.sha256((connection.execute(told).scalar() or "").encode()).hexdigest()

    def upcoming(self, start: datetime, end: datetime) -> list[Change]:
        within = changes.c.effective_at.between(seconds(start), seconds(end))
        return self._all(sa.and_(changes.c.state.in_(LIVE), within), changes.c.effective_at, changes.c.recorded_at)

    def due_to_take_effect(self, now: datetime) -> list[Change]:
        due = sa.and_(changes.c.state.in_(("announced", "revised")), changes.c.effective_at <= seconds(now))
        return self._all(due, changes.c.effective_at)

    def history(self, asset: str, most: int = 50) -> list[Change]:
        """Everything announced that touched it, newest first."""
        return [one for one in self.told(2_000) if any(touches(asset, name) for name in one.content.assets)][:most]

    def revisions(self, id_: str) -> list[Revision]:
        chosen = self.workspace.select(revisions).where(revisions.c.change == id_).order_by(revisions.c.number)
        with self.workspace.database.read() as connection:
            return [revision_of(mapping(row)) for row in connection.execute(chosen)]

    def assets(self) -> list[str]:
        """Every name that was ever announced; what stands in a draft may be a slip of the pen."""
        drafts = self.workspace.select(changes, changes.c.id).where(changes.c.state == "draft")
        chosen = self.workspace.select(change_assets, change_assets.c.asset).distinct()
        chosen = chosen.where(change_assets.c.change.not_in(drafts))
        with self.workspace.database.read() as connection:
            return sorted(connection.execute(chosen).scalars())

    def suggestions(self, asset: str) -> list[str]:
        return did_you_mean(asset, self.assets())

    def _compared(self, connection: sa.Connection, before: Change, after: Change) -> Outcome:
        answers = self.acks.current(connection, before.id)
        kept = tuple(ack for ack in answers if lifecycle.carries_over(ack, before.content, after.content))
        anew = tuple(ack for ack in answers if ack not in kept)
        said = lifecycle.said(before.content, after.content)
        return Outcome(after, said, lifecycle.worse(before.content, after.content), kept, anew)

    def _moved(self, connection: sa.Connection, change: Change) -> Change:
        self._keep(connection, change)
        return change

    def _keep(self, connection: sa.Connection, change: Change) -> None:
        values: dict[str, Any] = {**change_row(change), "touched": fresh()}
        connection.execute(self.workspace.update(changes).where(changes.c.id == change.id).values(**values))

    def _index(self, connection: sa.Connection, change: Change) -> None:
        connection.execute(self.workspace.delete(change_assets).where(change_assets.c.change == change.id))
        for asset in dict.fromkeys(name.lower() for name in change.content.assets):
            self.workspace.add(connection, change_assets, change=change.id, asset=asset)

    def _remember(self, connection: sa.Connection, change: Change, by: str, at: datetime, outcome: Outcome) -> None:
        self.workspace.add(
            connection,
            revisions,
            change=change.id,
            number=change.revision,
            content=draft_text(change.content),
            by=by,
            at=seconds(at),
            said=as_text(outcome.said),
            worse=as_text(outcome.worse),
        )

    def locked(self, connection: sa.Connection, id_: str) -> Change:
        """Nobody else moves it until the transaction ends."""
        chosen = self.workspace.select(changes).where(changes.c.id == id_).with_for_update()
        return self._one(connection, chosen, id_)

    def _one(self, connection: sa.Connection, chosen: sa.Select[Any], id_: str) -> Change:
        row = connection.execute(chosen).first()
        if row is None:
            raise UnknownChange(id_)
        return change_of(mapping(row))

    def _all(self, where: sa.ColumnElement[bool], *order: Any, most: int | None = 500) -> list[Change]:
        chosen = self.workspace.select(changes).where(where).order_by(*order).limit(most)
        with self.workspace.database.read() as connection:
            return [change_of(mapping(row)) for row in connection.execute(chosen)]
