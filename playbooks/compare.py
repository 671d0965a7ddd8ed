"""Compare and set: a change is made only if nobody has changed the same thing since it was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from playbooks.run import Change, ChangedMeanwhile, Touch
from playbooks.store import history, steps
from store.workspace import Workspace

WHO_AND_WHEN = ("by", "at")


@dataclass(frozen=True)
class Subject:
    """The row of a run or of one of its steps."""

    table: sa.Table
    touch: Touch

    @property
    def is_it(self) -> sa.ColumnElement[bool]:
        here = self.table.c
        if self.table is steps:
            return sa.and_(here.run == self.touch.run, here.id == self.touch.step)
        return here.id == self.touch.run


def change(
    ours: Workspace, connection: sa.Connection, subject: Subject, aspect: str, values: Mapping[str, Any]
) -> None:
    """Locks the row, so that of two who come at once the second sees what the first did. Doing a done thing is nothing."""
    now = connection.execute(ours.select(subject.table).where(subject.is_it).with_for_update()).mappings().one()
    if all(now[name] == value for name, value in values.items() if name not in WHO_AND_WHEN):
        return
    if now["version"] != subject.touch.seen:
        _refuse_if_touched(ours, connection, subject.touch, aspect)
    version = now["version"] + 1
    wish = ours.update(subject.table).where(subject.is_it, subject.table.c.version == now["version"])
    changed = connection.execute(wish.values(**values, version=version))
    assert changed.rowcount == 1, "the row is locked: nobody else can have changed it"
    _write_down(
        ours,
        connection,
        subject.touch,
        Change(
            subject.touch.step,
            version,
            aspect,
            str(now[aspect]),
            str(values[aspect]),
            subject.touch.by,
            subject.touch.at,
        ),
    )


def _refuse_if_touched(ours: Workspace, connection: sa.Connection, touch: Touch, aspect: str) -> None:
    """Another aspect may have changed in between: that does not contradict this change."""
    since = ours.select(history).where(
        history.c.run == touch.run,
        history.c.step == touch.step,
        history.c.aspect == aspect,
        history.c.version > touch.seen,
    )
    row = connection.execute(since.order_by(history.c.version.desc()).limit(1)).mappings().first()
    if row is not None:
        raise ChangedMeanwhile(
            Change(row["step"], row["version"], aspect, row["before"], row["after"], row["by"], row["at"])
        )


def _write_down(ours: Workspace, connection: sa.Connection, touch: Touch, made: Change) -> None:
    ours.add(
        connection,
        history,
        run=touch.run,
        step=made.step,
        version=made.version,
        aspect=made.aspect,
        before=made.before,
        after=made.after,
        by=made.by,
        at=made.at,
    )
