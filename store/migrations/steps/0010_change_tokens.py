"""Keys that let programs announce changes, and the addresses of calendars (changes.tokens)."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "change_token",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("sort", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("opens", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("made_at", sa.Float, nullable=False),
        sa.Column("used_at", sa.Float),
        sa.Column("minute", sa.Float, nullable=False, server_default="0"),
        sa.Column("uses", sa.Integer, nullable=False, server_default="0"),
        sa.Column("revoked_at", sa.Float),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_change_token"),
        sa.UniqueConstraint("hash", name="uq_change_token_hash"),
    )
