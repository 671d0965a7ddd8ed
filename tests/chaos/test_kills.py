"""Killed in the middle of a broadcast, on a Slack with bad days: nothing is lost, nothing is sent twice, order is kept."""

import pytest

from store.database import Database
from tests.chaos.field import broadcast

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1200)]
LONGEST = 900  # seconds, many times what it takes: the promise is that all arrive, not when


def test_killed_processes_lose_nothing_and_send_nothing_twice(database: Database) -> None:
    size = 1 if database.is_sqlite else 3

    result = broadcast(database, 250, 2, size=size, kills=6, seconds=LONGEST, margin=2.0)

    assert result.clean, result
    assert result.wanted == 500
    assert result.kills == 6


@pytest.mark.slow
def test_a_thousand_channels_and_ten_kills(database: Database) -> None:
    """How near it comes to what the limit alone allows is for the benchmark; a busy machine restarts slowly."""
    size = 1 if database.is_sqlite else 3

    result = broadcast(database, 1_000, 1, size=size, kills=10, seconds=LONGEST)

    assert result.clean, result
    assert (result.wanted, result.kills) == (1_000, 10)
    assert (result.kept_ms < 1_000, result.first < 2) == (True, True), result
