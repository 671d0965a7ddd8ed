"""How we keep the SQLite file: each commit is on the disk, writers take turns, a full disk loses nothing that was kept."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from store.database import Database

PROMISED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}  # 2 is FULL


def test_every_connection_of_the_pool_keeps_what_we_promise(sqlite: Database) -> None:
    with sqlite.begin() as writing, sqlite.read() as reading:
        kept = [
            {name: connection.exec_driver_sql(f"pragma {name}").scalar_one() for name in PROMISED}
            for connection in (writing, reading)
        ]

    assert kept == [PROMISED, PROMISED]


def test_who_writes_keeps_others_from_it_before_the_first_word_and_who_reads_does_not(
    sqlite: Database, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "parlance.db", timeout=0, isolation_level=None)
    with sqlite.read() as reading:
        reading.exec_driver_sql("select * from alembic_version").all()
        other.execute("begin immediate")
        other.execute("rollback")

    with sqlite.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("begin immediate")

    other.close()


def test_a_disk_that_gets_full_in_a_transaction_loses_it_whole_and_nothing_else(sqlite: Database) -> None:
    with sqlite.begin() as connection:
        connection.exec_driver_sql("create table probe (one integer, much blob)")
        connection.exec_driver_sql("insert into probe values (1, null)")

    with pytest.raises(sa.exc.OperationalError, match="full"), sqlite.begin() as connection:
        _write_more_than_fits(connection)

    with sqlite.begin() as connection:
        connection.exec_driver_sql("insert into probe values (4, null)")
        kept = connection.exec_driver_sql("select one from probe").scalars().all()
        sound = connection.exec_driver_sql("pragma integrity_check").scalar_one()
    assert (kept, sound) == ([1, 4], "ok")


def _write_more_than_fits(connection: sa.Connection) -> None:
    pages = connection.exec_driver_sql("pragma page_count").scalar_one()
    connection.exec_driver_sql(f"pragma max_page_count = {pages + 5}")
    connection.exec_driver_sql("insert into probe values (2, null)")
    connection.exec_driver_sql("insert into probe values (3, zeroblob(1000000))")
