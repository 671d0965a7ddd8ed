"""Where features leave what is to be sent: handed to the runner in their own transaction while one is at work here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from changes.deliveries import Delivery

if TYPE_CHECKING:
    from bot.delivery.work import Work


class Outbox:
    """For `Announcing(start=outbox.start)`; without a runner here, the one that runs elsewhere finds the rows."""

    def __init__(self) -> None:
        self.work: Work | None = None

    def start(self, connection: sa.Connection, new: Sequence[Delivery]) -> None:
        if self.work is not None:
            self.work.start(connection, new)
