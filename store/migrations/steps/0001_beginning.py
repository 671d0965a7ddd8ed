"""The beginning: no tables yet, only the record that steps are counted."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    pass
