"""Proposals: an edit that waits for a curator. Where a workspace is open, edits go straight into the lexicon instead."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
import yaml

from glossary.lexicon import Entry, Lexicon
from glossary.loader import term_of
from glossary.model import Term
from glossary.store import proposals
from glossary.versions import PROPOSED_BY
from glossary.writer import as_yaml
from store.workspace import Workspace

State = Literal["open", "approved", "declined", "withdrawn"]


class AlreadyDecided(ValueError):
    """Somebody else has approved, declined or withdrawn it."""

    def __init__(self, proposal: "Proposal") -> None:
        super().__init__(f"This proposal for “{proposal.term.name}” is already {proposal.state}.")
        self.proposal = proposal


@dataclass(frozen=True)
class Proposal:
    id: str
    term: Term
    base: int
    author: str
    note: str
    at: float
    state: State = "open"
    decided_by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Review:
    workspace: Workspace
    lexicon: Lexicon
    clock: Callable[[], float] = time.time

    def propose(self, term: Term, base: int, by: str, note: str = "") -> Proposal:
        proposal = Proposal(uuid.uuid4().hex[:12], term, base, by, note, self.clock())
        with self.workspace.database.begin() as connection:
            self.workspace.add(
                connection,
                proposals,
                id=proposal.id,
                term=term.name.casefold(),
                base=base,
                content=as_yaml(term),
                author=by,
                note=note,
                at=proposal.at,
            )
        return proposal

    def waiting(self) -> list[Proposal]:
        """Oldest first."""
        wanted = self.workspace.select(proposals).where(proposals.c.state == "open").order_by(proposals.c.at)
        with self.workspace.database.read() as connection:
            return [_proposal(row) for row in connection.execute(wanted)]

    def find(self, id_: str) -> Proposal | None:
        with self.workspace.database.read() as connection:
            row = connection.execute(self.workspace.select(proposals).where(proposals.c.id == id_)).one_or_none()
        return _proposal(row) if row else None

    def approve(self, id_: str, by: str, edited: Term | None = None, base: int | None = None) -> Entry:
        """Into the dictionary, as proposed or as the curator has edited it; a newer entry is not overwritten.

        `base` is the version the curator has edited, where the entry has moved on since the proposal. Decided and written
        in one transaction: a proposal that could not be written stays open.
        """
        proposal = self._known(id_)
        version = proposal.base if base is None else base
        return self.lexicon.save(
            edited or proposal.term,
            version,
            by,
            f"{PROPOSED_BY}{proposal.author}",
            "approved",
            first=lambda connection: self._decide(connection, proposal, "approved", by),
        )

    def decline(self, id_: str, by: str, reason: str) -> Proposal:
        return self._closed(id_, "declined", by, reason)

    def withdraw(self, id_: str, by: str) -> Proposal:
        return self._closed(id_, "withdrawn", by)

    def _closed(self, id_: str, state: State, by: str, reason: str = "") -> Proposal:
        proposal = self._known(id_)
        with self.workspace.database.begin() as connection:
            self._decide(connection, proposal, state, by, reason)
        return self._known(id_)

    def _decide(self, connection: sa.Connection, proposal: Proposal, state: State, by: str, reason: str = "") -> None:
        """Of two curators who decide at once, one does."""
        open_ = (proposals.c.id == proposal.id) & (proposals.c.state == "open")
        values = {"state": state, "decided_by": by, "decided_at": self.clock(), "reason": reason}
        if not connection.execute(self.workspace.update(proposals).where(open_).values(**values)).rowcount:
            raise AlreadyDecided(self._known(proposal.id))

    def _known(self, id_: str) -> Proposal:
        proposal = self.find(id_)
        if proposal is None:
            raise LookupError("There is no such proposal.")
        return proposal


def _proposal(row: sa.Row[Any]) -> Proposal:
    term = term_of(yaml.load(row.content, Loader=yaml.CSafeLoader))
    return Proposal(row.id, term, row.base, row.author, row.note, row.at, row.state, row.decided_by or "", row.reason)
