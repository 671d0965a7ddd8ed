"""Where features leave what is to be sent: stored in their own transaction, the rows are the order to send them."""

from collections.abc import Sequence

import sqlalchemy as sa

from changes.deliveries import Delivery


class Outbox:
    """For `Announcing(start=outbox.start)`: whoever sends, here or in another process, sees the rows once they are kept."""

    def start(self, connection: sa.Connection, new: Sequence[Delivery]) -> None:
        return None
