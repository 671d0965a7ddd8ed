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
person_teams = table(
    "person_teams",
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),  # group | channel
    sa.Column("team", sa.Text, primary_key=True),
)
known_words = table(
    "known_words",
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("term", sa.Text, primary_key=True),
    sa.Column("at", sa.Float, nullable=False, server_default="0"),
)
welcomed = table(
    "welcomed",
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("at", sa.Float, nullable=False, server_default="0"),
)
shadow_runs = table(
    "shadow_runs",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, nullable=False, server_default=""),
    sa.Column("person", sa.Text, nullable=False, server_default=""),
    sa.Column("cursor", sa.Text, nullable=False, server_default=""),
    sa.Column("messages", sa.Integer, nullable=False, server_default="0"),
    sa.Column("state", sa.Text, nullable=False, server_default=""),
    sa.Column("at", sa.Float, nullable=False, server_default="0"),
    sa.Column("report_channel", sa.Text, nullable=False, server_default=""),
    sa.Column("report_ts", sa.Text, nullable=False, server_default=""),
)
shadow_findings = table(
    "shadow_findings",
    sa.Column("run", sa.Text, primary_key=True),
    sa.Column("ts", sa.Text, primary_key=True),
    sa.Column("thread", sa.Text, nullable=False, server_default=""),
    sa.Column("term", sa.Text, nullable=False, server_default=""),
    sa.Column("kind", sa.Text, nullable=False, server_default=""),
    sa.Column("senses", sa.Text, nullable=False, server_default=""),
    sa.Column("risk", sa.Float, nullable=False, server_default="0"),
    sa.Column("verdict", sa.Text, nullable=False, server_default=""),
)
