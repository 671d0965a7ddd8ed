"""A backup is whole or not there; a restore is refused before it harms."""

import os
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from store.backup import NotABackup, NotWritten, backup, restore
from store.database import Database
from store.migrate import upgrade


@pytest.fixture
def live(tmp_path: Path, migrated_file: Path) -> Database:
    database = Database.at(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'live.db')}")
    _write(database, "create table probe (said text)")
    _write(database, "insert into probe values ('before')")
    return database


def test_a_backup_made_while_somebody_writes_can_be_restored_while_somebody_reads(
    live: Database, tmp_path: Path
) -> None:
    with live.begin() as writing:
        writing.execute(sa.text("insert into probe values ('not committed')"))
        backup(live, tmp_path / "copy.db")
    _write(live, "insert into probe values ('after')")

    with live.read() as reading:
        before = reading.execute(sa.text("select count(*) from probe")).scalar_one()
    restore(live, tmp_path / "copy.db")

    assert before == 3
    assert _said(live) == ["before"]


def test_a_file_that_is_no_database_of_ours_is_refused_and_nothing_changes(live: Database, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear all, " * 200)

    with pytest.raises(NotABackup, match=r"letter\.txt"):
        restore(live, tmp_path / "letter.txt")

    assert _said(live) == ["before"]


def test_a_backup_of_a_newer_version_is_refused_and_nothing_changes(live: Database, tmp_path: Path) -> None:
    backup(live, tmp_path / "newer.db")
    newer = Database.at(f"sqlite:///{tmp_path / 'newer.db'}")
    _write(newer, "update alembic_version set version_num = '9999'")
    newer.close()

    with pytest.raises(NotABackup, match="newer version"):
        restore(live, tmp_path / "newer.db")

    assert _said(live) == ["before"]


@pytest.mark.parametrize("harm", ["damaged", "newer", "gone"])
def test_a_backup_can_be_put_in_place_of_whatever_is_there(live: Database, tmp_path: Path, harm: str) -> None:
    backup(live, tmp_path / "copy.db")
    if harm == "newer":
        _write(live, "update alembic_version set version_num = '9999'")
    live.close()
    if harm == "damaged":
        (tmp_path / "live.db").write_text("spilt coffee " * 1000)
    if harm == "gone":
        (tmp_path / "live.db").unlink()

    aside = restore(live, tmp_path / "copy.db")

    upgrade(live)
    assert _said(live) == ["before"]
    assert aside == (tmp_path / "live.db.damaged" if harm == "damaged" else None)


def test_the_database_is_no_backup_of_itself(live: Database, tmp_path: Path) -> None:
    with pytest.raises(NotABackup, match="name another file"):
        backup(live, tmp_path / "live.db")


def test_a_backup_that_is_not_there_is_named(live: Database, tmp_path: Path) -> None:
    with pytest.raises(NotABackup, match=r"there is no file .*monday\.db"):
        restore(live, tmp_path / "monday.db")


def test_a_failed_backup_leaves_the_older_copy_alone(live: Database, tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file, not a folder")

    with pytest.raises(OSError, match=r"unable to open|Not a directory"):
        backup(live, tmp_path / "copies" / "copy.db")

    assert (tmp_path / "copies").read_text() == "a file, not a folder"


def test_what_is_no_database_is_told_and_not_copied(tmp_path: Path) -> None:
    (tmp_path / "live.db").write_text("spilt coffee " * 1000)

    with pytest.raises(NotABackup, match=r"live\.db cannot be read: file is not a database"):
        backup(Database.at(f"sqlite:///{tmp_path / 'live.db'}"), tmp_path / "copy.db")

    assert [path.name for path in tmp_path.iterdir()] == ["live.db"]


def test_what_a_killed_backup_left_is_cleared_by_the_next_and_what_another_is_making_is_not(
    live: Database, tmp_path: Path
) -> None:
    left = [tmp_path / f".copy.db.7.part{more}" for more in ("", "-journal")]
    others = [tmp_path / ".copy.db.0.part", tmp_path / "copy.db.7.part"]  # no process has that number
    for path in (*left, *others):
        path.write_bytes(b"half")
    for path in (*left, others[1]):
        os.utime(path, (0, 0))

    backup(live, tmp_path / "copy.db")

    assert [path.exists() for path in (*left, *others)] == [False, False, True, True]


def test_a_backup_into_a_folder_that_is_not_there_is_refused_by_name(live: Database, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"gone/copy\.db cannot be written"):
        backup(live, tmp_path / "gone" / "copy.db")

    assert not (tmp_path / "gone").exists()


def test_a_backup_may_have_any_name(live: Database, tmp_path: Path) -> None:
    copy = tmp_path / "is it whole? 100% #1.db"

    backup(live, copy)
    _write(live, "delete from probe")
    restore(live, copy)

    assert _said(live) == ["before"]


def _write(database: Database, statement: str) -> None:
    with database.begin() as connection:
        connection.execute(sa.text(statement))


def _said(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(sa.text("select said from probe")).scalars())
