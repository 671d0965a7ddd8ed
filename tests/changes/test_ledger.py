"""Nothing announced is lost or overwritten, on SQLite and on Postgres."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from changes.checking import BadDraft
from changes.deliveries import Deliveries, Wanted, proof, tally
from changes.ledger import Ledger, UnknownChange
from changes.matrix import matrix
from changes.model import Ack, Destination, Draft, Incident, Meaning, Notice, Owner, Reason, Rhythm, Subscription, When
from changes.notices import Notices
from changes.owners import Incidents, Owners
from changes.roles import Grant, Roles
from changes.subscriptions import Subscriptions, UnknownSubscription
from store.database import Database
from store.workspace import Workspace

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SALES, OPS = Destination("channel", "C-SALES"), Destination("channel", "C-OPS")
DRAFT = Draft(
    "Rename amount",
    "schema",
    ("warehouse.orders.amount",),
    breaking=True,
    when=When(NOW + timedelta(days=7), zone="Europe/Berlin", written="next Monday"),
    key="ci/orders",
)


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, "T1")


@pytest.fixture
def ledger(workspace: Workspace) -> Ledger:
    return Ledger(workspace)


@pytest.fixture
def announced(ledger: Ledger) -> str:
    with ledger.begin() as connection:
        change = ledger.record(connection, DRAFT, "U1", NOW)
        ledger.announce(connection, change.id, NOW)
    return change.id


def answer(ledger: Ledger, change: str, team: Destination, meaning: Meaning, until: date | None = None) -> None:
    with ledger.begin() as connection:
        ledger.acks.give(connection, Ack(change, team, meaning, "U2", NOW, 1, until))


def test_an_announced_change_is_read_back_as_it_was_written(ledger: Ledger, announced: str) -> None:
    change = ledger.get(announced)

    assert change.content == DRAFT
    assert (change.state, change.revision, change.announced) == ("announced", 1, NOW)


def test_a_revision_keeps_what_was_said_before(ledger: Ledger, announced: str) -> None:
    with ledger.begin() as connection:
        ledger.revise(connection, announced, replace(DRAFT, title="Rename amount to total"), "U3", NOW)

    assert [(one.number, one.content.title, one.by) for one in ledger.revisions(announced)] == [
        (1, "Rename amount", "U1"),
        (2, "Rename amount to total", "U3"),
    ]


def test_answers_hold_through_new_words_and_are_asked_anew_when_it_gets_worse(ledger: Ledger, announced: str) -> None:
    answer(ledger, announced, SALES, "no impact")
    with ledger.begin() as connection:
        milder = ledger.revise(connection, announced, replace(DRAFT, title="Other words"), "U1", NOW)
        worse = ledger.revise(connection, announced, replace(DRAFT, severity="critical"), "U1", NOW)

    with ledger.begin() as connection:
        assert ledger.acks.current(connection, announced) == []
        assert [how for _, how in ledger.acks.history(connection, announced)] == ["asked anew"]
    assert [ack.team for ack in milder.kept] == [ack.team for ack in worse.asked_anew] == [SALES]


def test_an_answer_taken_back_lets_the_one_before_count(ledger: Ledger, announced: str) -> None:
    answer(ledger, announced, SALES, "blocked")
    answer(ledger, announced, SALES, "no impact")
    with ledger.begin() as connection:
        back = ledger.acks.undo(connection, announced, SALES)
        nothing = ledger.acks.undo(connection, announced, SALES)

    assert back is not None
    assert back.meaning == "blocked"
    assert nothing is None


def test_the_matrix_shows_who_is_blocked_late_or_silent(ledger: Ledger, announced: str) -> None:
    answer(ledger, announced, SALES, "adapting", date(2026, 3, 20))
    notices = [Notice(announced, to, ()) for to in (SALES, OPS)]
    with ledger.begin() as connection:
        table = matrix(ledger.get(announced), notices, ledger.acks.current(connection, announced))

    assert table.silent == (OPS,)
    assert [line.team for line in table.blocked] == [SALES]
    assert not table.ready
    assert table.spoken() == "1 of 2 teams answered: 1 adapting"


def test_a_key_finds_its_change_and_stands_for_one(ledger: Ledger, announced: str) -> None:
    with ledger.begin() as connection:
        found = ledger.by_key(connection, "ci/orders")

    assert found is not None
    assert found.id == announced


def test_changes_are_found_by_date_and_by_asset(ledger: Ledger, announced: str) -> None:
    assert [one.id for one in ledger.upcoming(NOW, NOW + timedelta(days=8))] == [announced]
    assert ledger.upcoming(NOW, NOW + timedelta(days=6)) == []
    assert [one.id for one in ledger.history("warehouse.orders")] == [announced]
    assert ledger.history("warehouse.refunds") == []
    assert [one.id for one in ledger.due_to_take_effect(NOW + timedelta(days=8))] == [announced]
    assert ledger.suggestions("warehose.orders.amount") == ["warehouse.orders.amount"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(DRAFT, title=" "), "title"),
        (replace(DRAFT, title="x" * 200), "title"),
        (replace(DRAFT, what="x" * 10_001), "what"),
        (replace(DRAFT, assets=("a..b",)), "assets"),
        (replace(DRAFT, when=When(NOW, NOW - timedelta(hours=1))), "when"),
        (replace(DRAFT, when=When(datetime(2026, 3, 2))), "when"),  # noqa: DTZ001 that is the fault
    ],
)
def test_a_draft_with_a_fault_is_refused_and_not_stored(ledger: Ledger, wrong: Draft, field: str) -> None:
    with pytest.raises(BadDraft) as refused, ledger.begin() as connection:
        ledger.record(connection, wrong, "U1", NOW)

    assert refused.value.field == field
    assert ledger.among(("draft",)) == []


def test_a_change_of_another_workspace_is_unknown(ledger: Ledger, announced: str, database: Database) -> None:
    with pytest.raises(UnknownChange):
        Ledger(Workspace(database, "T2")).get(announced)


def test_the_same_wish_is_one_subscription_and_can_be_narrowed_paused_and_ended(workspace: Workspace) -> None:
    held = Subscriptions(workspace)
    with workspace.database.begin() as connection:
        first = held.add(connection, Subscription("", SALES, "warehouse.*  breaking", since=NOW))
        again = held.add(connection, Subscription("", SALES, "warehouse.* breaking", Rhythm("daily"), since=NOW))
        narrowed = held.without(connection, first.id, "warehouse.orders")
        held.pause(connection, first.id)

    with workspace.database.begin() as connection:
        assert first.id == again.id
        assert narrowed is not None
        assert narrowed.wish == "warehouse.* breaking -warehouse.orders"
        assert [(one.paused, one.rhythm.cadence) for one in held.of(connection, SALES)] == [(True, "daily")]
        held.end(connection, first.id)
        assert held.all(connection) == []
        with pytest.raises(UnknownSubscription):
            held.end(connection, first.id)


def test_excluding_all_that_was_wished_for_ends_the_subscription(workspace: Workspace) -> None:
    held = Subscriptions(workspace)
    with workspace.database.begin() as connection:
        one = held.add(connection, Subscription("", SALES, "warehouse.orders.amount", since=NOW))

        assert held.without(connection, one.id, "warehouse.orders.*") is None
        assert held.all(connection) == []


def test_a_declaring_file_replaces_what_it_declared_before_and_nothing_else(workspace: Workspace) -> None:
    held = Subscriptions(workspace)
    with workspace.database.begin() as connection:
        held.add(connection, Subscription("", OPS, "api:pay", since=NOW))
        held.replace_source(connection, "repo.yaml", [Subscription("", SALES, "a.b"), Subscription("", SALES, "c.d")])
        counts = held.replace_source(connection, "repo.yaml", [Subscription("", SALES, "c.d")])

        assert counts == (0, 1)
        assert sorted(one.wish for one in held.all(connection)) == ["api:pay", "c.d"]


def test_notices_keep_their_reasons_and_are_new_only_once(workspace: Workspace) -> None:
    kept = Notices(workspace)
    notice = Notice("c1", SALES, (Reason("subscription", "you follow `a.b`", "s1"),), Rhythm("daily"))
    with workspace.database.begin() as connection:
        assert kept.keep(connection, [notice], NOW) == [notice]
        assert kept.keep(connection, [notice], NOW) == []
        assert kept.why(connection, "c1", SALES) == notice
        assert kept.undigested(connection) == [(notice, NOW)]
        kept.digested(connection, [notice], NOW)
        assert kept.undigested(connection) == []


def test_a_delivery_wanted_twice_is_one_and_keeps_its_order(workspace: Workspace) -> None:
    outbox = Deliveries(workspace)
    wanted = [Wanted(f"card:c1:1:{number}", "card", SALES, "c1", 1, NOW, {"n": number}) for number in range(900)]
    with workspace.database.begin() as connection:
        new = outbox.enqueue(connection, wanted, NOW)
        again = outbox.enqueue(connection, wanted, NOW)
        skipped = outbox.skip(connection, "c1", ["card"], "withdrawn", NOW)
        found = outbox.of_change(connection, "c1")

    assert [one.wanted.id for one in new] == [one.id for one in wanted]
    assert again == []
    assert len(skipped) == 900
    assert tally(found) == {"skipped": 900}
    assert proof(found)[0]["error"] == "withdrawn"


def test_owners_are_asked_twice_a_year_and_not_twice_in_a_fortnight(workspace: Workspace) -> None:
    known = Owners(workspace)
    half_a_year = timedelta(days=190)
    with workspace.database.begin() as connection:
        known.put(connection, Owner("Warehouse.Orders", SALES, "ann@example.com", consumers=(OPS,), confirmed=NOW))

        assert known.all(connection)[0].pattern == "warehouse.orders"
        assert known.to_confirm(connection, NOW + timedelta(days=100)) == []
        assert len(known.to_confirm(connection, NOW + half_a_year)) == 1
        known.asked(connection, ["warehouse.orders"], NOW + half_a_year)
        assert known.to_confirm(connection, NOW + half_a_year + timedelta(days=1)) == []
        known.confirm(connection, "warehouse.orders", NOW + half_a_year)
        assert known.to_confirm(connection, NOW + half_a_year + timedelta(days=30)) == []
        assert known.drop(connection, "warehouse.orders")


def test_incidents_of_an_asset_are_recalled_newest_first(workspace: Workspace) -> None:
    past = Incidents(workspace)
    with workspace.database.begin() as connection:
        past.add(connection, Incident("", "warehouse.orders.amount", "Dashboards empty", NOW))
        past.add(connection, Incident("", "warehouse.orders", "Late load", NOW + timedelta(days=1)))
        past.add(connection, Incident("", "model:fraud", "Other", NOW))

        assert [one.title for one in past.at(connection, ["warehouse.orders"])] == ["Late load", "Dashboards empty"]


def test_roles_are_given_and_taken(workspace: Workspace) -> None:
    roles, grant = Roles(workspace), Grant(Destination("person", "U1"), "announcer", "warehouse.*")
    with workspace.database.begin() as connection:
        roles.give(connection, grant, "U0", NOW)
        assert roles.all(connection) == [grant]
        roles.take(connection, grant)
        assert roles.all(connection) == []
