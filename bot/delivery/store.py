"""What deliveries need besides their own table: when the next post is allowed, and which processes are alive."""

import sqlalchemy as sa

from store.database import metadata

paces = sa.Table(
    "delivery_pace",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("next_at", sa.Float, nullable=False),
)
nodes = sa.Table(
    "delivery_node",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("seen_at", sa.Float, nullable=False),
    sa.Column("reaper", sa.Text),
    sa.Column("reaped_at", sa.Float),
)
