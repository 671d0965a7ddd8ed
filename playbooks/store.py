"""The tables of runs, drafts, calendars, reminders and offers; every row belongs to a workspace."""

import sqlalchemy as sa

from store.database import table


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _time(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float, nullable=False, server_default="0")


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="1")


# `slot` is channel, thread and page while the run is on, and the run's id afterwards: one run of a page in one place.
runs = table(
    "playbook_runs",
    *(_key("id"), _text("slot"), _text("page"), _text("title"), _text("channel"), _text("thread"), _text("team")),
    *(_text("owner"), _text("started_by"), _time("started_at"), _text("artefact"), _text("status"), _time("ended_at")),
    *(_text("helped"), _text("hindered"), _text("next_time"), _text("follows"), _text("card"), _number("version")),
    sa.UniqueConstraint("workspace", "slot"),
)
steps = table(
    "playbook_steps",
    *(_key("run"), _key("id"), _number("place"), _text("do"), _text("role"), _text("effort"), _text("output")),
    *(_text("origin"), _text("recommendation"), _text("horizon"), _text("due"), _text("state"), _text("assignee")),
    *(_text("reason"), _text("by"), _time("at"), _number("version")),
)
notes = table(
    "playbook_notes",
    *(_key("run"), _key("id"), _text("step"), _text("author"), _text("text"), _time("at")),
)
history = table(
    "playbook_history",
    *(_key("run"), _key("step"), sa.Column("version", sa.Integer, primary_key=True), _text("aspect")),
    *(_text("before"), _text("after"), _text("by"), _time("at")),
)
# Only ever added to: the newest row of a section is how it reads, the older ones say what somebody had before them.
drafts = table(
    "playbook_drafts",
    *(_key("run"), _key("section"), sa.Column("version", sa.Integer, primary_key=True)),
    *(_text("text"), _text("by"), _time("at")),
)
calendars = table(
    "playbook_calendars",
    *(_key("channel"), _text("zone"), _text("weekend"), _text("holidays"), _text("hours")),
)
reminders = table("playbook_reminders", _key("key"), _text("run"), _time("at"))
offers = table("playbook_offers", _key("channel"), _key("person"), _key("page"), _text("answer"), _time("at"))
assessments = table(
    "playbook_assessments",
    *(_key("id"), _text("team"), _text("title"), _text("opened_by"), _time("opened_at"), _time("closed_at")),
    *(_text("shared_by"), _time("shared_at"), _number("version")),
)
answers = table(
    "playbook_answers",
    *(_key("assessment"), _key("person"), _key("question"), _text("discipline"), _text("value"), _time("at")),
)
members = table("playbook_team_members", _key("team"), _key("person"), _time("at"))
