"""Trials on a channel's history: how far each has read, what it would have written, and what people thought of that."""

import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from bot.store import shadow_findings, shadow_runs
from glossary.history import Judgement
from store.workspace import Workspace

Verdict = Literal["", "right", "needless"]


@dataclass(frozen=True)
class Trial:
    """`read_until` is the ts up to which the channel was read: a trial that was cut short goes on from there."""

    id: str
    channel: str
    person: str
    read_until: str
    messages: int
    done: bool
    at: float
    report_channel: str = ""
    report_ts: str = ""


@dataclass(frozen=True)
class Finding:
    ts: str
    thread: str
    term: str
    kind: str
    senses: tuple[str, ...]
    risk: float
    verdict: Verdict = ""


@dataclass(frozen=True)
class Trials:
    workspace: Workspace
    clock: Callable[[], float] = time.time

    def begin(self, channel: str, person: str, since: float) -> Trial:
        """A new one, or the one that was cut short."""
        unfinished = (
            self.workspace.select(shadow_runs)
            .where(shadow_runs.c.channel == channel, shadow_runs.c.person == person, shadow_runs.c.state == "reading")
            .order_by(shadow_runs.c.at.desc())
        )
        with self.workspace.database.begin() as connection:
            row = connection.execute(unfinished).first()
            if row is not None:
                return _trial(row)
            made = Trial(uuid.uuid4().hex[:12], channel, person, f"{since:.6f}", 0, done=False, at=self.clock())
            values = {
                "channel": channel,
                "person": person,
                "cursor": made.read_until,
                "state": "reading",
                "at": made.at,
            }
            self.workspace.add(connection, shadow_runs, id=made.id, **values)
            return made

    def find(self, id_: str) -> Trial | None:
        with self.workspace.database.read() as connection:
            row = connection.execute(self.workspace.select(shadow_runs).where(shadow_runs.c.id == id_)).first()
        return _trial(row) if row else None

    def reported(self, id_: str, channel: str, ts: str) -> None:
        self._change(id_, report_channel=channel, report_ts=ts)

    def read(self, id_: str, until: str, messages: int, found: list[Judgement]) -> None:
        """One piece was read: what it held and how far it reached are kept together."""
        with self.workspace.database.begin() as connection:
            for one in found:
                values = {"thread": one.thread, "term": one.term, "kind": one.kind, "risk": one.risk}
                senses = json.dumps([sense for sense, _ in one.senses])
                key = {"run": id_, "ts": one.ts}
                self.workspace.put(connection, shadow_findings, key, senses=senses, **values)
            wish = self.workspace.update(shadow_runs).where(shadow_runs.c.id == id_)
            connection.execute(wish.values(cursor=until, messages=messages))

    def finish(self, id_: str) -> None:
        self._change(id_, state="done")

    def findings(self, id_: str) -> list[Finding]:
        wish = self.workspace.select(shadow_findings).where(shadow_findings.c.run == id_).order_by(shadow_findings.c.ts)
        with self.workspace.database.read() as connection:
            return [_finding(row) for row in connection.execute(wish)]

    def rate(self, id_: str, ts: str, verdict: Verdict) -> None:
        wish = self.workspace.update(shadow_findings).where(shadow_findings.c.run == id_, shadow_findings.c.ts == ts)
        with self.workspace.database.begin() as connection:
            connection.execute(wish.values(verdict=verdict))

    def _change(self, id_: str, **values: Any) -> None:
        with self.workspace.database.begin() as connection:
            connection.execute(self.workspace.update(shadow_runs).where(shadow_runs.c.id == id_).values(**values))


def _trial(row: Any) -> Trial:
    return Trial(
        *(row.id, row.channel, row.person, row.cursor, row.messages, row.state == "done", row.at),
        *(row.report_channel, row.report_ts),
    )


def _finding(row: Any) -> Finding:
    senses = tuple(json.loads(row.senses or "[]"))
    return Finding(row.ts, row.thread, row.term, row.kind, senses, row.risk, row.verdict)
