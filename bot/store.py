"""The tables of the edge: how we behave where, who is who, where we keep quiet."""

import sqlalchemy as sa

from store.database import table

preferences = table(
    "preferences",
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
mutes = table(
    "mutes",
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("thread", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("until", sa.Float),
    sa.Column("at", sa.Float, nullable=False),
)
people = table(
    "people",
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False, server_default=""),
    sa.Column("is_bot", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("is_admin", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("seen_at", sa.Float, nullable=False, server_default="0"),
    sa.Column("discipline", sa.Text, nullable=False, server_default=""),
    sa.Column("opted_out", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("role", sa.Text, nullable=False, server_default=""),
)
group_disciplines = table(
    "group_disciplines",
    sa.Column("usergroup", sa.Text, primary_key=True),
    sa.Column("discipline", sa.Text, nullable=False),
)
group_members = table(
    "group_members",
    sa.Column("usergroup", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
)
