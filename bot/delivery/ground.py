"""The runner's own engine on our database: its SQLite dialect begins transactions itself, where ours says BEGIN."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from store.database import Database

CONNECTIONS = 10
PRAGMAS = ("busy_timeout = 30000", "foreign_keys = on", "journal_mode = wal", "synchronous = full")


def ground(database: Database) -> sa.Engine:
    engine = sa.create_engine(
        database.engine.url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=30,
        **({} if database.is_sqlite else _postgres()),
    )
    if database.is_sqlite:
        event.listen(engine, "connect", _prepare)
    return engine


def _postgres() -> dict[str, Any]:
    options = "-c idle_in_transaction_session_timeout=60000"
    return {"pool_pre_ping": True, "connect_args": {"options": options}}


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = "IMMEDIATE"  # what the runner sets on engines it makes itself
    for pragma in PRAGMAS:
        connection.execute(f"pragma {pragma}")
