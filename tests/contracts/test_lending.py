"""A PostgreSQL database is lent to one test after the other, and each finds it as new."""

import pytest
import sqlalchemy as sa

from store.database import Database
from store.migrate import newest, version
from tests.lending import Lender

ROW = "insert into group_disciplines values ('T1', 'S1', 'legal')"
pytestmark = pytest.mark.postgres


def tell(url: str, *statements: str) -> None:
    database = Database.at(url)
    with database.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    database.close()


def ask(url: str, question: str) -> object:
    database = Database.at(url)
    with database.read() as connection:
        answer = connection.exec_driver_sql(question).scalar()
    database.close()
    return answer


def test_no_row_and_no_number_given_out_is_found_by_the_next(lender: Lender) -> None:
    first = lender.lend()
    give_a_number = "select nextval(pg_get_serial_sequence('slack_bots', 'id'))"
    given = ask(first, give_a_number)
    tell(first, ROW)
    lender.take_back(first)

    second = lender.lend()

    assert second != first
    assert (ask(second, "select count(*) from group_disciplines"), ask(second, give_a_number)) == (0, given)
    lender.take_back(second)


@pytest.mark.parametrize(
    "spoils",
    [
        "alter table group_disciplines add column more integer",
        "drop table group_disciplines",
        "create table more (one integer)",
        "update alembic_version set version_num = '0001'",
        "drop table alembic_version",
    ],
)
def test_one_that_was_rebuilt_is_not_lent_again(lender: Lender, spoils: str) -> None:
    first = lender.lend()
    tell(first, spoils)
    lender.take_back(first)

    second = lender.lend()

    opened = Database.at(second)
    assert version(opened) == newest()
    assert ask(second, "select count(*) from group_disciplines") == 0
    assert "more" not in sa.inspect(opened.engine).get_table_names()
    opened.close()
    lender.take_back(second)


def test_who_still_writes_to_what_was_given_back_writes_to_nobodys(lender: Lender) -> None:
    first = lender.lend()
    lender.take_back(first)
    second = lender.lend()

    with pytest.raises(sa.exc.OperationalError, match="does not exist"):
        tell(first, ROW)
    lender.take_back(second)
