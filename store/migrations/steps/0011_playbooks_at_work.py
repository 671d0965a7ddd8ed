"""Where a run's card stands, and what a team writes into its artefact."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("playbook_runs", sa.Column("card", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "playbook_drafts",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("workspace", "run", "section")),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False, server_default="") for name in ("text", "by")),
        sa.Column("at", sa.Float, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("workspace", "run", "section", "version", name="pk_playbook_drafts"),
    )
