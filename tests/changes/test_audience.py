"""Everyone concerned is told once, with every reason; nobody else is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from changes.audience import Interests, audience, impact, why
from changes.model import Change, Destination, Draft, Owner, Rhythm, Subscription

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SALES, OPS, ANN = Destination("channel", "C-SALES"), Destination("channel", "C-OPS"), Destination("person", "U-ANN")
ORDERS_TEAM = Destination("group", "S-ORDERS")
CHANGE = Change("c1", Draft("Rename", "schema", ("warehouse.orders.amount",), breaking=True), "announced", "U1", NOW)


def wishing(to: Destination, wish: str, **more: Any) -> Subscription:
    return replace(Subscription(f"s-{to.id}-{len(wish)}", to, wish), **more)


def test_two_wishes_of_one_channel_make_one_notice_with_two_reasons() -> None:
    interests = Interests((wishing(SALES, "warehouse.orders.*"), wishing(SALES, "breaking"), wishing(OPS, "kind:api")))

    told = audience(CHANGE, interests, NOW)

    assert [notice.destination for notice in told.notices] == [SALES]
    assert why(told.notices[0]) == (
        "• you follow `warehouse.orders.*`: `warehouse.orders.amount` is a part of `warehouse.orders.*`\n"
        "• you follow `breaking`: it breaks readers"
    )


def test_owners_and_their_consumers_are_told_without_a_wish() -> None:
    owner = Owner("warehouse.orders", ORDERS_TEAM, consumers=(SALES,))

    told = audience(CHANGE, Interests(owners=(owner,)), NOW)

    assert [notice.destination for notice in told.notices] == [SALES, ORDERS_TEAM]
    assert [notice.reasons[0].why for notice in told.notices] == ["consumer", "owner"]


def test_the_nearest_owner_answers_for_a_part() -> None:
    near, far = Owner("warehouse.orders", ORDERS_TEAM), Owner("warehouse.*", ANN)

    told = audience(CHANGE, Interests(owners=(far, near)), NOW)

    assert [notice.destination for notice in told.notices] == [ORDERS_TEAM]


def test_who_paused_is_not_told_until_the_pause_ends() -> None:
    asleep = wishing(SALES, "warehouse.*", paused=True, paused_until=NOW + timedelta(days=1))

    assert audience(CHANGE, Interests((asleep,)), NOW).asleep == (SALES,)
    assert not audience(CHANGE, Interests((asleep,)), NOW + timedelta(days=2)).empty


def test_an_audience_can_be_empty_and_says_so() -> None:
    told = audience(CHANGE, Interests((wishing(OPS, "kind:api"),)), NOW)

    assert told.empty
    assert told.spoken() == "nobody"


def test_an_audience_is_counted_in_words() -> None:
    interests = Interests((wishing(SALES, "breaking"), wishing(OPS, "breaking"), wishing(ANN, "breaking")))

    assert audience(CHANGE, interests, NOW).spoken() == "2 channels and 1 person"


def test_one_who_is_named_is_told_at_once_whatever_they_wish() -> None:
    weekly = wishing(SALES, "warehouse.*", rhythm=Rhythm("weekly"))

    told = audience(CHANGE, Interests((weekly,)), NOW, named=(SALES,))

    assert told.notices[0].rhythm.cadence == "instant"
    assert [reason.why for reason in told.notices[0].reasons] == ["subscription", "named"]


def test_the_earlier_occasion_wins_for_who_follows_twice() -> None:
    interests = Interests(
        (wishing(SALES, "warehouse.*", rhythm=Rhythm("weekly")), wishing(SALES, "breaking", rhythm=Rhythm("daily")))
    )

    assert audience(CHANGE, interests, NOW).notices[0].rhythm.cadence == "daily"


def test_a_broken_wish_does_not_silence_the_others() -> None:
    interests = Interests((wishing(OPS, "(("), wishing(SALES, "breaking")))

    assert [notice.destination for notice in audience(CHANGE, interests, NOW).notices] == [SALES]


def test_the_impact_of_an_asset_is_everyone_who_would_be_told_of_some_change() -> None:
    interests = Interests((wishing(SALES, "warehouse.orders.* kind:deprecation"), wishing(OPS, "model:*")))

    assert impact("warehouse.orders", interests, NOW) == [SALES]


def test_a_wish_by_meaning_reaches_the_audience() -> None:
    interests = Interests((wishing(SALES, 'about "order amounts"'), wishing(OPS, 'about "holidays"')))
    alike = {"order amounts": 0.8, "holidays": 0.1}

    told = audience(CHANGE, interests, NOW, similarity=alike.__getitem__)

    assert [notice.destination for notice in told.notices] == [SALES]


def test_who_announces_is_not_told_of_it_unless_they_chose_themselves() -> None:
    me = Destination("person", "U1")
    mine = Interests((Subscription("s1", me, "breaking"),))
    change = Change("c1", Draft("Amounts", "schema", ("shop.orders",), breaking=True), "announced", "U1", NOW)

    assert audience(change, mine, NOW).empty
    assert [one.destination for one in audience(change, mine, NOW, named=[me]).notices] == [me]
