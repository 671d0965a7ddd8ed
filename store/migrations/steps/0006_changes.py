"""Changes with their revisions, who wants to hear of them, what was answered, what was sent, and whose the assets are."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
SEQUENCE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _changes()
    _wishes()
    _delivery()
    _assets()


def _changes() -> None:
    _table(
        "change",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("key", sa.Text),
        sa.Column("effective_at", sa.Float),
        sa.Column("effective_until", sa.Float),
        sa.Column("announcer", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("recorded_at", sa.Float, nullable=False),
        sa.Column("announced_at", sa.Float),
        sa.Column("closed_at", sa.Float),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.UniqueConstraint("workspace", "key", name="uq_change_workspace_key"),
    )
    op.create_index("ix_change_state", "change", ["workspace", "state", "effective_at"])
    _table(
        "change_asset",
        sa.Column("change", sa.Text, primary_key=True),
        sa.Column("asset", sa.Text, primary_key=True),
    )
    op.create_index("ix_change_asset_asset", "change_asset", ["workspace", "asset"])
    _table(
        "change_revision",
        sa.Column("change", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("worse", sa.Text, nullable=False),
    )


def _wishes() -> None:
    _table(
        "change_subscription",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("destination_kind", sa.Text, nullable=False),
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("wish", sa.Text, nullable=False),
        sa.Column("cadence", sa.Text, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("since", sa.Float),
        sa.Column("paused", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("paused_until", sa.Float),
        sa.Column("source", sa.Text, nullable=False, server_default=""),
        sa.UniqueConstraint(
            "workspace",
            "destination_kind",
            "destination",
            "wish",
            name="uq_change_subscription_wish",
        ),
    )
    _table(
        "change_notice",
        sa.Column("change", sa.Text, primary_key=True),
        sa.Column("destination_kind", sa.Text, primary_key=True),
        sa.Column("destination", sa.Text, primary_key=True),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("rhythm", sa.Text, nullable=False),
        sa.Column("added_at", sa.Float, nullable=False),
        sa.Column("dropped_at", sa.Float),
        sa.Column("digested_at", sa.Float),
    )
    op.create_table(
        "change_ack",
        sa.Column("seq", SEQUENCE, primary_key=True),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("team_kind", sa.Text, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("meaning", sa.Text, nullable=False),
        sa.Column("until", sa.Text),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("ended", sa.Text),
    )
    op.create_index("ix_change_ack_change", "change_ack", ["workspace", "change", "team"])


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("seq", SEQUENCE, primary_key=True),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("change", sa.Text),
        sa.Column("revision", sa.Integer),
        sa.Column("effective_at", sa.Float),
        sa.Column("destination_kind", sa.Text, nullable=False),
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False, server_default="{}"),
        sa.Column("not_before", sa.Float),
        sa.Column("status", sa.Text, nullable=False, server_default="queued"),
        sa.Column("run", sa.Integer, nullable=False, server_default="0"),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("attempt_at", sa.Float),
        sa.Column("attempt_by", sa.Text),
        sa.Column("retrying_since", sa.Float),
        sa.Column("finished_at", sa.Float),
        sa.Column("channel", sa.Text),
        sa.Column("ts", sa.Text),
        sa.Column("link", sa.Text),
        sa.Column("error", sa.Text),
        sa.UniqueConstraint("workspace", "id", name="uq_delivery_workspace_id"),
    )
    op.create_index("ix_delivery_status", "delivery", ["status", "created_at"])
    op.create_index("ix_delivery_change", "delivery", ["workspace", "change"])


def _assets() -> None:
    _table(
        "asset_owner",
        sa.Column("pattern", sa.Text, primary_key=True),
        sa.Column("team_kind", sa.Text, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False, server_default=""),
        sa.Column("contract", sa.Text, nullable=False, server_default=""),
        sa.Column("consumers", sa.Text, nullable=False, server_default="[]"),
        sa.Column("confirmed_at", sa.Float),
        sa.Column("asked_at", sa.Float),
    )
    _table(
        "asset_incident",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("asset", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("link", sa.Text, nullable=False, server_default=""),
        sa.Column("change", sa.Text, nullable=False, server_default=""),
    )
    _table(
        "change_role",
        sa.Column("who_kind", sa.Text, primary_key=True),
        sa.Column("who", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("pattern", sa.Text, primary_key=True),
        sa.Column("given_by", sa.Text, nullable=False),
        sa.Column("given_at", sa.Float, nullable=False),
    )


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(name, sa.Column("workspace", sa.Text, nullable=False, primary_key=True), *columns)
