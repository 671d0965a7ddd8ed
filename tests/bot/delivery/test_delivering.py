"""What is stored is sent, once, in its order; on SQLite and on PostgreSQL."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.alone import AnotherDelivers, alone
from bot.delivery.deliver import deliver, name_of
from bot.delivery.pacer import Pace, Pacer
from changes.model import Destination
from store.database import Database
from tests.bot.delivery.house import House, card
from tests.chaos.slack import Moods, Slack, serving


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with serving(Moods()) as running:
        yield running


@pytest.fixture
def house(database: Database, slack: Slack) -> House:
    return House(database, slack)


async def until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not await asyncio.to_thread(true):
            await asyncio.sleep(0.02)


async def test_what_one_transaction_stores_is_sent_in_its_order(house: House) -> None:
    wanted = [card(f"m{number}", f"C{number % 3}", text=str(number)) for number in range(30)]
    async with house.at_work() as work:
        house.store(*wanted, work=work)
        await until(lambda: house.over([one.id for one in wanted]))

    assert len(house.slack.taken) == 30
    for channel in ("C0", "C1", "C2"):
        said = [int(one["text"]) for one in house.slack.taken if one["channel"] == channel]
        assert said == sorted(said)
    first = house.get("m0")
    assert (first.status, first.channel, first.attempts) == ("sent", "C0", 1)
    assert first.link == f"https://north.slack.example/archives/C0/p{first.ts.replace('.', '')}"


async def test_what_is_rolled_back_is_not_sent(house: House) -> None:
    async with house.at_work() as work:
        with house.database.engine.connect() as connection, connection.begin() as transaction:
            new = house.deliveries.enqueue(connection, [card("gone")], datetime.now(UTC))
            work.start(connection, new)
            transaction.rollback()
        house.store(card("kept"), work=work)
        await until(lambda: house.over(["kept"]))

    assert [one["text"] for one in house.slack.taken] == ["kept"]


async def test_what_another_program_recorded_is_found_and_sent(house: House) -> None:
    house.store(card("by hand"))
    async with house.at_work():
        await until(lambda: house.over(["by hand"]))

    assert len(house.slack.taken) == 1


async def test_what_is_meant_for_later_waits_and_lets_others_pass(house: House) -> None:
    async with house.at_work() as work:
        soon = datetime.now(UTC) + timedelta(seconds=2)
        house.store(dataclasses.replace(card("later"), not_before=soon), card("now"), work=work)
        await until(lambda: house.over(["later", "now"]))

    assert [one["text"] for one in house.slack.taken] == ["now", "later"]


async def test_a_stop_keeps_what_waits_and_the_next_start_sends_it(house: House) -> None:
    slow = dataclasses.replace(house, pace=Pace(rate=5.0, gap=0.01))
    wanted = [card(f"m{number}", f"C{number}") for number in range(20)]
    async with slow.at_work() as work:
        slow.store(*wanted, work=work)
        await until(lambda: len(house.slack.taken) >= 3)
    before = len(house.slack.taken)
    async with house.at_work():
        await until(lambda: house.over([one.id for one in wanted]))

    assert 3 <= before < 20
    assert sorted(one["text"] for one in house.slack.taken) == sorted(one.id for one in wanted)


async def test_with_limits_failures_and_lost_answers_each_arrives_once(house: House) -> None:
    house.slack.moods = Moods(limited=0.1, broken=0.1, unheard=0.05, hang=0.8, late=0.5, rate=200.0, gap=0.05)
    patient = dataclasses.replace(house, pace=Pace(rate=150.0, gap=0.06))
    patient.patience = dataclasses.replace(house.patience, settle=0.6)
    wanted = [card(f"m{number}", f"C{number}") for number in range(60)]
    async with patient.at_work(timeout=0.4) as work:
        patient.store(*wanted, work=work)
        await until(lambda: patient.over([one.id for one in wanted]), 40.0)

    assert sorted(one["text"] for one in house.slack.taken) == sorted(one.id for one in wanted)
    assert {house.get(one.id).status for one in wanted} == {"sent"}


async def test_a_post_that_slack_took_before_we_died_is_found_and_not_repeated(house: House) -> None:
    (stored,) = house.store(card("m"))
    async with house.desk() as desk:
        job = desk.jobs.get(stored.seq)
        claimed = desk.jobs.claim(job, "dead")
        assert claimed is not None
        line = await desk.lines("T1")
        await line.client.chat_postMessage(
            channel="C1",
            text="m",
            metadata={"event_type": "parlance_delivery", "event_payload": {"delivery": name_of(job)}},
        )
        assert await deliver(desk, stored.seq) == "sent"

    assert len(house.slack.taken) == 1
    assert house.get("m").ts == house.slack.taken[0]["ts"]


async def test_two_runners_of_one_delivery_send_it_once(house: House) -> None:
    (stored,) = house.store(card("m"))
    async with house.desk() as desk:
        ended = await asyncio.gather(*(deliver(desk, stored.seq) for _ in range(5)))

    assert len(house.slack.taken) == 1
    assert set(ended) <= {"sent", "superseded"}


async def test_a_reason_that_is_gone_by_the_time_of_sending_sends_nothing(house: House) -> None:
    (stored,) = house.store(card("m", dropped=True))
    async with house.desk() as desk:
        assert await deliver(desk, stored.seq) == "skipped"

    assert house.slack.taken == []
    assert house.get("m").error == "its reason is gone"


async def test_a_refusal_fails_with_slacks_word_and_is_told_on(house: House) -> None:
    house.slack.moods = Moods(refuse={"C1": "is_archived"})
    (stored,) = house.store(card("m"))
    async with house.desk() as desk:
        assert await deliver(desk, stored.seq) == "failed"

    assert (house.get("m").error, house.failures) == ("is_archived", [("m", "is_archived")])


async def test_a_failed_one_is_sent_again_when_asked(house: House) -> None:
    house.slack.moods = Moods(refuse={"C1": "not_in_channel"})
    async with house.at_work() as work:
        house.store(card("m"), work=work)
        await until(lambda: house.get("m").status == "failed")
        house.slack.moods = Moods()
        with house.database.begin() as connection:
            again = house.deliveries.again(connection, "m", datetime.now(UTC))
            assert again is not None
            work.start(connection, [again])
        await until(lambda: house.get("m").status == "sent")

    assert len(house.slack.taken) == 1


async def test_a_person_is_written_to_in_the_conversation_with_them(house: House) -> None:
    (stored,) = house.store(dataclasses.replace(card("m"), destination=Destination("person", "U7")))
    async with house.desk() as desk:
        assert await deliver(desk, stored.seq) == "sent"

    assert house.slack.taken[0]["channel"] == "D7"


def test_slots_keep_the_rate_of_the_workspace_and_the_gap_of_a_channel(database: Database) -> None:
    pacer = Pacer(database, Pace(rate=10.0, gap=2.0))

    waits = [pacer.reserve("T1", "C1"), pacer.reserve("T1", "C1"), pacer.reserve("T1", "C2"), pacer.reserve("T2", "C1")]

    assert waits == pytest.approx([0.0, 2.0, 0.2, 0.0], abs=0.15)


def test_retry_after_holds_the_channel_for_every_process(database: Database) -> None:
    Pacer(database).hold("T1", "C1", 7.0)

    assert Pacer(database).reserve("T1", "C1") == pytest.approx(7.0, abs=0.2)


def test_a_second_process_on_the_same_file_is_refused_in_one_sentence(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("only a file has one process")
    with (
        alone(database),
        pytest.raises(AnotherDelivers, match="another process already delivers from"),
        alone(database),
    ):
        pass
