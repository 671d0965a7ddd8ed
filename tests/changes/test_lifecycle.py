"""A change moves only forward, says what a revision made different, and knows which answers outlive it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from changes.lifecycle import (
    WrongState,
    announce,
    carries_over,
    fingerprint,
    finish,
    revise,
    said,
    take_effect,
    withdraw,
    worse,
)
from changes.model import Ack, Change, Destination, Difference, Draft, When

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MONDAY = When(datetime(2026, 3, 9, 8, tzinfo=UTC))
DRAFT = Draft("Rename amount to total", "schema", ("warehouse.orders.amount",), breaking=True, when=MONDAY)
CHANGE = Change("c1", DRAFT, "draft", "U1", NOW)
TEAM = Destination("channel", "C1")


def later(days: int) -> When:
    return replace(MONDAY, start=MONDAY.start + timedelta(days=days))


def an_ack(until: date | None = None) -> Ack:
    return Ack("c1", TEAM, "adapting" if until else "no impact", "U2", NOW, 1, until)


def test_a_change_goes_from_draft_to_done() -> None:
    announced = announce(CHANGE, NOW)
    revised = revise(announced, replace(DRAFT, when=later(7)))
    done = finish(take_effect(revised), NOW)

    assert [announced.state, revised.state, done.state] == ["announced", "revised", "done"]
    assert [announced.revision, revised.revision] == [1, 2]


def test_what_is_over_cannot_be_moved_again() -> None:
    gone = withdraw(announce(CHANGE, NOW), NOW, "not needed")

    with pytest.raises(WrongState, match="withdrawn"):
        revise(gone, replace(DRAFT, title="again"))
    with pytest.raises(WrongState, match="withdrawn"):
        take_effect(gone)


def test_what_took_effect_cannot_be_withdrawn() -> None:
    with pytest.raises(WrongState, match="in effect"):
        withdraw(take_effect(announce(CHANGE, NOW)), NOW)


def test_saying_the_same_again_is_no_revision() -> None:
    announced = announce(CHANGE, NOW)

    assert revise(announced, DRAFT) == announced


def test_the_fingerprint_stays_while_only_words_and_date_move() -> None:
    assert fingerprint(DRAFT) == fingerprint(replace(DRAFT, title="Amount gets a new name", when=later(3)))
    assert fingerprint(DRAFT) != fingerprint(replace(DRAFT, assets=("warehouse.orders.total",)))
    assert fingerprint(DRAFT) != fingerprint(replace(DRAFT, breaking=False))


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        (replace(DRAFT, when=later(-2)), "earlier"),
        (replace(DRAFT, severity="critical"), "severity rises"),
        (replace(DRAFT, assets=("warehouse.orders.amount", "warehouse.refunds")), "touches more"),
        (replace(DRAFT, when=replace(MONDAY, end=MONDAY.start + timedelta(hours=2))), "lasts longer"),
    ],
)
def test_it_gets_worse_in_words(after: Draft, reason: str) -> None:
    assert any(reason in one for one in worse(DRAFT, after))


@pytest.mark.parametrize(
    "after",
    [
        replace(DRAFT, when=later(7)),
        replace(DRAFT, breaking=False),
        replace(DRAFT, severity="low"),
        replace(DRAFT, title="Other words"),
        replace(DRAFT, when=None),
    ],
)
def test_what_gets_easier_is_not_worse(after: Draft) -> None:
    assert worse(DRAFT, after) == ()


def test_a_harmless_change_that_turns_breaking_is_worse() -> None:
    assert worse(replace(DRAFT, breaking=False), DRAFT) == ("it breaks readers now",)


def test_more_breaking_differences_are_worse() -> None:
    one, other = (Difference(rule, "high", rule, "api:pay", breaking=True) for rule in ("removed", "required"))

    assert worse(replace(DRAFT, differences=(one,)), replace(DRAFT, differences=(one, other))) == (
        "1 more breaking difference",
    )


def test_an_answer_outlives_new_words_and_a_later_date_but_not_an_earlier_one() -> None:
    assert carries_over(an_ack(), DRAFT, replace(DRAFT, title="Other words"))
    assert carries_over(an_ack(), DRAFT, replace(DRAFT, when=later(7)))
    assert not carries_over(an_ack(), DRAFT, replace(DRAFT, when=later(-1)))


def test_a_promise_to_adapt_by_a_day_holds_while_the_day_does() -> None:
    promise = an_ack(date(2026, 3, 8))

    assert carries_over(promise, DRAFT, replace(DRAFT, when=later(1)))
    assert not carries_over(promise, DRAFT, replace(DRAFT, when=later(-3)))


def test_the_day_of_a_change_is_that_of_its_own_zone_however_it_was_written() -> None:
    auckland = When(datetime.fromisoformat("2026-03-08T22:30:00-05:00"), zone="Pacific/Auckland")
    promise, before = an_ack(date(2026, 3, 9)), replace(DRAFT, when=auckland)
    moved = replace(auckland, start=auckland.start + timedelta(hours=1))
    after = replace(before, when=moved, assets=("warehouse.orders.amount.net",))

    assert auckland.day == date(2026, 3, 9)
    assert carries_over(promise, before, after)


def test_the_same_moment_written_otherwise_is_no_other_date() -> None:
    elsewhere = When(MONDAY.start.astimezone(ZoneInfo("Asia/Tokyo")), zone="Asia/Tokyo", written="Monday evening")
    after = replace(DRAFT, when=elsewhere)

    assert said(DRAFT, after) == ()
    assert carries_over(an_ack(), DRAFT, after)


def test_a_date_at_midnight_is_told_as_the_day_it_is_there() -> None:
    midnight = When(datetime(2026, 12, 31, tzinfo=ZoneInfo("Europe/Berlin")), zone="Europe/Berlin")
    before, after = (
        replace(DRAFT, when=midnight),
        replace(DRAFT, when=replace(midnight, start=midnight.start - timedelta(31))),
    )

    assert said(before, after) == ("the date moved from Thursday 31 December 2026 to Monday 30 November 2026",)


def test_what_the_card_shows_below_is_not_told_twice_and_nobody_is_told_as_an_id() -> None:
    after = replace(DRAFT, what="Another column.", to_do="Read it.", contact="<@U2>", link="https://example.com/2")

    assert said(DRAFT, after) == (
        "the description was rewritten",
        "what to do was rewritten",
        "somebody else answers questions",
        "the link leads elsewhere",
    )


def test_a_revision_is_told_in_plain_words() -> None:
    after = replace(DRAFT, when=later(7), assets=("warehouse.orders.total",), breaking=None)

    assert said(DRAFT, after) == (
        "the date moved from Monday 9 March 2026, 08:00 UTC to Monday 16 March 2026, 08:00 UTC",
        "whether it breaks anything is not known any more",
        "it also touches warehouse.orders.total",
        "it no longer touches warehouse.orders.amount",
    )
