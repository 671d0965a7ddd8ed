"""Processes look after each other: what a silent one had in hand comes back, what a living one has stays."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.delivery.clock import now
from bot.delivery.ending import Ended
from bot.delivery.keeper import Keeper, node_name
from bot.delivery.outcome import Missed, Sent
from bot.delivery.store import nodes
from changes.store import deliveries
from store.database import Database
from tests.bot.delivery.house import House, card
from tests.chaos.slack import Moods, Slack

AN_HOUR = 3600.0


@pytest.fixture
def house(database: Database) -> House:
    return House(database, Slack(Moods()))


def silent_for(house: House, name: str, seconds: float) -> None:
    with house.database.begin() as connection:
        connection.execute(sa.insert(nodes).values(id=name, seen_at=now(connection) - seconds))


def held(house: House) -> list[str | None]:
    with house.database.read() as connection:
        return list(connection.execute(sa.select(deliveries.c.holder)).scalars())


def test_the_work_of_a_silent_process_comes_back_once(house: House) -> None:
    silent_for(house, "dead", 9.0)
    house.store(card("m"))
    house.queue("dead").turn((), 5)

    assert [Keeper(house.database, name).turn() for name in ("a", "b")] == [1, 0]
    assert held(house) == [None]


def test_a_living_process_keeps_its_work(house: House) -> None:
    silent_for(house, "slow", 300.0)
    house.store(card("m"))
    house.queue("slow").turn((), 5)

    assert Keeper(house.database, "a", ttl=600.0).turn() == 0
    assert held(house) == ["slow"]


def test_what_came_back_is_looked_for_before_it_is_sent(house: House) -> None:
    house.store(card("m"))
    house.queue("dead").turn((), 5)
    Keeper(house.database, "a").arrive()

    (job,) = house.queue("a").turn((), 5).jobs

    assert (job.in_doubt, job.lane) == (True, "looks")


def test_whoever_was_taken_for_dead_writes_nothing_any_more(house: House) -> None:
    house.store(card("m"))
    (job,) = house.queue("paused").turn((), 5).jobs
    Keeper(house.database, "a").arrive()

    turn = house.queue("paused").turn([Ended(job, Sent("C1", "1.5"))], 0)

    assert (turn.lost, house.get("m").status) == ((job,), "queued")


def test_what_missed_its_slot_is_free_again_and_was_not_tried(house: House) -> None:
    house.store(card("m"))
    (job,) = house.queue("slow").turn((), 5).jobs

    (again,) = house.queue("slow").turn([Ended(job, Missed())], 5).jobs

    assert (again.in_doubt, again.delivery.attempts) == (False, 1)


def test_who_comes_back_together_with_another_waits_for_nobody_and_takes_nobody_for_dead(house: House) -> None:
    """Both were stopped for long: each is silent in the other's eyes, and each is just saying that it lives."""
    if house.database.is_sqlite:
        pytest.skip("only a file has one process")
    for name in ("a", "b"):
        silent_for(house, name, 300.0)
    with house.database.begin() as connection:
        Keeper(house.database, "a")._beat(connection)
        Keeper(house.database, "b").turn()

    with house.database.read() as connection:
        assert sorted(connection.execute(sa.select(nodes.c.id)).scalars()) == ["a", "b"]


@pytest.mark.parametrize("name", ["us", "before us"])
def test_what_a_clock_that_ran_ahead_put_off_is_due_when_it_is_set_right(house: House, name: str) -> None:
    house.store(card("m"), card("n", "C2"))
    (taken,) = house.queue("us").turn((), 1).jobs
    house.pass_time(-AN_HOUR)
    silent_for(house, name, -AN_HOUR)
    put_off = house.queue("us").turn((), 5).jobs

    Keeper(house.database, "us").turn()

    (job,) = house.queue("us").turn((), 5).jobs
    assert (put_off, taken.name, job.name) == ((), "T1:m:1", "T1:n:2")


def test_what_was_tried_by_a_clock_that_ran_ahead_is_looked_for_when_it_really_was(house: House) -> None:
    house.store(card("m"))
    (first,) = house.queue("dead").turn((), 1).jobs
    with house.database.begin() as connection:
        connection.execute(sa.update(deliveries).values(attempt_at=deliveries.c.attempt_at + AN_HOUR))
    silent_for(house, "dead", -AN_HOUR)

    Keeper(house.database, "us", ttl=-1.0).turn()

    (job,) = house.queue("us").turn((), 5).jobs
    assert job.in_doubt
    assert job.since == pytest.approx(first.at, abs=600.0)


def test_what_people_chose_a_time_for_keeps_it(house: House) -> None:
    chosen = datetime.now(UTC) + timedelta(days=1)
    house.store(dataclasses.replace(card("m"), not_before=chosen))
    silent_for(house, "us", -AN_HOUR)

    Keeper(house.database, "us").turn()

    assert house.get("m").wanted.not_before == chosen


def test_on_a_file_whoever_was_there_before_is_dead(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("only a file has one process")
    house = House(database, Slack(Moods()))
    silent_for(house, "before", 0.0)
    house.store(card("m"))
    house.queue("before").turn((), 5)

    assert Keeper(house.database, "a").arrive() == 1


def test_no_two_starts_share_a_name() -> None:
    assert node_name() != node_name()
