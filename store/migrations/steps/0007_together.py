"""What people know, who was welcomed where, trials on a channel's history (bot.store), decisions of a team (glossary.store)."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _table("known_words", ("person", "term"), _time("at"))
    _table("welcomed", ("person", "channel"), _time("at"))
    _table(
        "shadow_runs",
        ("id",),
        *(_text("channel"), _text("person"), _text("cursor"), _number("messages"), _text("state"), _time("at")),
        *(_text("report_channel"), _text("report_ts")),
    )
    _table(
        "shadow_findings",
        ("run", "ts"),
        *(_text("thread"), _text("term"), _text("kind"), _text("senses"), _time("risk"), _text("verdict")),
    )
    _table(
        "resolutions",
        ("id",),
        *(_text("channel"), _text("thread"), _text("ts"), _text("link"), _text("content"), _text("terms")),
        *(_text("author"), _text("marked_by"), _text("state"), _time("at"), _text("posted"), _text("posted_in")),
    )
    op.create_index("ix_resolutions_channel", "resolutions", ["workspace", "channel"])


def _table(name: str, keys: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    whole = ("workspace", *keys)
    made = [sa.Column(key, sa.Text, nullable=False) for key in whole]
    op.create_table(name, *made, *columns, sa.PrimaryKeyConstraint(*whole, name=f"pk_{name}"))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _time(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float, nullable=False, server_default="0")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")
