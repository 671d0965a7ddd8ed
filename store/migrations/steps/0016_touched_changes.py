"""Whether any change was written since somebody looked, told without reading what they say (changes.ledger)."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("change", sa.Column("touched", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_change_touched", "change", ["workspace", "state", "id", "touched"])
