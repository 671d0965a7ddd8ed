"""Removes what is kept about a person: their answers go, their deeds stay without a name."""

import sqlalchemy as sa

from playbooks.store import answers, assessments, drafts, history, members, notes, offers, runs, steps
from store.workspace import Workspace

NOBODY = ""
DELETED = (answers.c.person, members.c.person, offers.c.person)
NAMELESS = (
    *(runs.c.owner, runs.c.started_by, steps.c.assignee, steps.c.by, notes.c.author, history.c.by),
    drafts.c.by,
    *(history.c.before, history.c.after, assessments.c.opened_by, assessments.c.shared_by),
)


def forget(ours: Workspace, connection: sa.Connection, person: str) -> int:
    """How many rows were touched."""
    touched = 0
    for column in DELETED:
        touched += connection.execute(ours.delete(column.table).where(column == person)).rowcount
    for column in NAMELESS:
        wish = ours.update(column.table).where(column == person).values({column.name: NOBODY})
        touched += connection.execute(wish).rowcount
    return touched
