"""Nothing of ours waits for PostgreSQL without end: not for a lock, not for a machine that is gone."""

import pytest
import sqlalchemy as sa

from store.database import BOUNDS, Database

ASKED = {"lock_timeout": "30s", "idle_in_transaction_session_timeout": "1min"}


def test_every_connection_is_bounded_by_the_server(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("a file waits as its pragmas say")

    with database.read() as connection:
        kept = {name: connection.exec_driver_sql(f"show {name}").scalar_one() for name in ASKED}

    assert kept == ASKED


def test_who_names_a_bound_in_the_address_has_their_own() -> None:
    database = Database.at("postgresql://anna@nowhere.example/parlance?connect_timeout=3&keepalives_count=9")
    _, given = database.engine.dialect.create_connect_args(database.engine.url)

    asked = _connected_with(database)

    assert (given["connect_timeout"], asked["connect_timeout"], asked["keepalives_count"]) == ("3", "3", "9")
    assert {name: asked[name] for name in ("options", "tcp_user_timeout")} == {
        name: BOUNDS[name] for name in ("options", "tcp_user_timeout")
    }


def _connected_with(database: Database) -> dict[str, object]:
    """What the driver would be given."""
    seen: dict[str, object] = {}

    def instead(_dialect: object, _record: object, _arguments: object, given: dict[str, object]) -> object:
        seen.update(given)
        raise ConnectionRefusedError

    sa.event.listen(database.engine, "do_connect", instead)
    with pytest.raises(ConnectionRefusedError):
        database.engine.connect()
    return seen
