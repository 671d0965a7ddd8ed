"""Edits of the dictionary as versions, proposals, misses (glossary.store)."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _table(
        "glossary_version",
        sa.Column("term", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        *_texts("content", "kind", "author"),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("at", sa.Float, nullable=False),
    )
    _table(
        "glossary_proposal",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("term", sa.Text, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        *_texts("content", "author"),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("state", sa.Text, nullable=False, server_default="open"),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", sa.Float),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
    )
    _table(
        "glossary_miss",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False, server_default="1"),
        sa.Column("last_at", sa.Float, nullable=False),
        sa.Column("state", sa.Text, nullable=False, server_default="open"),
    )
    _table("glossary_generation", sa.Column("number", sa.Integer, nullable=False, server_default="0"))


def _table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(name, sa.Column("workspace", sa.Text, nullable=False, primary_key=True), *columns)


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
