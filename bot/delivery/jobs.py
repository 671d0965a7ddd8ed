"""A row of the delivery table in the hands of one process."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.delivery.pacer import Lane
from changes.deliveries import Delivery, delivery_of
from changes.rows import mapping

EDITS = ("revision", "withdrawal", "summary")


@dataclass(frozen=True)
class Job:
    """`in_doubt`: an earlier attempt may have arrived, since `since` at the earliest; from `settled` on, looking is sure.

    `at` is the slot in which it may be sent.
    """

    workspace: str
    delivery: Delivery
    in_doubt: bool = False
    since: float = 0.0
    settled: float = 0.0
    at: float = 0.0

    @property
    def name(self) -> str:
        """The same at every attempt, whoever makes it."""
        return f"{self.workspace}:{self.delivery.wanted.id}:{self.delivery.seq}"

    @property
    def lane(self) -> Lane:
        if self.in_doubt:
            return "looks"
        return "edits" if self.delivery.wanted.kind in EDITS else "posts"


def job_of(row: sa.Row[Any], at: float, *, in_doubt: bool) -> Job:
    values = mapping(row)
    since = values["attempt_at"] or values["created_at"]
    return Job(values["workspace"], delivery_of(values), in_doubt, since, values["settled_at"] or 0.0, at)
