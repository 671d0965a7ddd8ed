"""Runs of playbook pages, the calendars they follow, what was reminded and offered, and the self-assessment."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _runs()
    _steps()
    _around()
    _assessment()


def _runs() -> None:
    _table(
        "playbook_runs",
        ("id",),
        *(_text("slot"), _text("page"), _text("title"), _text("channel"), _text("thread"), _text("team")),
        *(_text("owner"), _text("started_by"), _time("started_at"), _text("artefact"), _text("status")),
        *(_time("ended_at"), _text("helped"), _text("hindered"), _text("next_time"), _text("follows")),
        _number("version"),
        sa.UniqueConstraint("workspace", "slot", name="uq_playbook_runs_workspace_slot"),
    )
    op.create_index("ix_playbook_runs_channel", "playbook_runs", ["workspace", "channel"])
    op.create_index("ix_playbook_runs_status", "playbook_runs", ["workspace", "status"])


def _steps() -> None:
    _table(
        "playbook_steps",
        ("run", "id"),
        *(_number("place"), _text("do"), _text("role"), _text("effort"), _text("output"), _text("origin")),
        *(_text("recommendation"), _text("horizon"), _text("due"), _text("state"), _text("assignee")),
        *(_text("reason"), _text("by"), _time("at"), _number("version")),
    )
    op.create_index("ix_playbook_steps_assignee", "playbook_steps", ["workspace", "assignee"])
    _table("playbook_notes", ("run", "id"), _text("step"), _text("author"), _text("text"), _time("at"))
    _table(
        "playbook_history",
        ("run", "step", "version"),
        *(_text("aspect"), _text("before"), _text("after"), _text("by"), _time("at")),
    )


def _around() -> None:
    _table("playbook_calendars", ("channel",), _text("zone"), _text("weekend"), _text("holidays"), _text("hours"))
    _table("playbook_reminders", ("key",), _text("run"), _time("at"))
    _table("playbook_offers", ("channel", "person", "page"), _text("answer"), _time("at"))


def _assessment() -> None:
    _table(
        "playbook_assessments",
        ("id",),
        *(_text("team"), _text("title"), _text("opened_by"), _time("opened_at"), _time("closed_at")),
        *(_text("shared_by"), _time("shared_at"), _number("version")),
    )
    _table(
        "playbook_answers",
        ("assessment", "person", "question"),
        *(_text("discipline"), _text("value"), _time("at")),
    )
    _table("playbook_team_members", ("team", "person"), _time("at"))


def _table(name: str, keys: tuple[str, ...], *columns: sa.Column[Any] | sa.UniqueConstraint) -> None:
    whole = ("workspace", *keys)
    made = [_key(key) for key in whole]
    op.create_table(name, *made, *columns, sa.PrimaryKeyConstraint(*whole, name=f"pk_{name}"))


def _key(name: str) -> sa.Column[Any]:
    kind = sa.Integer if name == "version" else sa.Text
    return sa.Column(name, kind, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _time(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float, nullable=False, server_default="0")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="1")
