"""What was said where: a note is claimed before it is written, so that nothing is said twice, and pins keep answers."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from glossary.traces import heard, judgements, notes, pins, said
from store.workspace import Workspace

State = Literal["claimed", "standing", "answered", "dismissed", "muted", "withdrawn"]
HEARD_FOR = 3600.0  # Slack repeats an event after one and after five minutes; we remember much longer


@dataclass(frozen=True)
class Judgement:
    """What was decided about one message, never its text. `kind` is empty for a silence."""

    channel: str
    ts: str
    thread: str
    author: str
    term: str
    kind: str
    reason: str
    gate: str
    senses: tuple[tuple[str, float], ...]
    at: float = 0.0
    risk: float = 0.0  # of being misread; not kept

    @property
    def speaks(self) -> bool:
        return bool(self.kind)


@dataclass(frozen=True)
class Note:
    """Something we wrote about the message at `ts`; `posted` is our own message's ts, empty for a reaction."""

    channel: str
    ts: str
    thread: str
    author: str
    term: str
    kind: str
    style: str
    senses: tuple[str, ...]
    state: State = "claimed"
    posted: str = ""
    at: float = 0.0


@dataclass(frozen=True)
class Pin:
    """In this thread the term has this sense, or means what `wording` says."""

    channel: str
    thread: str
    term: str
    sense: str
    wording: str
    person: str
    by_author: bool


@dataclass(frozen=True)
class Recent:
    """How much was said in a channel lately and how it was taken."""

    last_hour: int
    dismissed: int
    answered: int


class AuthorHasAnswered(Exception):
    """The one who wrote the word has said what it means; nobody else changes that."""

    def __init__(self, pin: Pin) -> None:
        super().__init__(pin.term)
        self.pin = pin


