"""The tables of changes. Times are seconds since 1970 in UTC; lists and contents are JSON text; nothing here decides."""

import sqlalchemy as sa

from store.database import metadata, table

SEQUENCE = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite counts only an INTEGER by itself

changes = table(
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
    sa.Column("touched", sa.Text, nullable=False, server_default=""),  # another one with every write
    sa.UniqueConstraint("workspace", "key"),
    sa.Index("ix_change_state", "workspace", "state", "effective_at"),
    sa.Index("ix_change_touched", "workspace", "state", "id", "touched"),
)
change_assets = table(
    "change_asset",
    sa.Column("change", sa.Text, primary_key=True),
    sa.Column("asset", sa.Text, primary_key=True),
    sa.Index("ix_change_asset_asset", "workspace", "asset"),
)
revisions = table(
    "change_revision",
    sa.Column("change", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("worse", sa.Text, nullable=False),
)
subscriptions = table(
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
    sa.UniqueConstraint("workspace", "destination_kind", "destination", "wish", name="uq_change_subscription_wish"),
)
notices = table(
    "change_notice",
    sa.Column("change", sa.Text, primary_key=True),
    sa.Column("destination_kind", sa.Text, primary_key=True),
    sa.Column("destination", sa.Text, primary_key=True),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("rhythm", sa.Text, nullable=False),
    sa.Column("added_at", sa.Float, nullable=False),
    sa.Column("digested_at", sa.Float),
)
acks = sa.Table(
    "change_ack",
    metadata,
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
    sa.Column("ended", sa.Text),  # undone | replaced | asked anew
    sa.Index("ix_change_ack_change", "workspace", "change", "team"),
)
deliveries = sa.Table(
    "delivery",
    metadata,
    sa.Column("seq", SEQUENCE, primary_key=True),  # global order
    sa.Column("workspace", sa.Text, nullable=False),
    sa.Column("id", sa.Text, nullable=False),  # says what it is: enqueued twice, it is one
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("change", sa.Text),
    sa.Column("revision", sa.Integer),
    sa.Column("effective_at", sa.Float),
    sa.Column("destination_kind", sa.Text, nullable=False),
    sa.Column("destination", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False, server_default="{}"),
    sa.Column("not_before", sa.Float),
    sa.Column("status", sa.Text, nullable=False, server_default="queued"),  # queued | sent | failed | skipped
    sa.Column("run", sa.Integer, nullable=False, server_default="0"),  # how often it was asked for once more
    sa.Column("holder", sa.Text),  # the process that has it in hand now
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("attempt_at", sa.Float),
    sa.Column("attempt_by", sa.Text),  # set: it may have arrived
    sa.Column("settled_at", sa.Float),  # from then on, looking whether it arrived is sure
    sa.Column("again_at", sa.Float),  # not to be tried before
    sa.Column("retrying_since", sa.Float),
    sa.Column("finished_at", sa.Float),
    sa.Column("channel", sa.Text),  # where it was posted in the end
    sa.Column("ts", sa.Text),
    sa.Column("link", sa.Text),
    sa.Column("error", sa.Text),
    sa.UniqueConstraint("workspace", "id"),
    sa.Index("ix_delivery_change", "workspace", "change"),
)
WAITING = deliveries.c.status == sa.literal_column("'queued'")
sa.Index(
    "ix_delivery_waiting",
    *(deliveries.c[name] for name in ("workspace", "destination_kind", "destination", "seq")),
    sqlite_where=WAITING,
    postgresql_where=WAITING,
)
sa.Index("ix_delivery_next", deliveries.c.workspace, deliveries.c.seq, sqlite_where=WAITING, postgresql_where=WAITING)
owners = table(
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
incidents = table(
    "asset_incident",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("asset", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("link", sa.Text, nullable=False, server_default=""),
    sa.Column("change", sa.Text, nullable=False, server_default=""),
)
roles = table(
    "change_role",
    sa.Column("who_kind", sa.Text, primary_key=True),
    sa.Column("who", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, primary_key=True),
    sa.Column("pattern", sa.Text, primary_key=True),
    sa.Column("given_by", sa.Text, nullable=False),
    sa.Column("given_at", sa.Float, nullable=False),
)
tokens = table(
    "change_token",
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("sort", sa.Text, nullable=False),  # program | calendar
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("opens", sa.Text, nullable=False),
    sa.Column("declares", sa.Text, nullable=False, server_default="[]"),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("made_at", sa.Float, nullable=False),
    sa.Column("used_at", sa.Float),
    sa.Column("minute", sa.Float, nullable=False, server_default="0"),
    sa.Column("uses", sa.Integer, nullable=False, server_default="0"),
    sa.Column("revoked_at", sa.Float),
    sa.UniqueConstraint("hash", name="uq_change_token_hash"),
)
plans = table(
    "change_plan",
    sa.Column("change", sa.Text, primary_key=True),
    sa.Column("by", sa.Text, primary_key=True),
    sa.Column("named", sa.Text, nullable=False, server_default="[]"),
    sa.Column("channel", sa.Text, nullable=False, server_default=""),
    sa.Column("ts", sa.Text, nullable=False, server_default=""),
    sa.Column("revised", sa.Text, nullable=False, server_default=""),
    sa.Column("base", sa.Integer, nullable=False, server_default="0"),
    sa.Column("at", sa.Float, nullable=False, server_default="0"),
    sa.Index("ix_change_plan_message", "workspace", "channel", "ts"),
)
