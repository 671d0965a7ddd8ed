"""Two SQL schemas differ in what readers and writers of the tables would notice."""

import pytest

from changes.diff.reading import Source, UnreadableContract
from changes.diff.sql.compare import differences
from changes.diff.sql.script import UnknownDialect

DIALECTS = (
    "",
    "mysql",
    "bigquery",
    "snowflake",
    "tsql",
    "databricks",
    "redshift",
    "oracle",
    "duckdb",
    "sqlite",
    "trino",
)
ORDERS = "CREATE TABLE orders (id INT PRIMARY KEY, amount DECIMAL(10, 2) NOT NULL, note VARCHAR(20));"


def told(old: str, new: str, dialect: str = "postgres") -> dict[str, str]:
    found = differences(Source(old, "old.sql"), Source(new, "new.sql"), dialect=dialect, prefix="warehouse")
    return {one.rule.removeprefix("sql-"): one.asset for one in found}


def after(statement: str) -> dict[str, str]:
    return told(ORDERS, f"{ORDERS} {statement};")


def test_a_schema_does_not_differ_from_itself() -> None:
    assert told(ORDERS, ORDERS) == {}


def test_layout_comments_and_letter_case_say_nothing() -> None:
    other = (
        "create table ORDERS (\n  Id int primary key, -- the key\n  amount numeric(10,2) not null, note varchar(20));"
    )

    assert told(ORDERS, other) == {}


@pytest.mark.parametrize(
    ("statement", "rule", "asset"),
    [
        ("DROP TABLE orders", "table-removed", "warehouse.orders"),
        ("CREATE TABLE refunds (id INT)", "table-added", "warehouse.refunds"),
        ("ALTER TABLE orders RENAME TO sales", "table-renamed", "warehouse.orders"),
        ("ALTER TABLE orders DROP COLUMN note", "column-removed", "warehouse.orders.note"),
        ("ALTER TABLE orders RENAME COLUMN note TO remark", "column-renamed", "warehouse.orders.note"),
        ("ALTER TABLE orders ADD COLUMN paid BOOLEAN", "column-added", "warehouse.orders.paid"),
        ("ALTER TABLE orders ADD COLUMN paid BOOLEAN NOT NULL", "column-added-required", "warehouse.orders.paid"),
        ("ALTER TABLE orders ALTER COLUMN note TYPE INT", "column-type-changed", "warehouse.orders.note"),
        ("ALTER TABLE orders ALTER COLUMN note TYPE VARCHAR(10)", "column-type-narrowed", "warehouse.orders.note"),
        ("ALTER TABLE orders ALTER COLUMN note TYPE TEXT", "column-type-widened", "warehouse.orders.note"),
        (
            "ALTER TABLE orders ALTER COLUMN amount TYPE DECIMAL(12, 2)",
            "column-type-widened",
            "warehouse.orders.amount",
        ),
        ("ALTER TABLE orders ALTER COLUMN amount DROP NOT NULL", "column-became-nullable", "warehouse.orders.amount"),
        ("ALTER TABLE orders ALTER COLUMN note SET NOT NULL", "column-became-required", "warehouse.orders.note"),
        ("ALTER TABLE orders ALTER COLUMN note SET DEFAULT 'a'", "column-default-changed", "warehouse.orders.note"),
        ("CREATE UNIQUE INDEX one ON orders (note)", "column-became-unique", "warehouse.orders.note"),
        ("ALTER TABLE orders ADD CONSTRAINT c CHECK (amount > 0)", "constraint-added", "warehouse.orders"),
    ],
)
def test_a_migration_is_told_by_what_it_does(statement: str, rule: str, asset: str) -> None:
    assert after(statement) == {rule: asset}


def test_another_primary_key_breaks() -> None:
    old, new = (f"CREATE TABLE t (a INT, b INT, PRIMARY KEY ({key}))" for key in ("a", "a, b"))

    assert "primary-key-changed" in told(old, new)


def test_a_view_that_is_put_together_otherwise_is_told() -> None:
    old, new = (f"CREATE VIEW v AS SELECT {column} FROM t" for column in ("a", "a * 2 AS a"))

    assert told(old, new) == {"view-redefined": "warehouse.v"}


def test_a_view_that_loses_a_column_breaks() -> None:
    assert "column-removed" in told("CREATE VIEW v AS SELECT a, b FROM t", "CREATE VIEW v AS SELECT a FROM t")


def test_the_parts_of_a_struct_are_columns() -> None:
    old, new = (f"CREATE TABLE t (at STRUCT<city STRING, {part} STRING>)" for part in ("street", "road"))

    assert told(old, new, "bigquery") == {
        "column-removed": "warehouse.t.at.street",
        "column-added": "warehouse.t.at.road",
    }


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_wider_integer_is_wider_in_every_dialect(dialect: str) -> None:
    old, new = "CREATE TABLE t (a SMALLINT)", "CREATE TABLE t (a BIGINT)"

    assert told(old, new, dialect) == {"column-type-widened": "warehouse.t.a"}


def test_broken_sql_names_file_and_line() -> None:
    with pytest.raises(UnreadableContract, match=r"new\.sql:2: not SQL"):
        told(ORDERS, "CREATE TABLE t (a INT,\n b INT")


def test_an_unknown_dialect_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownDialect, match=r"klingon; there are .*postgres"):
        told(ORDERS, ORDERS, "klingon")


def test_a_table_that_cannot_be_read_is_refused_and_not_taken_for_gone() -> None:
    with pytest.raises(UnreadableContract, match=r"new\.sql:2: not SQL"):
        told(ORDERS, f"{ORDERS}\nCREATE TABLE t (a INT WITHOUT MERCY OR SENSE, b ??)")
