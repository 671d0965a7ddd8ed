"""When the next post is allowed, and which processes that deliver are alive (bot.delivery)."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "delivery_pace",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("next_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_delivery_pace"),
    )
    op.create_table(
        "delivery_node",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
        sa.Column("reaper", sa.Text),
        sa.Column("reaped_at", sa.Float),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_node"),
    )
