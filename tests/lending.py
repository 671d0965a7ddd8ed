"""PostgreSQL databases that are lent to one test after the other: what one leaves behind, no other finds."""

import contextlib
import itertools
import os
from pathlib import Path

import psycopg
import sqlalchemy as sa

from store.database import Database
from store.migrate import upgrade
from tests.postgres import USER, address

BARE, MIGRATED = "template1", "migrated"
SHAPE = """
    select md5(string_agg(concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull, attisdropped), ','
                          order by attrelid, attnum)),
           (select string_agg(version_num, ',') from alembic_version)
    from pg_attribute where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
"""
TABLES = "select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version'"
USED_SEQUENCES = "select sequencename from pg_sequences where schemaname = 'public' and last_value is not null"


def make_template(home: Path) -> None:
    """All tables and no rows, under a name by which every process copies it."""
    with _connected(home, "postgres") as server:
        server.execute(f"create database {MIGRATED}")
    database = Database.at(address(home, MIGRATED))
    upgrade(database)
    database.close()


class Lender:
    """To copy a database takes as long as many tests: one that could be emptied is lent again, under a new name."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._server = _connected(home, "postgres")
        self._numbers = itertools.count(1)
        self._emptied: list[str] = []
        self._shape = self._shape_of(self._copied(MIGRATED))

    def lend(self) -> str:
        """The URL of a database with all tables and no rows."""
        return address(self._home, self._renamed() or self._copied(MIGRATED))

    def lend_bare(self) -> str:
        """The URL of a database without tables."""
        return address(self._home, self._copied(BARE))

    def take_back(self, url: str) -> None:
        """To be lent again if it could be emptied."""
        name = _named(url)
        if self._empty(name):
            self._emptied.append(name)
        else:
            self.drop(url)

    def drop(self, url: str) -> None:
        self._server.execute(f"drop database {_named(url)} with (force)")

    def close(self) -> None:
        self._server.close()

    def _copied(self, template: str) -> str:
        name = self._name()
        self._server.execute(f"create database {name} template {template}")
        return name

    def _renamed(self) -> str:
        """Who still writes to the database of a test that is over finds none of that name."""
        while self._emptied:
            old, new = self._emptied.pop(), self._name()
            with contextlib.suppress(psycopg.errors.ObjectInUse):
                self._server.execute(f"alter database {old} rename to {new}")
                return new
            self.drop(address(self._home, old))
        return ""

    def _empty(self, name: str) -> bool:
        """Whether it is as new."""
        try:
            with _connected(self._home, name) as database:
                as_made = database.execute(SHAPE).fetchone() == self._shape
                if as_made:
                    _remove_rows(database)
                return as_made
        except psycopg.Error:
            return False

    def _shape_of(self, name: str) -> tuple[str, ...] | None:
        with _connected(self._home, name) as database:
            shape = database.execute(SHAPE).fetchone()
        self._emptied.append(name)
        return shape

    def _name(self) -> str:
        return f"test_{os.getpid()}_{next(self._numbers)}"


def _named(url: str) -> str:
    return str(sa.make_url(url).database)


def _remove_rows(database: "psycopg.Connection[tuple[str, ...]]") -> None:
    database.execute("set lock_timeout = '5s'")  # whoever still writes: better a new database than a long wait
    for (sequence,) in database.execute(USED_SEQUENCES).fetchall():
        database.execute(f"alter sequence {sequence} restart")
    tables = [table for (table,) in database.execute(TABLES)]
    each = ", ".join(f"exists(select 1 from {table})" for table in tables)
    holds_rows = database.execute(f"select {each}").fetchone() or ()
    if filled := [table for table, holds in zip(tables, holds_rows, strict=True) if holds]:
        database.execute(f"truncate {', '.join(filled)} cascade")


def _connected(home: Path, name: str) -> "psycopg.Connection[tuple[str, ...]]":
    return psycopg.connect(host=str(home), user=USER, dbname=name, autocommit=True, connect_timeout=60)
