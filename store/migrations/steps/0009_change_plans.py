"""What somebody is still writing: who else is told, the message it came from, what a change may become (changes.drafts)."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "change_plan",
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("named", sa.Text, nullable=False, server_default="[]"),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in ("channel", "ts", "revised")),
        sa.Column("at", sa.Float, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("workspace", "change", "by", name="pk_change_plan"),
    )
    op.create_index("ix_change_plan_message", "change_plan", ["workspace", "channel", "ts"])
