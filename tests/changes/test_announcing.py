"""From the announcement to the last reminder: stored together, told once, taken back everywhere."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from changes.announcing import Announcing, NobodyListens
from changes.checking import BadDraft, LongPast
from changes.deliveries import Delivery
from changes.matrix import rows
from changes.model import Ack, Destination, Draft, Incident, Owner, Rhythm, Subscription, When
from changes.owners import Incidents, Owners
from changes.reminders import Hours
from changes.store import deliveries
from changes.subscriptions import Subscriptions
from store.database import Database
from store.workspace import Workspace

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)  # a Monday
SALES, OPS, TEAM = Destination("channel", "C-SALES"), Destination("channel", "C-OPS"), Destination("group", "S-1")
DRAFT = Draft(
    "Rename amount", "schema", ("shop.orders.amount",), breaking=True, when=When(NOW + timedelta(days=10)), key="ci"
)
ALWAYS = Hours(start=time(0), end=time(23, 59, 59), days=tuple(range(7)))


@pytest.fixture
def announcing(database: Database) -> Announcing:
    workspace = Workspace(database, "T1")
    held = Subscriptions(workspace)
    with database.begin() as connection:
        held.add(connection, Subscription("", SALES, "shop.orders.*", since=NOW))
        held.add(connection, Subscription("", OPS, "breaking", Rhythm("daily"), since=NOW))
    return Announcing(workspace)


def ids(sent: tuple[Delivery, ...] | list[Delivery]) -> list[str]:
    return [one.wanted.id.replace(one.wanted.change, "c") for one in sent]


def mark_sent(announcing: Announcing, at: datetime) -> None:
    with announcing.workspace.database.begin() as connection:
        connection.execute(sa.update(deliveries).values(status="sent", finished_at=at.timestamp()))


def test_an_announcement_stores_change_notices_and_cards_together(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)

    assert told.change.state == "announced"
    assert told.audience.spoken() == "2 channels"
    assert ids(told.deliveries) == ["card:c:1:channel:C-SALES"]


def test_if_the_engine_refuses_the_work_nothing_is_stored(announcing: Announcing) -> None:
    def broken(connection: sa.Connection, new: object) -> None:
        raise RuntimeError("no engine")

    with pytest.raises(RuntimeError):
        replace(announcing, start=broken).announce(DRAFT, "U1", NOW)

    assert announcing.ledger.among(("draft", "announced")) == []


def test_a_change_that_reaches_nobody_is_asked_about_and_not_recorded(announcing: Announcing) -> None:
    lonely = replace(DRAFT, assets=("lab.data",), breaking=False)

    with pytest.raises(NobodyListens, match=r"lab\.data"):
        announcing.announce(lonely, "U1", NOW)

    assert announcing.ledger.among(("draft", "announced")) == []
    assert announcing.announce(lonely, "U1", NOW, to_nobody=True).deliveries == ()


def test_a_preview_tells_audience_incidents_and_what_was_meant_and_stores_nothing(announcing: Announcing) -> None:
    announcing.announce(DRAFT, "U1", NOW)
    with announcing.workspace.database.begin() as connection:
        Incidents(announcing.workspace).add(connection, Incident("", "shop.orders", "Empty dashboards", NOW))

    preview = announcing.preview(replace(DRAFT, assets=("shop.order.amount",)), "U1", NOW)
    known = announcing.preview(DRAFT, "U1", NOW)

    assert preview.unknown == {"shop.order.amount": ["shop.orders.amount"]}
    assert [one.title for one in known.incidents] == ["Empty dashboards"]
    assert len(announcing.ledger.among(("draft", "announced"))) == 1


def test_a_machine_may_say_the_same_twice(announcing: Announcing) -> None:
    first = announcing.submit(DRAFT, "ci", NOW)
    again = announcing.submit(DRAFT, "ci", NOW)
    moved = announcing.submit(replace(DRAFT, when=When(NOW + timedelta(days=20))), "ci", NOW)

    assert first.change.id == again.change.id == moved.change.id
    assert again.deliveries == ()
    assert ids(moved.deliveries) == ["revision:c:2:channel:C-SALES"]


def test_a_day_long_past_or_far_ahead_is_likely_a_slip_and_nothing_is_recorded(announcing: Announcing) -> None:
    past, ahead = (replace(DRAFT, when=When(NOW + timedelta(days=days))) for days in (-40, 6 * 366))

    with pytest.raises(LongPast, match="21 January 2026 is more than a month ago"):
        announcing.submit(past, "ci", NOW)
    with pytest.raises(BadDraft, match="more than five years ahead"):
        announcing.submit(ahead, "ci", NOW, past=True)

    assert announcing.ledger.among() == []
    assert announcing.submit(past, "ci", NOW, past=True).change.state == "announced"


def test_what_took_effect_lately_is_announced_at_once(announcing: Announcing) -> None:
    assert announcing.submit(replace(DRAFT, when=When(NOW - timedelta(days=30))), "ci", NOW).change.live


def test_a_day_that_stood_there_before_is_not_asked_about_again(announcing: Announcing) -> None:
    first = announcing.submit(DRAFT, "ci", NOW)

    later = announcing.submit(replace(DRAFT, title="Rename the amount"), "ci", NOW + timedelta(days=60))

    assert (later.change.id, later.change.title) == (first.change.id, "Rename the amount")


def test_a_key_is_free_again_when_its_change_is_over(announcing: Announcing) -> None:
    first = announcing.submit(DRAFT, "ci", NOW)
    announcing.withdraw(first.change.id, NOW)

    second = announcing.submit(DRAFT, "ci", NOW)
    again = announcing.submit(DRAFT, "ci", NOW)
    announcing.withdraw(second.change.id, NOW)
    third = announcing.submit(DRAFT, "ci", NOW)

    assert (again.change.id, again.deliveries) == (second.change.id, ())
    assert len({first.change.id, second.change.id, third.change.id}) == 3


def test_a_revision_reaches_who_was_told_and_who_is_newly_concerned(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)
    with announcing.workspace.database.begin() as connection:
        Owners(announcing.workspace).put(connection, Owner("shop.refunds", TEAM))

    revised = announcing.revise(told.change.id, replace(DRAFT, assets=(*DRAFT.assets, "shop.refunds")), "U1", NOW)

    assert ids(revised.deliveries) == ["revision:c:2:channel:C-SALES", "card:c:2:group:S-1"]


def test_a_revision_asks_anew_whose_answer_ended_and_nobody_who_was_only_told(announcing: Announcing) -> None:
    with announcing.workspace.database.begin() as connection:
        Owners(announcing.workspace).put(connection, Owner("shop.orders", TEAM))
    told = announcing.announce(DRAFT, "U1", NOW)
    with announcing.workspace.database.begin() as connection:
        announcing.ledger.acks.give(connection, Ack(told.change.id, SALES, "no impact", "U2", NOW, 1))
        announcing.ledger.acks.give(connection, Ack(told.change.id, TEAM, "question", "U3", NOW, 1))

    revised = announcing.revise(told.change.id, replace(DRAFT, severity="critical"), "U1", NOW)

    asked = [one.wanted for one in revised.deliveries if one.wanted.kind == "anew"]
    assert [(one.destination, one.payload["by"]) for one in asked] == [(SALES, "U2")]
    assert asked[0].payload["because"] == ["its severity rises to critical"]


def test_a_withdrawal_is_told_to_those_who_had_the_card(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)
    mark_sent(announcing, NOW)

    assert ids(announcing.withdraw(told.change.id, NOW).deliveries) == ["withdrawal:c:1:channel:C-SALES"]


def test_a_card_that_was_not_sent_yet_is_spared_with_its_withdrawal(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)
    taken_back = announcing.withdraw(told.change.id, NOW, "not needed")

    with announcing.workspace.database.read() as connection:
        found = announcing.deliveries.of_change(connection, told.change.id)
    cards = [one for one in found if one.wanted.kind != "summary"]
    assert taken_back.deliveries == ()
    assert [(one.status, one.error) for one in cards] == [("skipped", "withdrawn")]


def test_an_owner_is_told_but_not_asked(announcing: Announcing) -> None:
    with announcing.workspace.database.begin() as connection:
        Owners(announcing.workspace).put(connection, Owner("shop.orders", TEAM))
    told = announcing.announce(DRAFT, "U1", NOW)

    assert TEAM in [one.destination for one in told.audience.notices]
    assert TEAM not in announcing.matrix(told.change.id).silent


def test_silent_teams_are_reminded_once_per_occasion_until_they_answer(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)
    mark_sent(announcing, NOW)
    a_week_before = NOW + timedelta(days=3, hours=1)

    first = announcing.remind(a_week_before, lambda team: ALWAYS)
    again = announcing.remind(a_week_before + timedelta(minutes=1), lambda team: ALWAYS)
    with announcing.ledger.begin() as connection:
        ack = Ack(told.change.id, SALES, "no impact", "U2", NOW, 1)
        announcing.ledger.acks.give(connection, ack)

    assert [reminder.team for reminder, _ in first] == [SALES]
    assert again == []
    assert announcing.remind(NOW + timedelta(days=9, hours=1), lambda team: ALWAYS) == []


def test_a_digest_is_sent_once_at_its_hour(announcing: Announcing) -> None:
    announcing.announce(DRAFT, "U1", NOW)
    too_early, in_time = NOW.replace(day=3, hour=8), NOW.replace(day=3, hour=9, minute=2)

    assert announcing.digest(too_early) == []
    assert [one.wanted.destination for one in announcing.digest(in_time)] == [OPS]
    announcing.announce(replace(DRAFT, title="Another", key=""), "U1", in_time + timedelta(minutes=30))
    assert announcing.digest(in_time + timedelta(hours=1)) == []
    assert len(announcing.digest(in_time + timedelta(days=3))) == 1


def test_what_was_withdrawn_before_its_digest_waits_for_none(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)
    announcing.withdraw(told.change.id, NOW)

    assert announcing.digest(NOW + timedelta(days=2)) == []

    with announcing.ledger.begin() as connection:
        assert announcing.notices.undigested(connection) == []


def test_reminders_go_on_however_many_changes_are_in_effect(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)
    mark_sent(announcing, NOW)
    with announcing.ledger.begin() as connection:
        for number in range(201):
            past = Draft(f"Old {number}", "schema", (), when=When(NOW - timedelta(days=1)))
            old = announcing.ledger.announce(connection, announcing.ledger.record(connection, past, "U1", NOW).id, NOW)
            announcing.ledger.take_effect(connection, old.id)

    reminded = announcing.remind(NOW + timedelta(days=3, hours=1), lambda team: ALWAYS)

    assert [reminder.change for reminder, _ in reminded] == [told.change.id]


def test_who_is_told_in_a_digest_is_not_silent_for_nobody_asked_them(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)

    table = announcing.matrix(told.change.id)

    assert (table.silent, table.informed) == ((SALES,), (OPS,))
    assert table.spoken() == "0 of 1 team answered; 1 more told in a digest"
    assert [(row["team"], row["answer"]) for row in rows(table)] == [(str(SALES), "silent"), (str(OPS), "in a digest")]


def test_where_all_are_told_in_a_digest_nobody_was_asked(announcing: Announcing) -> None:
    told = announcing.announce(replace(DRAFT, assets=("lab.rows",)), "U1", NOW)

    table = announcing.matrix(told.change.id)

    assert (table.spoken(), table.ready) == ("nobody was asked; 1 told in a digest", True)


def test_who_has_a_card_is_asked_also_when_they_want_digests_by_now(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)
    with announcing.workspace.database.begin() as connection:
        (one,) = Subscriptions(announcing.workspace).of(connection, SALES)
        Subscriptions(announcing.workspace).change(connection, one.id, one.wish, Rhythm("daily"))
    for title in ("Rename the amount", "Rename the amounts"):
        told = announcing.revise(told.change.id, replace(DRAFT, title=title), "U1", NOW)

    assert announcing.matrix(told.change.id).silent == (SALES,)
    assert ids(told.deliveries) == ["revision:c:3:channel:C-SALES"]


def test_who_wants_to_hear_at_once_by_now_gets_a_card_with_the_revision_and_no_digest(announcing: Announcing) -> None:
    told = announcing.announce(DRAFT, "U1", NOW)
    with announcing.workspace.database.begin() as connection:
        (one,) = Subscriptions(announcing.workspace).of(connection, OPS)
        Subscriptions(announcing.workspace).change(connection, one.id, one.wish, Rhythm())

    told = announcing.revise(told.change.id, replace(DRAFT, title="Rename the amount"), "U1", NOW)

    assert ids(told.deliveries) == ["revision:c:2:channel:C-SALES", "card:c:2:channel:C-OPS"]
    assert announcing.digest(NOW + timedelta(days=1)) == []
    assert announcing.matrix(told.change.id).silent == (OPS, SALES)
