"""Processes on one PostgreSQL database look after each other."""

import pytest
import sqlalchemy as sa

from bot.delivery.clock import now
from bot.delivery.keeper import EMBEDDED, FENCED, Keeper, node_name
from bot.delivery.store import nodes
from store.database import Database


class Handed:
    """Work that remembers whose was handed on."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.released: list[str] = []

    def release(self, node: str) -> int:
        self.released.append(node)
        return 1


@pytest.fixture
def work(database: Database) -> Handed:
    return Handed(database)


def keeper(work: Handed, name: str, **more: object) -> Keeper:
    return Keeper(work, name, **more)  # type: ignore[arg-type]


def silent_for(work: Handed, name: str, seconds: float) -> None:
    with work.database.begin() as connection:
        connection.execute(sa.insert(nodes).values(id=name, seen_at=now(connection) - seconds))


def test_the_work_of_a_dead_process_is_handed_on_once(work: Handed) -> None:
    silent_for(work, "dead", 40)

    assert [keeper(work, "a").turn(), keeper(work, "b").turn()] == [1, 0]
    assert work.released == ["dead"]


def test_a_living_process_keeps_its_work(work: Handed) -> None:
    silent_for(work, "slow", 20)

    assert (keeper(work, "a").turn(), work.released) == (0, [])


def test_a_process_that_leaves_is_not_taken_for_dead(work: Handed) -> None:
    first = keeper(work, "a", ttl=-1.0)
    first.beat()
    first.leave()

    assert keeper(work, "b", ttl=-1.0).turn() == 0


def test_a_process_that_cannot_say_that_it_lives_ends_itself(work: Handed) -> None:
    ended: list[int] = []
    one = keeper(work, "a", ttl=0.0, give_up=ended.append)
    with work.database.begin() as connection:
        nodes.drop(connection)

    assert (one.turn(), ended) == (0, [FENCED])


def test_a_restart_on_a_file_finds_its_own_work_and_no_two_boots_share_a_name(database: Database) -> None:
    names = {node_name(database), node_name(database)}

    assert names == {EMBEDDED} if database.is_sqlite else len(names) == 2
