"""Edits made by a workspace, laid over the shipped dictionary: versions, proposals, misses; nothing is overwritten."""

import sqlalchemy as sa

from store.database import table

versions = table(
    "glossary_version",
    sa.Column("term", sa.Text, primary_key=True),  # casefolded name
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),  # the whole entry as YAML; empty when it was removed
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("at", sa.Float, nullable=False),
)
proposals = table(
    "glossary_proposal",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("term", sa.Text, nullable=False),
    sa.Column("base", sa.Integer, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="open"),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", sa.Float),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
)
misses = table(
    "glossary_miss",
    sa.Column("word", sa.Text, primary_key=True),
    sa.Column("times", sa.Integer, nullable=False, server_default="1"),
    sa.Column("last_at", sa.Float, nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="open"),
)
sightings = table(
    "glossary_sighting",
    sa.Column("word", sa.Text, primary_key=True),  # an acronym as it was written, never the message
    sa.Column("times", sa.Integer, nullable=False, server_default="1"),
    sa.Column("last_at", sa.Float, nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="open"),
)
generations = table("glossary_generation", sa.Column("number", sa.Integer, nullable=False, server_default="0"))
resolutions = table(
    "resolutions",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, nullable=False, server_default=""),
    sa.Column("thread", sa.Text, nullable=False, server_default=""),
    sa.Column("ts", sa.Text, nullable=False, server_default=""),
    sa.Column("link", sa.Text, nullable=False, server_default=""),
    sa.Column("content", sa.Text, nullable=False, server_default=""),  # the words that the author confirmed
    sa.Column("terms", sa.Text, nullable=False, server_default=""),
    sa.Column("author", sa.Text, nullable=False, server_default=""),
    sa.Column("marked_by", sa.Text, nullable=False, server_default=""),
    sa.Column("state", sa.Text, nullable=False, server_default=""),
    sa.Column("at", sa.Float, nullable=False, server_default="0"),
    sa.Column("posted", sa.Text, nullable=False, server_default=""),
    sa.Column("posted_in", sa.Text, nullable=False, server_default=""),
)
