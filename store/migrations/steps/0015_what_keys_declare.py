"""For whom a key may declare what is followed, and on which revision a proposal was written (changes.tokens, changes.drafts)."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Keys that were given out before declare for nobody: an admin makes a new one."""
    op.add_column("change_token", sa.Column("declares", sa.Text, nullable=False, server_default="[]"))
    op.add_column("change_plan", sa.Column("base", sa.Integer, nullable=False, server_default="0"))
