"""What is stored is sent, once, in its order; on SQLite and on PostgreSQL."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.delivery.alone import AnotherDelivers, alone
from bot.delivery.pacer import Pace, Rate
from bot.delivery.queue import Queue, Turn
from bot.delivery.sender import Sender, Tempo
from bot.delivery.weather import IN_A_ROW
from changes.model import Destination
from changes.store import deliveries
from store.database import Database
from tests.bot.delivery.house import House, card
from tests.chaos.slack import Moods, Slack, serving

A_WHILE = 3600
"""Seconds: longer than any machine stands still; no test waits for them."""


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with serving(Moods()) as running:
        yield running


@pytest.fixture
def house(database: Database, slack: Slack) -> House:
    return House(database, slack)


async def until(true: Callable[[], bool], seconds: float = 120.0) -> None:
    async with asyncio.timeout(seconds):
        while not await asyncio.to_thread(true):
            await asyncio.sleep(0.02)


async def test_what_one_transaction_stores_is_sent_in_its_order(house: House) -> None:
    wanted = [card(f"m{number}", f"C{number % 3}", text=str(number)) for number in range(30)]
    async with house.at_work():
        house.store(*wanted)
        await until(lambda: house.done([one.id for one in wanted]))

    assert len(house.slack.taken) == 30
    for channel in ("C0", "C1", "C2"):
        said = [int(one["text"]) for one in house.slack.taken if one["channel"] == channel]
        assert said == sorted(said)
    first = house.get("m0")
    assert (first.status, first.channel, first.attempts) == ("sent", "C0", 1)
    assert first.link == f"https://north.slack.example/archives/C0/p{first.ts.replace('.', '')}"


async def test_who_looks_at_the_ledger_works_and_who_does_not_is_known(house: House) -> None:
    async with house.at_work() as sender:
        async with asyncio.timeout(60):
            while not await sender.works():
                await asyncio.sleep(0.02)
    async with house.desk() as desk:
        idle = Sender(desk, house.queue("idle"))

    assert not await idle.works()


async def test_also_a_machine_that_was_just_switched_on_knows_who_has_not_looked_yet(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.sender.monotonic", lambda: 5.0)  # seconds since it was
    async with house.desk() as desk:
        idle = Sender(desk, house.queue("idle"))

    assert not await idle.works()


async def test_what_a_turn_took_is_sent_also_when_we_never_heard_that_it_was_kept(house: House) -> None:
    queue = Unheard.of(house.queue("us"))
    wanted = [card(f"m{number}", f"C{number}") for number in range(3)]
    async with house.desk() as desk:
        sender = Sender(desk, queue, house.tempo)
        running = asyncio.ensure_future(sender.run())
        house.store(*wanted)
        await until(lambda: house.done([one.id for one in wanted]))
        await sender.finish(running, 60.0)

    assert sum(queue.broken) > 0
    assert sorted(one["text"] for one in house.slack.taken) == ["m0", "m1", "m2"]


async def test_what_stands_in_our_name_since_a_backup_was_put_back_is_sent(house: House) -> None:
    async with house.desk() as desk:
        queue = house.queue("us")
        house.store(card("m"))
        queue.turn((), 5)  # taken before the backup was made: whoever took it knows nothing of it any more
        sender = Sender(desk, queue, house.tempo)
        running = asyncio.ensure_future(sender.run())
        await until(lambda: house.done(["m"]))
        await sender.finish(running, 60.0)

    assert [one["text"] for one in house.slack.taken] == ["m"]


@dataclasses.dataclass(frozen=True)
class Unheard(Queue):
    """The connection breaks after the first turn that took something was kept, and before its answer came."""

    broken: list[int] = dataclasses.field(default_factory=list)

    @classmethod
    def of(cls, queue: Queue) -> "Unheard":
        return cls(queue.database, queue.ending, queue.node)

    def turn(self, *given: Any) -> Turn:
        found = super().turn(*given)
        if found.jobs and not self.broken:
            self.broken.append(len(found.jobs))
            raise sa.exc.OperationalError("COMMIT", {}, ConnectionError("server closed the connection unexpectedly"))
        return found


async def test_what_is_rolled_back_is_not_sent(house: House) -> None:
    async with house.at_work():
        with house.database.engine.connect() as connection, connection.begin() as transaction:
            house.deliveries.enqueue(connection, [card("gone")], datetime.now(UTC))
            transaction.rollback()
        house.store(card("kept"))
        await until(lambda: house.done(["kept"]))

    assert [one["text"] for one in house.slack.taken] == ["kept"]


async def test_what_is_meant_for_later_waits_and_lets_others_pass(house: House) -> None:
    async with house.at_work():
        soon = datetime.now(UTC) + timedelta(seconds=A_WHILE)
        house.store(dataclasses.replace(card("later"), not_before=soon), card("now"))
        await until(lambda: house.done(["now"]))
        waiting = house.get("later").status
        house.pass_time(A_WHILE)
        await until(lambda: house.done(["later"]))

    assert waiting == "queued"
    assert [one["text"] for one in house.slack.taken] == ["now", "later"]


async def test_a_stop_keeps_what_waits_and_the_next_start_sends_it(house: House) -> None:
    slow = dataclasses.replace(house, pace=dataclasses.replace(house.pace, posts=Rate(3 / A_WHILE, 3)))
    wanted = [card(f"m{number}", f"C{number}") for number in range(20)]
    async with slow.at_work():
        slow.store(*wanted)
        await until(lambda: len(house.slack.taken) >= 3)
    before = len(house.slack.taken)
    house.pass_time(A_WHILE)
    async with house.at_work():
        await until(lambda: house.done([one.id for one in wanted]))

    assert before == 3
    assert sorted(one["text"] for one in house.slack.taken) == sorted(one.id for one in wanted)
    assert house.slack.looks == 0  # what was being sent was finished: nothing is in doubt


async def test_who_is_to_stop_does_not_wait_for_the_next_look(house: House) -> None:
    house.tempo = Tempo(busy=3600.0, idle=3600.0)

    async with asyncio.timeout(60), house.at_work() as sender:
        while not await sender.works():
            await asyncio.sleep(0.02)


async def test_with_limits_failures_and_lost_answers_each_arrives_once(house: House) -> None:
    house.slack.moods = Moods(limited=0.1, broken=0.1, unheard=0.05, hang=0.8, late=0.5, rate=200.0, gap=0.05)
    paced = dataclasses.replace(house.pace, posts=Rate(150.0, 5), gap=0.06)
    patient = dataclasses.replace(house, pace=paced, patience=dataclasses.replace(house.patience, unheard=2.0))
    wanted = [card(f"m{number}", f"C{number}") for number in range(60)]
    async with patient.at_work(timeout=0.4):
        patient.store(*wanted)
        await until(lambda: patient.done([one.id for one in wanted]))

    assert sorted(one["text"] for one in house.slack.taken) == sorted(one.id for one in wanted)
    assert {house.get(one.id).status for one in wanted} == {"sent"}


async def test_a_post_that_slack_took_before_we_died_is_found_and_not_repeated(house: House) -> None:
    house.store(card("m"))
    (job,) = house.queue("dead").turn((), 5).jobs
    async with house.desk() as desk:
        line = await desk.lines("T1")
        await line.client.chat_postMessage(
            channel="C1",
            text="m",
            metadata={"event_type": "parlance_delivery", "event_payload": {"delivery": job.name}},
        )
    async with house.at_work():
        await until(lambda: house.done(["m"]))

    assert len(house.slack.taken) == 1
    assert house.get("m").ts == house.slack.taken[0]["ts"]


async def test_a_post_that_never_left_is_sent_when_a_late_one_cannot_arrive_any_more(house: House) -> None:
    patient = dataclasses.replace(house, patience=dataclasses.replace(house.patience, settle=A_WHILE))
    house.store(card("m"))
    patient.queue("dead").turn((), 5)
    async with patient.at_work():
        await until(lambda: waits_for_its_moment(house, "m"))  # it was looked for at once, because it may stand there
        early = house.slack.looks, len(house.slack.taken)
        house.pass_time(A_WHILE)
        await until(lambda: house.done(["m"]))

    assert early == (1, 0)
    assert (house.slack.looks, len(house.slack.taken)) == (2, 1)  # and again when it is sure


def waits_for_its_moment(house: House, id_: str) -> bool:
    with house.database.read() as connection:
        found = connection.execute(sa.select(deliveries.c.again_at).where(deliveries.c.id == id_))
        return found.scalar_one() is not None


def test_two_processes_never_take_the_same(house: House) -> None:
    house.store(*(card(f"m{number}", f"C{number}") for number in range(40)))
    one, other = house.queue("one"), house.queue("other")

    taken = [job.delivery.seq for _ in range(10) for queue in (one, other) for job in queue.turn((), 3).jobs]

    assert len(taken) == len(set(taken)) == 40


def test_of_one_destination_only_the_oldest_is_taken(house: House) -> None:
    house.store(card("first"), card("second"), card("elsewhere", "C2"))

    taken = [job.delivery.wanted.id for job in house.queue("one").turn((), 10).jobs]

    assert taken == ["first", "elsewhere"]


async def test_a_reason_that_is_gone_by_the_time_of_sending_sends_nothing(house: House) -> None:
    house.store(card("m", dropped=True))
    async with house.at_work():
        await until(lambda: house.done(["m"]))

    assert house.slack.taken == []
    assert (house.get("m").status, house.get("m").error) == ("skipped", "its reason is gone")


async def test_a_refusal_fails_with_slacks_word_and_is_told_on(house: House) -> None:
    house.slack.moods = Moods(refuse={"C1": "is_archived"})
    house.store(card("m"))
    async with house.at_work():
        await until(lambda: house.done(["m"]))

    assert (house.get("m").error, house.over) == ("is_archived", [("m", "failed", "is_archived")])


@pytest.mark.parametrize("error", ["token_revoked", "ratelimited"])
async def test_what_is_wrong_with_the_workspace_and_not_with_the_message_is_waited_for(
    house: House, error: str
) -> None:
    house.slack.moods = Moods(refuse={"C1": error})
    async with house.at_work():
        house.store(card("m"))
        await until(lambda: house.get("m").spoken == "retrying")
        house.slack.moods = Moods()
        await until(lambda: house.get("m").status == "sent")

    assert (len(house.slack.taken), house.slack.looks) == (1, 0)


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
async def test_what_a_proxy_says_is_not_taken_for_an_answer_of_slack(
    house: House, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    house.slack.moods = Moods(proxy=kind)
    async with house.at_work():
        house.store(card("m"))
        await until(lambda: house.get("m").error == "http 200")
        house.slack.moods = Moods()
        await until(lambda: house.get("m").status == "sent")

    assert len(house.slack.taken) == 1
    assert "surprised" not in caplog.text


async def test_a_failed_one_is_sent_again_when_asked(house: House) -> None:
    house.slack.moods = Moods(refuse={"C1": "not_in_channel"})
    async with house.at_work():
        house.store(card("m"))
        await until(lambda: house.get("m").status == "failed")
        house.slack.moods = Moods()
        with house.database.begin() as connection:
            assert house.deliveries.again(connection, "m", datetime.now(UTC)) is not None
        await until(lambda: house.get("m").status == "sent")

    assert len(house.slack.taken) == 1


async def test_one_that_cannot_be_said_does_not_keep_others_from_being_sent(house: House) -> None:
    async with house.at_work():
        house.store(card("broken", broken=True), card("sound", "C2"))
        await until(lambda: house.done(["sound"]))

    assert (house.get("broken").spoken, house.get("broken").error) == ("retrying", "KeyError")


async def test_what_fails_on_our_side_is_told_once_and_is_not_taken_for_slack_being_down(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    broken = [card(f"b{number}", f"C{number}", broken=True) for number in range(2 * IN_A_ROW)]
    async with house.at_work():
        house.store(*broken, card("sound", "C99"))
        await until(lambda: all(house.get(one.id).error for one in broken))
        await until(lambda: house.done(["sound"]))

    said: list[Any] = [one.msg for one in caplog.records]
    assert [(one["event"], one["error"].partition(" at ")[0]) for one in said if one["level"] != "info"] == [
        ("delivery surprised us", "KeyError")
    ]


async def test_a_person_is_written_to_in_the_conversation_with_them(house: House) -> None:
    house.store(dataclasses.replace(card("m"), destination=Destination("person", "U7")))
    async with house.at_work():
        await until(lambda: house.done(["m"]))

    assert house.slack.taken[0]["channel"] == "D7"


async def test_a_group_is_told_by_telling_its_members_each_once(house: House) -> None:
    house.slack.moods = Moods(groups={"S1": ["U7", "U8"]})
    named = dataclasses.replace(card("own"), change="c1", destination=Destination("person", "U8"))
    group = dataclasses.replace(card("m"), change="c1", destination=Destination("group", "S1"))
    async with house.at_work():
        house.store(named, group)
        await until(lambda: house.done(["own", "m"]) and len(house.slack.taken) == 2)
        await until(lambda: house.done(["m>U7"]))

    assert sorted(one["channel"] for one in house.slack.taken) == ["D7", "D8"]
    assert (house.get("m").status, house.get("m>U7").wanted.payload["group"]) == ("sent", "S1")


async def test_each_reminder_of_a_group_reaches_its_members(house: House) -> None:
    house.slack.moods = Moods(groups={"S1": ["U7"]})
    first, second = (
        dataclasses.replace(
            card(f"r{number}", number=number), kind="reminder", change="c1", destination=Destination("group", "S1")
        )
        for number in (1, 2)
    )
    async with house.at_work():
        for one in (first, second):
            house.store(one)
            await until(lambda: house.done([one.id]))  # noqa: B023 (awaited before the next round)
            await until(lambda: house.done([f"{one.id}>U7"]))  # noqa: B023 (awaited before the next round)

    assert [one["channel"] for one in house.slack.taken] == ["D7", "D7"]


async def test_while_slack_is_down_hardly_anything_is_tried_and_it_is_told_once(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.slack.moods = Moods(broken=1.0)
    wanted = [card(f"m{number}", f"C{number}") for number in range(40)]
    async with house.at_work():
        house.store(*wanted)
        await until(lambda: house.slack.posts >= 6)
        await asyncio.sleep(1.5)
        tried = house.slack.posts + house.slack.looks
        house.slack.moods = Moods()
        await until(lambda: house.done([one.id for one in wanted]))

    assert tried < 250
    assert sorted(one["text"] for one in house.slack.taken) == sorted(one.id for one in wanted)


async def test_retry_after_holds_the_channel_for_every_process(house: House) -> None:
    house.slack.moods = Moods(limited=1.0, again=A_WHILE)
    house.store(card("m"))
    async with house.at_work():
        await until(lambda: house.get("m").spoken == "retrying")
        house.slack.moods = Moods()
        house.store(card("next"))
        assert house.queue("other").turn((), 5).jobs == ()
        house.pass_time(A_WHILE + 1)
        await until(lambda: house.done(["m", "next"]))

    assert [one["text"] for one in house.slack.taken] == ["m", "next"]


def test_slots_keep_the_rate_of_the_workspace_and_the_gap_of_a_channel(database: Database, slack: Slack) -> None:
    quiet = Rate(0.001, 1)
    house = House(database, slack, pace=Pace(posts=Rate(0.001, 3), edits=quiet, looks=quiet, gap=600.0))
    house.store(*(card(f"m{number}", f"C{number % 4}") for number in range(8)))

    taken = [job.delivery.wanted.id for _ in range(3) for job in house.queue("any").turn((), 10).jobs]

    assert taken == ["m0", "m1", "m2"]


def test_a_second_process_on_the_same_file_is_refused_in_one_sentence(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("only a file has one process")
    with (
        alone(database),
        pytest.raises(AnotherDelivers, match="another process already delivers from"),
        alone(database),
    ):
        pass
