"""An outage is told once, tried rarely, and over with the first answer."""

from datetime import UTC, datetime

import pytest

from bot.delivery.ending import Ended
from bot.delivery.jobs import Job
from bot.delivery.outcome import Later, Outcome, Sent
from bot.delivery.weather import IN_A_ROW, Weather
from changes.deliveries import Delivery
from tests.bot.delivery.house import card

JOB = Job("T1", Delivery(1, card("m"), "queued", 1, datetime.now(UTC)))
FAILURE = Later(0.0, in_doubt=True, why="internal_error", heard=True)


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def seen(weather: Weather, outcome: Outcome, times: int = 1) -> list[float]:
    return [weather.observe(Ended(JOB, outcome)) for _ in range(times)]


def test_a_single_failure_is_chance() -> None:
    weather = Weather(Clock())

    assert seen(weather, FAILURE, IN_A_ROW - 1) == [0.0] * (IN_A_ROW - 1)
    assert seen(weather, Sent("C1", "1")) + seen(weather, FAILURE) == [0.0, 0.0]


def test_pauses_double_and_what_was_under_way_does_not_count(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    weather = Weather(clock)

    pauses = seen(weather, FAILURE, IN_A_ROW + 30)
    for _ in range(3):
        clock.at += 100.0
        pauses += seen(weather, FAILURE)

    assert [pause for pause in pauses if pause] == [1.0, 2.0, 4.0, 8.0]
    assert len([line for line in caplog.records if "does not take" in str(line.msg)]) == 1


def test_slack_says_how_long() -> None:
    limited = Later(30.0, in_doubt=False, why="ratelimited", limited=True)

    assert seen(Weather(Clock()), limited, IN_A_ROW)[-1] == 30.0
