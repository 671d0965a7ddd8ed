"""Keys: shown once, kept as a hash, counted by the minute, worth nothing once taken back; on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from changes.assets import BadAsset
from changes.tokens import A_MINUTE, Rights, Tokens, TooOften, UnknownToken, used
from store.database import Database
from store.workspace import Workspace

NOW = datetime(2026, 3, 2, 9, 0, 0, tzinfo=UTC)


def test_a_key_is_known_by_its_secret_in_its_own_workspace_and_sort(database: Database) -> None:
    here = Workspace(database, "T1")
    with database.begin() as connection:
        one, secret = Tokens(here).make(connection, "program", Rights("ci", "shop.*"), "U1", NOW)

    found = used(database, secret, "program", NOW)

    assert found is not None
    assert (found.id, found.workspace, found.allows(["shop.orders"]), found.allows(["lab.x"])) == (
        one.id,
        "T1",
        True,
        False,
    )
    assert not found.allows([])
    assert used(database, secret, "calendar", NOW) is None
    assert used(database, secret + "x", "program", NOW) is None


def test_what_was_taken_back_opens_nothing_and_cannot_be_taken_back_twice(database: Database) -> None:
    here = Workspace(database, "T1")
    with database.begin() as connection:
        one, secret = Tokens(here).make(connection, "program", Rights("ci", "*"), "U1", NOW)
        Tokens(here).revoke(connection, one.id, NOW)

    assert used(database, secret, "program", NOW) is None
    with database.begin() as connection, pytest.raises(UnknownToken):
        Tokens(here).revoke(connection, one.id, NOW)


def test_another_workspace_neither_sees_nor_revokes_it(database: Database) -> None:
    with database.begin() as connection:
        one, _ = Tokens(Workspace(database, "T1")).make(connection, "program", Rights("ci", "*"), "U1", NOW)
        other = Tokens(Workspace(database, "T2"))

        assert other.standing(connection, "program") == []
        with pytest.raises(UnknownToken):
            other.revoke(connection, one.id, NOW)


def test_a_minute_holds_so_many_uses_and_the_next_one_begins_anew(database: Database) -> None:
    with database.begin() as connection:
        _, secret = Tokens(Workspace(database, "T1")).make(connection, "program", Rights("ci", "*"), "U1", NOW)
    for _ in range(A_MINUTE):
        used(database, secret, "program", NOW + timedelta(seconds=20))

    with pytest.raises(TooOften) as refused:
        used(database, secret, "program", NOW + timedelta(seconds=20))

    assert refused.value.seconds == 40
    assert str(TooOften(40)).endswith("try again in 40 seconds")
    assert str(TooOften(1)).endswith("try again in 1 second")
    assert used(database, secret, "program", NOW + timedelta(seconds=61)) is not None


def test_a_key_for_no_asset_at_all_is_refused(database: Database) -> None:
    with database.begin() as connection, pytest.raises(BadAsset):
        Tokens(Workspace(database, "T1")).make(connection, "program", Rights("ci", "what?"), "U1", NOW)
