"""The tables of what was said where; no message text is kept in any of them."""

import sqlalchemy as sa

from store.database import table

heard = table(
    "heard",
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("at", sa.Float, nullable=False, index=True),
)
judgements = table(
    "judgements",
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("ts", sa.Text, primary_key=True),
    sa.Column("thread", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("term", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("gate", sa.Text, nullable=False),
    sa.Column("senses", sa.Text, nullable=False),
    sa.Column("at", sa.Float, nullable=False, index=True),
)
notes = table(
    "notes",
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("ts", sa.Text, primary_key=True),
    sa.Column("thread", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("term", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("style", sa.Text, nullable=False),
    sa.Column("senses", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("posted", sa.Text, nullable=False),
    sa.Column("at", sa.Float, nullable=False, index=True),
    sa.Column("state_at", sa.Float, nullable=False),
)
said = table(
    "said",
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("thread", sa.Text, primary_key=True),
    sa.Column("term", sa.Text, primary_key=True),
    sa.Column("ts", sa.Text, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)
pins = table(
    "pins",
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("thread", sa.Text, primary_key=True),
    sa.Column("term", sa.Text, primary_key=True),
    sa.Column("sense", sa.Text, nullable=False),
    sa.Column("wording", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("by_author", sa.Boolean, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)
