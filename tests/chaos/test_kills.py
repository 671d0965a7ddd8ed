"""Killed in the middle of a broadcast, on a Slack with bad days: nothing is lost, nothing is sent twice, order is kept."""

import pytest

from store.database import Database
from tests.chaos.field import broadcast

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(110)]


def test_killed_processes_lose_nothing_and_send_nothing_twice(database: Database) -> None:
    size = 1 if database.is_sqlite else 3

    result = broadcast(database, 60, 3, size=size, kills=3, seconds=85)

    assert result.clean, result
    assert result.kills == 3
