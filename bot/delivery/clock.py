"""One clock for all: the database's where several machines share one, ours on SQLite, where there is only one."""

import time

import sqlalchemy as sa


def now(connection: sa.Connection) -> float:
    if connection.dialect.name == "sqlite":
        return time.time()
    return float(connection.execute(sa.text("select extract(epoch from clock_timestamp())")).scalar_one())
