"""Answers, drafts and the announcer's summary, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from changes.announcing import Announcing
from changes.answering import Answering, DayHasPassed, NoAnswerNeeded
from changes.deliveries import Deliveries
from changes.drafts import Drafts, NotYours, Plan
from changes.ledger import Ledger
from changes.lifecycle import WrongState
from changes.model import Ack, Destination, Draft, Meaning, When
from changes.store import deliveries
from changes.summaries import Summaries
from store.database import Database
from store.workspace import Workspace

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TEAM = Destination("channel", "C1")
DRAFT = Draft(
    "Amounts become decimals", "schema", ("warehouse.orders",), breaking=True, when=When(NOW + timedelta(days=9))
)


@pytest.fixture
def here(database: Database) -> Workspace:
    return Workspace(database, "T1")


def announced(here: Workspace) -> str:
    return Announcing(here).announce(DRAFT, "U1", NOW, named=[TEAM]).change.id


def answer(id_: str, until: date | None = None, meaning: Meaning = "no impact") -> Ack:
    return Ack(id_, TEAM, meaning, "U2", NOW, 1, until)


def summaries(here: Workspace, id_: str) -> list[str]:
    with here.database.read() as connection:
        return [one.wanted.id for one in Deliveries(here).of_change(connection, id_) if one.wanted.kind == "summary"]


def test_each_answer_and_each_undo_is_told_to_the_announcer_once(here: Workspace) -> None:
    id_ = announced(here)
    answering = Answering(here)

    answering.give(answer(id_))
    answering.undo(id_, TEAM, NOW)
    answering.give(answer(id_))
    with here.database.begin() as connection:
        again = Summaries(here).wanted(connection, Ledger(here).get(id_), NOW)

    assert again == []
    assert len(summaries(here, id_)) == 3


def test_what_is_taken_back_is_seen_in_the_announcers_summary(here: Workspace) -> None:
    id_ = announced(here)

    Announcing(here).withdraw(id_, NOW, "not needed")

    assert len(summaries(here, id_)) == 1


def test_after_an_undo_the_answer_before_counts_again(here: Workspace) -> None:
    id_ = announced(here)
    answering = Answering(here)
    answering.give(answer(id_))
    answering.give(answer(id_, meaning="blocked"))

    again = answering.undo(id_, TEAM, NOW)

    assert again is not None
    assert again.meaning == "no impact"


def test_nobody_adapts_by_a_day_that_has_passed(here: Workspace) -> None:
    with pytest.raises(DayHasPassed):
        Answering(here).give(answer(announced(here), date(2026, 2, 28), "adapting"))


def test_a_team_behind_the_announcers_clock_adapts_today(here: Workspace) -> None:
    tokyo = When(datetime.fromisoformat("2026-03-11T09:00:00+09:00"), zone="Asia/Tokyo")
    morning = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)  # in Tokyo it is the third already
    id_ = Announcing(here).announce(replace(DRAFT, when=tokyo), "U1", NOW, named=[TEAM]).change.id

    Answering(here).give(replace(answer(id_, date(2026, 3, 2), "adapting"), at=morning))

    assert Announcing(here).matrix(id_).lines[0].answer == "adapting"


def test_nobody_is_late_on_the_day_itself_in_the_zone_of_the_change(here: Workspace) -> None:
    """CI writes moments as its own machine's clock shows them."""
    evening = When(datetime.fromisoformat("2026-03-10T20:00:00-05:00"), zone="Europe/Berlin")
    id_ = Announcing(here).announce(replace(DRAFT, when=evening), "U1", NOW, named=[TEAM]).change.id

    Answering(here).give(answer(id_, date(2026, 3, 11), "adapting"))

    assert not Announcing(here).matrix(id_).lines[0].late


def test_what_is_withdrawn_needs_no_answer(here: Workspace) -> None:
    id_ = announced(here)
    Announcing(here).withdraw(id_, NOW, "not needed")

    with pytest.raises(NoAnswerNeeded):
        Answering(here).give(answer(id_))


def test_when_its_date_comes_a_change_is_in_effect_once_and_its_cards_say_so(here: Workspace) -> None:
    id_, answering = announced(here), Answering(here)
    assert DRAFT.when is not None
    date = DRAFT.when.start

    assert answering.tick(date - timedelta(days=1)) == []
    assert [one.id for one in answering.tick(date + timedelta(days=1))] == [id_]
    assert answering.tick(date + timedelta(days=1)) == []

    with here.database.read() as connection:
        found = Deliveries(here).of_change(connection, id_)
    assert [one.wanted.destination for one in found if one.wanted.kind == "revision"] == [TEAM]


def test_of_what_nobody_was_told_its_announcer_hears_nothing_when_its_date_comes(here: Workspace) -> None:
    silent = Announcing(here).announce(DRAFT, "U1", NOW, to_nobody=True).change.id

    assert [one.id for one in Answering(here).tick(NOW + timedelta(days=10))] == [silent]
    assert summaries(here, silent) == []


def test_of_two_who_answer_for_their_team_at_once_one_counts(here: Workspace) -> None:
    id_, answering = announced(here), Answering(here)

    with ThreadPoolExecutor(8) as several:
        list(several.map(lambda n: answering.give(answer(id_)), range(8)))

    with here.database.read() as connection:
        assert len(answering.ledger.acks.current(connection, id_)) == 1


def test_a_change_that_is_done_says_so_on_every_card(here: Workspace) -> None:
    id_ = announced(here)

    change = Answering(here).finish(id_, NOW)

    with here.database.read() as connection:
        kinds = [one.wanted.kind for one in Deliveries(here).of_change(connection, id_)]
    assert (change.state, kinds) == ("done", ["card", "revision", "summary"])


def test_a_draft_is_kept_written_anew_and_announced_once(here: Workspace) -> None:
    drafts = Drafts(here)
    kept = drafts.keep(DRAFT, "U1", NOW, Plan((TEAM,), "C9", "1.5"))
    drafts.keep(Draft("Better words", "schema"), "U1", NOW, Plan((TEAM,), "C9", "1.5"), kept.id)

    told = Announcing(here).release(kept.id, NOW, named=drafts.plan(kept.id, "U1").named)

    assert (told.change.title, len(told.deliveries)) == ("Better words", 1)
    assert drafts.said_at("C9", "1.5") == told.change
    with pytest.raises(WrongState):
        Announcing(here).release(kept.id, NOW)


def test_a_draft_belongs_to_its_author(here: Workspace) -> None:
    drafts = Drafts(here)
    kept = drafts.keep(DRAFT, "U1", NOW, Plan())

    with pytest.raises(NotYours):
        drafts.drop(kept.id, "U2")
    drafts.drop(kept.id, "U1")
    assert drafts.of("U1") == []


def test_what_is_sent_once_more_is_tried_as_patiently_as_the_first_time(here: Workspace) -> None:
    id_ = announced(here)
    failed = {"status": "failed", "attempts": 90, "retrying_since": 1.0, "again_at": 2.0, "finished_at": 3.0}
    with here.database.begin() as connection:
        connection.execute(here.update(deliveries).where(deliveries.c.change == id_).values(**failed))

    (again,) = Answering(here).resend(id_, NOW)

    with here.database.read() as connection:
        row = connection.execute(here.select(deliveries).where(deliveries.c.seq == again.seq)).one()
    assert (again.status, again.attempts, again.retrying_since, row.again_at) == ("queued", 0, None, None)
