"""The delivery table is the queue: who has a row in hand, when it may be tried again, when looking is sure (changes.store)."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0009"
WAITING = sa.text("status = 'queued'")


def upgrade() -> None:
    op.add_column("delivery", sa.Column("holder", sa.Text))
    op.add_column("delivery", sa.Column("settled_at", sa.Float))
    op.add_column("delivery", sa.Column("again_at", sa.Float))
    op.drop_index("ix_delivery_status", "delivery")
    _index("ix_delivery_waiting", "workspace", "destination_kind", "destination", "seq")
    _index("ix_delivery_next", "workspace", "seq")
    op.drop_column("delivery_node", "reaper")
    op.drop_column("delivery_node", "reaped_at")


def _index(name: str, *columns: str) -> None:
    op.create_index(name, "delivery", list(columns), sqlite_where=WAITING, postgresql_where=WAITING)
