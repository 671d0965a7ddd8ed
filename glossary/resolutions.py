"""What a team decided, in words whose senses are pinned: proposed by anybody, standing once the author has confirmed it."""

import json
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from glossary.interchange import cells
from glossary.store import resolutions
from store.workspace import Workspace

State = Literal["proposed", "confirmed", "withdrawn"]


@dataclass(frozen=True)
class Resolution:
    """`text` is what the author confirms. `terms` are the words in it, with the senses the thread had settled on."""

    id: str
    channel: str
    thread: str
    ts: str
    link: str
    text: str
    terms: tuple[tuple[str, str], ...]
    author: str
    marked_by: str
    state: State = "proposed"
    at: float = 0.0
    posted: str = ""
    posted_in: str = ""


class OnlyTheAuthor(ValueError):
    """Nobody's words become a decision without them."""

    def __init__(self) -> None:
        super().__init__("Only the author of the message may confirm or change what was decided.")


@dataclass(frozen=True)
class Resolutions:
    workspace: Workspace
    clock: Callable[[], float] = time.time

    def mark(self, one: Resolution) -> Resolution:
        """The same message marked twice is one decision, with the newer words as long as nobody has confirmed the older."""
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.workspace.id}/{one.channel}/{one.ts}").hex[:16]
        state: State = "confirmed" if one.marked_by == one.author else "proposed"
        with self.workspace.database.begin() as connection:
            before = self._locked(connection, key)
            if before is not None and before.state == "confirmed" and one.marked_by != before.author:
                return before
            place = (before.posted, before.posted_in) if before else ("", "")
            kept = replace(one, id=key, state=state, at=self.clock(), posted=place[0], posted_in=place[1])
            self.workspace.put(connection, resolutions, {"id": key}, **_row(kept))
        return kept

    def confirm(self, id_: str, by: str) -> Resolution:
        return self._move(id_, by, "confirmed")

    def withdraw(self, id_: str, by: str) -> Resolution:
        """By the author; or by whoever marked it, as long as the author has not confirmed it."""
        return self._move(id_, by, "withdrawn")

    def posted(self, id_: str, channel: str, ts: str) -> None:
        with self.workspace.database.begin() as connection:
            wish = self.workspace.update(resolutions).where(resolutions.c.id == id_)
            connection.execute(wish.values(posted=ts, posted_in=channel))

    def find(self, id_: str) -> Resolution | None:
        with self.workspace.database.read() as connection:
            row = connection.execute(self.workspace.select(resolutions).where(resolutions.c.id == id_)).first()
        return _resolution(row) if row else None

    def standing(self, channels: Iterable[str], term: str = "") -> list[Resolution]:
        """Those of these channels, newest first; only about `term`, if one is given."""
        wish = (
            self.workspace.select(resolutions)
            .where(resolutions.c.state == "confirmed", resolutions.c.channel.in_(list(channels)))
            .order_by(resolutions.c.at.desc())
        )
        with self.workspace.database.read() as connection:
            found = [_resolution(row) for row in connection.execute(wish)]
        wanted = term.casefold()
        return [one for one in found if not term or wanted in {name.casefold() for name, _ in one.terms}]

    def channels(self) -> list[str]:
        wish = self.workspace.select(resolutions, resolutions.c.channel).where(resolutions.c.state == "confirmed")
        with self.workspace.database.read() as connection:
            return list(connection.execute(wish.distinct()).scalars())

    def _move(self, id_: str, by: str, state: State) -> Resolution:
        with self.workspace.database.begin() as connection:
            one = self._locked(connection, id_)
            if one is None:
                raise LookupError("That decision is no longer there.")
            may = by == one.author or (state == "withdrawn" and one.state == "proposed" and by == one.marked_by)
            if not may:
                raise OnlyTheAuthor
            wish = self.workspace.update(resolutions).where(resolutions.c.id == id_)
            connection.execute(wish.values(state=state))
        return replace(one, state=state)

    def _locked(self, connection: sa.Connection, id_: str) -> Resolution | None:
        """Of two who come at once, the second sees what the first did."""
        chosen = self.workspace.select(resolutions).where(resolutions.c.id == id_).with_for_update()
        row = connection.execute(chosen).first()
        return _resolution(row) if row else None


def as_csv(found: Sequence[Resolution]) -> str:
    """One line a decision; a spreadsheet takes none of it for a formula."""
    return cells.table(["date", "decision", "words", "author", "channel", "link"], map(_line, found))


def _line(one: Resolution) -> tuple[str, ...]:
    day = datetime.fromtimestamp(one.at, UTC).date().isoformat()
    words = "; ".join(f"{term} = {sense}" if sense else term for term, sense in one.terms)
    return (day, one.text, words, one.author, one.channel, one.link)


def _row(one: Resolution) -> dict[str, Any]:
    return {
        "channel": one.channel,
        "thread": one.thread,
        "ts": one.ts,
        "link": one.link,
        "content": one.text,
        "terms": json.dumps(one.terms),
        "author": one.author,
        "marked_by": one.marked_by,
        "state": one.state,
        "at": one.at,
        "posted": one.posted,
        "posted_in": one.posted_in,
    }


def _resolution(row: Any) -> Resolution:
    terms = tuple((str(term), str(sense)) for term, sense in json.loads(row.terms or "[]"))
    return Resolution(
        *(row.id, row.channel, row.thread, row.ts, row.link, row.content, terms, row.author, row.marked_by),
        *(row.state, row.at, row.posted, row.posted_in),
    )
