"""Who was told of a change stays told: nothing ever took a notice back (changes.notices)."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.drop_column("change_notice", "dropped_at")
