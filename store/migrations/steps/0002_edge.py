"""What was said where (glossary.traces), and how we behave to whom (bot.store)."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _traces()
    _pins()
    _preferences()
    _people()


def _traces() -> None:
    _table("heard", _key("key"), _time("at", index=True))
    _table(
        "judgements",
        *(_key("channel"), _key("ts"), _text("thread"), _text("author"), _text("term"), _text("kind")),
        *(_text("reason"), _text("gate"), _text("senses"), _time("at", index=True)),
    )
    _table(
        "notes",
        *(_key("channel"), _key("ts"), _text("thread"), _text("author"), _text("term"), _text("kind"), _text("style")),
        *(_text("senses"), _text("state"), _text("posted"), _time("at", index=True), _time("state_at")),
    )
    _table("said", _key("channel"), _key("thread"), _key("term"), _text("ts"), _time("at"))


def _pins() -> None:
    _table(
        "pins",
        *(_key("channel"), _key("thread"), _key("term"), _text("sense"), _text("wording"), _text("person")),
        *(sa.Column("by_author", sa.Boolean, nullable=False), _time("at")),
    )


def _preferences() -> None:
    _table("preferences", _key("channel"), _key("name"), _text("value"))
    until = sa.Column("until", sa.Float)
    _table("mutes", _key("channel"), _key("thread"), _text("person"), until, _time("at"))


def _people() -> None:
    _table(
        "people",
        *(_key("person"), _default("title"), _flag("is_bot"), _flag("is_admin")),
        *(sa.Column("seen_at", sa.Float, nullable=False, server_default="0"), _default("discipline")),
        *(_flag("opted_out"), _default("role")),
    )
    _table("group_disciplines", _key("usergroup"), _text("discipline"))
    _table("group_members", _key("usergroup"), _key("person"))


def _table(name: str, *columns: sa.Column[Any]) -> None:
    indexed = [column.name for column in columns if column.index]
    for column in columns:
        column.index = None
    op.create_table(name, _key("workspace"), *columns, sa.PrimaryKeyConstraint(*_keys(columns), name=f"pk_{name}"))
    for each in indexed:
        op.create_index(f"ix_{name}_{each}", name, [each])


def _keys(columns: tuple[sa.Column[Any], ...]) -> list[str]:
    return ["workspace", *(column.name for column in columns if column.info.get("key"))]


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, info={"key": True})


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _default(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _time(name: str, *, index: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float, nullable=False, index=index)
