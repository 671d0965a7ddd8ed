"""Which teams people count themselves to (bot.store); acronyms that were seen and that nobody explains (glossary.store)."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"


def upgrade() -> None:
    _table("person_teams", ("person", "kind", "team"))
    _table(
        "glossary_sighting",
        ("word",),
        sa.Column("times", sa.Integer, nullable=False, server_default="1"),
        sa.Column("last_at", sa.Float, nullable=False),
        sa.Column("state", sa.Text, nullable=False, server_default="open"),
    )


def _table(name: str, keys: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    whole = ("workspace", *keys)
    made = [sa.Column(key, sa.Text, nullable=False) for key in whole]
    op.create_table(name, *made, *columns, sa.PrimaryKeyConstraint(*whole, name=f"pk_{name}"))
