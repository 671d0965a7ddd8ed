"""What is said about a change, as the ledger stands when it is sent; and who hears when a place is gone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.fallback import Fallback
from bot.delivery.jobs import Job
from bot.delivery.minute import Minute
from bot.delivery.outcome import Dropped
from bot.delivery.post import Edit, Post
from bot.delivery.telling import Telling
from changes.announcing import Announcing, Told
from changes.deliveries import Delivery
from changes.model import Ack, Destination, Draft, Severity, When
from changes.store import changes, deliveries
from store.database import Database
from store.workspace import Workspace

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TEAM = Destination("channel", "C1")
DRAFT = Draft(
    "Amounts <!channel> become decimals",
    "schema",
    ("warehouse.orders",),
    breaking=True,
    when=When(NOW + timedelta(days=9)),
)


@pytest.fixture
def announcing(database: Database) -> Announcing:
    return Announcing(Workspace(database, "T1"))


def announced(announcing: Announcing) -> Told:
    return announcing.announce(DRAFT, "UANNA", NOW, named=[TEAM])


def said(announcing: Announcing, one: Delivery) -> Post | Edit | Dropped:
    return Telling(announcing.workspace.database)(Job("T1", one))


def stands(announcing: Announcing, one: Delivery) -> None:
    """As if it had been sent."""
    with announcing.workspace.database.begin() as connection:
        wish = announcing.workspace.update(deliveries).where(deliveries.c.id == one.wanted.id)
        connection.execute(wish.values(status="sent", channel="C1", ts="1.5", finished_at=NOW.timestamp()))


def answered(announcing: Announcing, id_: str) -> None:
    with announcing.workspace.database.begin() as connection:
        announcing.ledger.acks.give(connection, Ack(id_, TEAM, "no impact", "UBEN", NOW, 1))


def asked_anew(announcing: Announcing, id_: str, severity: Severity) -> Delivery:
    """The team had answered; now it is graver."""
    answered(announcing, id_)
    revised = announcing.revise(id_, replace(DRAFT, severity=severity), "UANNA", NOW)
    return next(one for one in revised.deliveries if one.wanted.kind == "anew")


def test_a_card_says_what_changes_and_wakes_nobody(announcing: Announcing) -> None:
    (one,) = announced(announcing).deliveries

    post = said(announcing, one)

    assert isinstance(post, Post)
    formatted = post.text + str([block for block in post.blocks if block["type"] != "header"])  # a header is plain
    assert (post.channel, "<!channel>" in formatted) == ("C1", False)
    assert "schema, breaking, from 11 March 2026, 10:00 UTC" in post.text


def test_a_revision_edits_the_card_where_it_stands(announcing: Announcing) -> None:
    told = announced(announcing)
    stands(announcing, told.deliveries[0])
    later = Draft("Amounts become decimals", "schema", DRAFT.assets, breaking=True, when=DRAFT.when)

    (one,) = announcing.revise(told.change.id, later, "UANNA", NOW).deliveries

    edit = said(announcing, one)
    assert isinstance(edit, Edit)
    assert (edit.channel, edit.ts, edit.text.startswith("Revised: Amounts become decimals")) == ("C1", "1.5", True)


def test_a_withdrawal_takes_the_card_back_where_it_stands(announcing: Announcing) -> None:
    told = announced(announcing)
    stands(announcing, told.deliveries[0])

    (one,) = announcing.withdraw(told.change.id, NOW, "we found another way").deliveries

    edit = said(announcing, one)
    assert isinstance(edit, Edit)
    assert edit.text.startswith("Withdrawn:")
    assert edit.text.endswith("we found another way")


def test_a_card_that_waits_while_its_change_is_withdrawn_says_nothing(announcing: Announcing) -> None:
    told = announced(announcing)
    announcing.withdraw(told.change.id, NOW)

    assert said(announcing, told.deliveries[0]) == Dropped("withdrawn")


def test_a_reminder_is_dropped_when_the_date_has_moved(announcing: Announcing) -> None:
    told = announced(announcing)
    stands(announcing, told.deliveries[0])
    ((_, one),) = announcing.remind(NOW + timedelta(days=2))
    assert isinstance(said(announcing, one), Post)

    moved = Draft(DRAFT.title, "schema", DRAFT.assets, breaking=True, when=When(NOW + timedelta(days=60)))
    announcing.revise(told.change.id, moved, "UANNA", NOW + timedelta(days=2))

    assert said(announcing, one) == Dropped("revised")


def test_who_answered_again_before_they_were_asked_is_not_asked(announcing: Announcing) -> None:
    told = announced(announcing)
    stands(announcing, told.deliveries[0])
    first = asked_anew(announcing, told.change.id, "high")
    assert isinstance(post := said(announcing, first), Post)
    assert (post.channel, post.thread) == ("C1", "1.5")

    answered(announcing, told.change.id)

    assert said(announcing, first) == Dropped("answered")


def test_who_is_asked_anew_twice_before_it_is_said_reads_it_once(announcing: Announcing) -> None:
    told = announced(announcing)
    stands(announcing, told.deliveries[0])

    first = asked_anew(announcing, told.change.id, "high")
    second = asked_anew(announcing, told.change.id, "critical")

    assert said(announcing, first) == Dropped("a later revision asks it")
    assert isinstance(said(announcing, second), Post)


def test_a_team_is_reminded_without_whoever_announced_it(announcing: Announcing) -> None:
    (card,) = announced(announcing).deliveries
    theirs = replace(card.wanted, kind="reminder", payload={"group": "S1", "number": 1})
    reminder = replace(card, wanted=replace(theirs, destination=Destination("person", "UANNA")))
    other = replace(card, wanted=replace(theirs, destination=Destination("person", "UBEN")))

    assert isinstance(said(announcing, reminder), Dropped)
    assert isinstance(said(announcing, other), Post)


def test_when_a_channel_is_gone_the_announcer_is_told_once(announcing: Announcing) -> None:
    told = announced(announcing)
    failed = replace(told.deliveries[0], status="failed", error="is_archived")
    fallback = Fallback(announcing.workspace.database)

    with announcing.workspace.database.begin() as connection:
        (one,) = fallback(connection, "T1", failed)
        again = fallback(connection, "T1", failed)

    assert (one.wanted.destination, again) == (Destination("person", "UANNA"), [])
    post = said(announcing, one)
    assert isinstance(post, Post)
    assert "I could not tell <#C1>" in post.text


def test_a_refusal_that_is_our_own_fault_bothers_nobody(announcing: Announcing) -> None:
    failed = replace(announced(announcing).deliveries[0], status="failed", error="invalid_blocks")

    with announcing.workspace.database.begin() as connection:
        assert Fallback(announcing.workspace.database)(connection, "T1", failed) == []


def test_the_minute_puts_in_effect_what_is_due_and_does_so_once_on_its_cards_as_well(announcing: Announcing) -> None:
    past = Draft("Old", "schema", ("warehouse.orders",), when=When(datetime.now(UTC) - timedelta(hours=1)))
    told = announcing.announce(past, "UANNA", NOW, named=[TEAM])
    stands(announcing, told.deliveries[0])
    minute = Minute(announcing.workspace.database)

    for _ in range(2):
        minute()

    assert announcing.ledger.get(told.change.id).state == "in effect"
    with announcing.workspace.database.read() as connection:
        sent = announcing.deliveries.of_change(connection, told.change.id)
    (edit,) = [said(announcing, one) for one in sent if one.wanted.kind == "revision"]
    assert isinstance(edit, Edit)
    assert "It is in effect" in str(edit.blocks)


def test_a_workspace_that_fails_keeps_no_other_from_its_minute(announcing: Announcing) -> None:
    past = Draft("Old", "schema", ("warehouse.orders",), when=When(datetime.now(UTC) - timedelta(hours=1)))
    told = announcing.announce(past, "UANNA", NOW, to_nobody=True)
    broken = replace(announcing, workspace=Workspace(announcing.workspace.database, "A-FIRST"))
    spoilt = broken.announce(past, "UANNA", NOW, to_nobody=True).change.id
    with broken.workspace.database.begin() as connection:
        connection.execute(broken.workspace.update(changes).where(changes.c.id == spoilt).values(content="{"))

    with pytest.raises(ValueError, match="Expecting"):
        Minute(announcing.workspace.database)()

    assert announcing.ledger.get(told.change.id).state == "in effect"