@dataclass(frozen=True)
class History:
    workspace: Workspace
    clock: Callable[[], float] = time.time

    def first(self, key: str) -> bool:
        """True for the one who hears this first, in whichever process."""
        with self.workspace.database.begin() as connection:
            return self._first(connection, key)

    def claim(self, judgement: Judgement, style: str = "", *, again: bool = False) -> Note | None:
        """Keep the judgement and take the right to write its note; None when somebody has it already.

        `again` judges an edited message anew.
        """
        with self.workspace.database.begin() as connection:
            if not again and not self._first(connection, f"{judgement.channel}:{judgement.ts}"):
                return None
            note = self._claim_note(connection, judgement, style) if judgement.speaks else None
            self._keep(connection, judgement, spoke=note is not None)
            return note

    def posted(self, note: Note, posted: str) -> bool:
        """False when the note was withdrawn while it was being written."""
        return self._change_note(note.channel, note.ts, state="standing", posted=posted)

    def settle(self, note: Note, state: State) -> None:
        self._change_note(note.channel, note.ts, state=state)

    def withdraw(self, channel: str, ts: str) -> Note | None:
        """The note's reason is gone: it is ours no longer, and its term may be noted again in the thread."""
        with self.workspace.database.begin() as connection:
            note = self._note(connection, notes.c.channel == channel, notes.c.ts == ts)
            if note is None or note.state == "withdrawn":
                return None
            connection.execute(self.workspace.delete(notes).where(notes.c.channel == channel, notes.c.ts == ts))
            connection.execute(self.workspace.delete(said).where(*_in(said, note.channel, note.thread, note.term)))
            return note

    def note(self, channel: str, ts: str) -> Note | None:
        with self.workspace.database.read() as connection:
            return self._note(connection, notes.c.channel == channel, notes.c.ts == ts)

    def latest(self, channel: str, kind: str, since: float) -> list[Note]:
        """What of this kind still stands in a channel, newest first."""
        mine = (notes.c.channel == channel, notes.c.kind == kind, notes.c.at > since)
        wish = self.workspace.select(notes).where(*mine).order_by(notes.c.at.desc())
        with self.workspace.database.read() as connection:
            return [_note(row) for row in connection.execute(wish)]

    def judgement(self, channel: str, ts: str) -> Judgement | None:
        wish = self.workspace.select(judgements).where(judgements.c.channel == channel, judgements.c.ts == ts)
        with self.workspace.database.read() as connection:
            row = connection.execute(wish).first()
        return _judgement(row) if row else None

    def said(self, channel: str, thread: str, lately: float = 0) -> frozenset[str]:
        """Terms that were noted in the thread, or anywhere in the channel in the last `lately` seconds."""
        since = sa.or_(said.c.thread == thread, said.c.at > self.clock() - lately)
        wish = self.workspace.select(said, said.c.term).where(said.c.channel == channel, since)
        with self.workspace.database.read() as connection:
            return frozenset(connection.execute(wish).scalars())

    def pins(self, channel: str, thread: str) -> dict[str, Pin]:
        wish = self.workspace.select(pins).where(pins.c.channel == channel, pins.c.thread == thread)
        with self.workspace.database.read() as connection:
            return {row.term: _pin(row) for row in connection.execute(wish)}

    def pin(self, pin: Pin) -> None:
        """Anyone may answer and change the answer, until the author has answered."""
        key = {"channel": pin.channel, "thread": pin.thread, "term": pin.term}
        said = {"sense": pin.sense, "wording": pin.wording, "person": pin.person, "by_author": pin.by_author}
        values = {**said, "at": self.clock()}
        with self.workspace.database.begin() as connection:
            if self.workspace.claim(connection, pins, **key, **values):
                return
            wish = self.workspace.select(pins).where(*_in(pins, **key)).with_for_update()
            row = connection.execute(wish).first()
            if row and row.by_author and not pin.by_author:
                raise AuthorHasAnswered(_pin(row))
            self.workspace.put(connection, pins, key, **values)

    def recent(self, channel: str, *, weeks: float = 4) -> Recent:
        now = self.clock()
        since = now - weeks * 7 * 86400
        wish = self.workspace.select(notes, notes.c.at, notes.c.state).where(
            notes.c.channel == channel, notes.c.at >= since
        )
        with self.workspace.database.read() as connection:
            rows = list(connection.execute(wish))
        return Recent(
            last_hour=sum(row.at > now - 3600 for row in rows),
            dismissed=sum(row.state in ("dismissed", "muted") for row in rows),
            answered=sum(row.state == "answered" for row in rows),
        )

    def _first(self, connection: sa.Connection, key: str) -> bool:
        now = self.clock()
        if not self.workspace.claim(connection, heard, key=key, at=now):
            return False
        if hash(key) % 64 == 0:  # now and then, so that the table stays small
            connection.execute(self.workspace.delete(heard).where(heard.c.at < now - HEARD_FOR))
        return True

    def _claim_note(self, connection: sa.Connection, of: Judgement, style: str) -> Note | None:
        now = self.clock()
        place = {"channel": of.channel, "thread": of.thread, "term": of.term}
        if not self.workspace.claim(connection, said, **place, ts=of.ts, at=now):
            return None
        ids = tuple(sense for sense, _ in of.senses)
        note = Note(of.channel, of.ts, of.thread, of.author, of.term, of.kind, style, ids, at=now)
        row = {"ts": of.ts, "author": of.author, "kind": of.kind, "style": style, "senses": json.dumps(ids)}
        fresh = self.workspace.claim(
            connection, notes, **place, **row, state="claimed", posted="", at=now, state_at=now
        )
        return note if fresh else None

    def _keep(self, connection: sa.Connection, of: Judgement, *, spoke: bool) -> None:
        silenced = of.speaks and not spoke
        self.workspace.put(
            connection,
            judgements,
            {"channel": of.channel, "ts": of.ts},
            thread=of.thread,
            author=of.author,
            term=of.term,
            kind="" if silenced else of.kind,
            reason="already said in this thread" if silenced else of.reason,
            gate="" if silenced else of.gate,
            senses=json.dumps(of.senses),
            at=self.clock(),
        )

    def _note(self, connection: sa.Connection, *where: sa.ColumnElement[bool]) -> Note | None:
        row = connection.execute(self.workspace.select(notes).where(*where)).first()
        return _note(row) if row else None

    def _change_note(self, channel: str, ts: str, **values: Any) -> bool:
        wish = self.workspace.update(notes).where(notes.c.channel == channel, notes.c.ts == ts)
        with self.workspace.database.begin() as connection:
            return bool(connection.execute(wish.values(**values, state_at=self.clock())).rowcount)


def _in(where: sa.Table, channel: str, thread: str, term: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (where.c.channel == channel, where.c.thread == thread, where.c.term == term)


def _judgement(row: Any) -> Judgement:
    senses = tuple((str(sense), float(p)) for sense, p in json.loads(row.senses))
    return Judgement(
        row.channel, row.ts, row.thread, row.author, row.term, row.kind, row.reason, row.gate, senses, row.at
    )


def _note(row: Any) -> Note:
    return Note(
        row.channel,
        row.ts,
        row.thread,
        row.author,
        row.term,
        row.kind,
        row.style,
        tuple(json.loads(row.senses)),
        row.state,
        row.posted,
        row.at,
    )


def _pin(row: Any) -> Pin:
    return Pin(row.channel, row.thread, row.term, row.sense, row.wording, row.person, row.by_author)
