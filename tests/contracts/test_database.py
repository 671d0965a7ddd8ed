"""What must hold on SQLite and on Postgres alike."""

import threading
from collections import Counter
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from store.database import Database, UnusableDatabase, metadata
from store.migrate import _config, newest, upgrade, version
from store.workspace import Workspace

STORES = ("bot.delivery.store", "bot.store", "changes.store", "glossary.store", "glossary.traces", "playbooks.store")
for store in STORES:
    import_module(store)

notes = sa.Table(
    "contract_note",
    sa.MetaData(),
    sa.Column("workspace", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False, server_default="0"),
)


@pytest.fixture
def ours(empty_database: Database) -> Workspace:
    with empty_database.begin() as connection:
        notes.metadata.create_all(connection)
    return Workspace(empty_database, "T1")


def test_migrations_bring_an_empty_database_to_the_newest_step_and_may_run_again(empty_database: Database) -> None:
    upgrade(empty_database)
    upgrade(empty_database)

    assert version(empty_database) == newest()


def test_two_processes_may_migrate_at_once(empty_database: Database) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            upgrade(empty_database)
        except BaseException as error:  # noqa: BLE001 whatever went wrong in the thread fails the test
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert version(empty_database) == newest()


def test_migrated_tables_are_the_tables_the_code_knows(database: Database) -> None:
    """To the type of each column; indexes, and the tables of a library, the code need not know."""
    with database.read() as connection:
        unlike = compare_metadata(MigrationContext.configure(connection), metadata)

    assert [one for one in unlike if one[0] not in ("remove_index", "remove_table")] == []


def test_what_was_written_at_any_earlier_step_is_there_at_the_newest(empty_database: Database) -> None:
    steps = [step.revision for step in ScriptDirectory.from_config(_config(None)).walk_revisions()]
    written: Counter[str] = Counter()
    for number, step in enumerate(reversed(steps), 1):
        with empty_database.begin() as connection:
            command.upgrade(_config(connection), step)
            written.update(_a_row_each(connection, number))

    with empty_database.read() as connection:
        kept = {name: connection.execute(sa.text(f"select count(*) from {name}")).scalar_one() for name in written}

    assert set(metadata.tables) <= set(written)
    assert kept == written


def _a_row_each(connection: sa.Connection, number: int) -> list[str]:
    """In every table that is there, unlike the rows before; the names of the tables."""
    there = sa.MetaData()
    there.reflect(connection)
    tables = [table for table in there.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        connection.execute(sa.insert(table).values({column.name: _like(column, number) for column in table.columns}))
    return [table.name for table in tables]


def _like(column: sa.Column[Any], number: int) -> object:
    values = {bool: True, datetime: datetime(2026, 1, number, tzinfo=UTC), bytes: b"", str: str(number)}
    return values.get(column.type.python_type, number)


def test_every_table_says_whose_row_it_is_or_that_it_is_nobodys() -> None:
    owned = [table for table in metadata.tables.values() if not table.info.get("shared")]

    assert owned
    assert [table.name for table in owned if "workspace" not in table.c] == []


def test_a_failed_transaction_leaves_nothing_half_done(ours: Workspace) -> None:
    with pytest.raises(sa.exc.IntegrityError), ours.database.begin() as connection:
        connection.execute(sa.insert(notes), [{"workspace": "T1", "id": id_} for id_ in ("a", "b", "a")])

    with ours.database.read() as connection:
        assert connection.execute(ours.select(notes)).all() == []


def test_a_key_is_claimed_by_one_of_many(ours: Workspace) -> None:
    won: list[bool] = []

    def claim() -> None:
        with ours.database.begin() as connection:
            won.append(ours.claim(connection, notes, id="only once"))

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == [False] * 7 + [True]


def test_put_inserts_then_changes(ours: Workspace) -> None:
    with ours.database.begin() as connection:
        ours.put(connection, notes, {"id": "a"}, count=1)
        ours.put(connection, notes, {"id": "a"}, count=2)

    with ours.database.read() as connection:
        assert connection.execute(ours.select(notes, notes.c.count)).scalars().all() == [2]


def test_a_workspace_neither_sees_nor_touches_the_rows_of_another(ours: Workspace) -> None:
    theirs = Workspace(ours.database, "T2")
    with ours.database.begin() as connection:
        ours.add(connection, notes, id="a", count=1)
        theirs.add(connection, notes, id="a", count=7)

    with ours.database.begin() as connection:
        connection.execute(ours.update(notes).values(count=2))
        connection.execute(theirs.delete(notes).where(notes.c.id == "b"))

    with ours.database.read() as connection:
        assert connection.execute(ours.select(notes, notes.c.count)).scalars().all() == [2]
        assert connection.execute(theirs.select(notes, notes.c.count)).scalars().all() == [7]


def test_concurrent_read_then_write_loses_no_update(ours: Workspace) -> None:
    with ours.database.begin() as connection:
        ours.add(connection, notes, id="a", count=0)

    def add_one() -> None:
        for _ in range(5):
            with ours.database.begin() as connection:
                now = connection.execute(ours.select(notes, notes.c.count).with_for_update()).scalar_one()
                connection.execute(ours.update(notes).values(count=now + 1))

    threads = [threading.Thread(target=add_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with ours.database.read() as connection:
        assert connection.execute(ours.select(notes, notes.c.count)).scalar_one() == 20


def test_a_folder_that_cannot_be_written_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(UnusableDatabase, match="file"):
        Database.at(f"sqlite:///{tmp_path / 'file' / 'parlance.db'}")


def test_an_error_says_nothing_of_what_was_to_be_stored(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError) as failure, database.begin() as connection:
        connection.execute(sa.text("insert into nowhere values (:said)"), {"said": "between us"})

    assert "between us" not in str(failure.value)
