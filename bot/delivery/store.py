"""What deliveries need besides their own table: when the next post is allowed, and which processes are alive."""

import sqlalchemy as sa

from store.database import shared_table

paces = shared_table(
    "delivery_pace",
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("next_at", sa.Float, nullable=False),
)
nodes = shared_table(
    "delivery_node",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("seen_at", sa.Float, nullable=False),
)
