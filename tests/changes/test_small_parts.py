"""Roles, hints, calendar, timeline, declarations, suggestions and topics, each by its guarantee."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from changes.calendar import icalendar, timeline
from changes.consumption import (
    BadDeclaration,
    as_subscriptions,
    read_consumed,
    read_subscriptions,
    write_subscriptions,
)
from changes.digest import occasion
from changes.hints import hint, mentioned
from changes.model import Change, Destination, Draft, Owner, Rhythm, Subscription, When
from changes.roles import Grant, NotAllowed, Person, may_announce, require
from changes.suggestions import suggestions
from changes.topics import Topics
from index.encoder.toy import ToyEncoder

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANN, TEAM, SALES = Destination("person", "U-ANN"), Destination("group", "S-1"), Destination("channel", "C-SALES")
CHANGE = Change(
    "c1",
    Draft("Rename amount", "schema", ("shop.orders.amount",), breaking=True, when=When(NOW + timedelta(days=7))),
    "announced",
    "U1",
    NOW,
    revision=2,
    announced=NOW,
)


def test_with_no_grants_and_no_owners_nobody_but_an_admin_may_announce() -> None:
    assert not may_announce(Person("U-ANN"), ["shop.orders"], [], [])
    assert may_announce(Person("U-ANN", admin=True), ["shop.orders"], [], [])


def test_an_owner_may_announce_its_own_and_a_grant_what_it_covers() -> None:
    owners, grants = [Owner("shop.orders", TEAM)], [Grant(ANN, "announcer", "lab.*")]
    member, ann = Person("U-BEN", groups=("S-1",)), Person("U-ANN")

    assert may_announce(member, ["shop.orders.amount"], grants, owners)
    assert not may_announce(member, ["shop.orders.amount", "lab.data"], grants, owners)
    assert may_announce(ann, ["lab.data"], grants, owners)
    assert not may_announce(ann, [], grants, owners)


def test_the_nearest_owner_shuts_out_the_owner_of_the_whole() -> None:
    owners = [Owner("shop.*", ANN), Owner("shop.orders", TEAM)]

    assert not may_announce(Person("U-ANN"), ["shop.orders"], [], owners)


def test_a_refusal_names_what_may_not_be_announced() -> None:
    with pytest.raises(NotAllowed, match=r"shop\.orders"):
        require(Person("U-ANN"), ["shop.orders"], [], [])


def test_a_grant_of_everything_covers_every_system() -> None:
    assert may_announce(Person("U-ANN"), ["api:pay/v1", "a.b"], [Grant(ANN, "announcer", "*")], [])


def test_a_message_about_an_asset_that_will_change_gets_a_hint_once() -> None:
    found = hint("why is `orders.amount` so high?", [CHANGE], NOW)

    assert found is not None
    assert (found.change.id, found.asset) == ("c1", "shop.orders.amount")
    assert hint("why is `orders.amount` so high?", [CHANGE], NOW, already=["c1"]) is None
    assert hint("the amount of orders is high", [CHANGE], NOW) is None


def test_far_or_past_changes_give_no_hint() -> None:
    text = "look at shop.orders.amount"

    assert hint(text, [CHANGE], NOW - timedelta(days=30)) is None
    assert hint(text, [CHANGE], NOW + timedelta(days=10)) is None
    assert hint(text, [replace(CHANGE, state="withdrawn")], NOW) is None


def test_names_are_seen_in_code_and_in_prose_but_not_in_links() -> None:
    text = "`fct_sales` and api:pay/v2 and shop.orders. See https://shop.orders/x"

    assert mentioned(text) == ["fct_sales", "api:pay/v2", "shop.orders"]


def test_a_calendar_holds_each_dated_change_and_cancels_the_withdrawn() -> None:
    gone = replace(CHANGE, id="c2", state="withdrawn")
    undated = replace(CHANGE, id="c3", content=replace(CHANGE.content, when=None))

    text = icalendar([CHANGE, gone, undated], "Sales", NOW).replace("\r\n ", "")

    assert text.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Breaking: Rename amount" in text
    assert "DTSTART:20260309T090000Z" in text
    assert "UID:c1@parlance" in text
    assert "SEQUENCE:2" in text
    assert text.count("STATUS:CANCELLED") == 1


def test_a_timeline_shows_from_when_it_was_known() -> None:
    (bar,) = timeline([CHANGE])

    assert (bar.known, bar.start, bar.breaking) == (NOW, NOW + timedelta(days=7), True)


def test_the_occasion_of_a_digest_is_local_and_survives_the_change_of_clocks() -> None:
    weekly = Rhythm("weekly", 9, 0, 0, "Europe/Berlin")

    before, after = datetime(2026, 3, 24, tzinfo=UTC), datetime(2026, 3, 30, 12, tzinfo=UTC)

    assert occasion(weekly, before).astimezone(UTC) == datetime(2026, 3, 23, 8, tzinfo=UTC)
    assert occasion(weekly, after).astimezone(UTC) == datetime(2026, 3, 30, 7, tzinfo=UTC)


def test_what_a_repository_declares_is_read_and_written_back() -> None:
    text = """
    zone: Europe/Berlin
    subscriptions:
      - to: channel:C-SALES
        hear: shop.orders.* breaking weekly on friday at 16:00
      - {to: "group:S-1", hear: 'about "payment latency"', zone: UTC}
    """
    declared = read_subscriptions(text, "parlance.yaml")

    assert declared[0].rhythm == Rhythm("weekly", 16, 0, 4, "Europe/Berlin")
    assert [one.wish for one in declared] == ["shop.orders.* breaking", 'about "payment latency"']
    assert read_subscriptions(write_subscriptions(declared), "parlance.yaml") == declared


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("subscriptions:\n  - [", "x.yaml:3: not YAML"),
        ("- a", "x.yaml:1: expected `subscriptions:`"),
        ("subscriptions:\n- to: channel:C1\n---\n- another document", "x.yaml:2: an entry needs"),
        ("x: [&a 1, &a 2]\nsubscriptions:\n- to: channel:C1", "x.yaml: an entry needs"),
        ("subscriptions:\n- hear: a.b\n  to: C1", "x.yaml:3: `C1` is not channel:"),
        ("subscriptions:\n- hear: a.b\n  to: '#sales'", "x.yaml:3: there is no #sales here"),
        (
            "subscriptions:\n- {to: 'channel:C1', hear: a.b}\n- to: channel:C1\n  hear: a.b brekaing",
            "x.yaml:4: .*breaking",
        ),
        ("subscriptions:\n- to: 'channel:C1'", "x.yaml:2: an entry needs `to` and `hear`"),
        ("subscriptions:\n- {to: 'channel:C1', hear: a.b}\n\n- nothing", "x.yaml:4: an entry needs"),
        (
            "subscriptions:\n- {to: 'channel:C1', hear: a.b,\n   zone: Mars/One}",
            "x.yaml:3: there is no time zone `Mars/One`",
        ),
        (
            "zone: Mars/One\nsubscriptions: [{to: 'channel:C1', hear: a.b}]",
            "x.yaml:2: there is no time zone `Mars/One`",
        ),
        (
            "subscriptions:\n- to: channel:C1\n  to: channel:C2\n  hear: a.b",
            "x.yaml:3: not YAML: the key to stands twice",
        ),
        ("subscriptions:\n" + "- " * 100_000, "x.yaml:2: not YAML: nested more than"),
    ],
    ids=range(13),
)
def test_a_wrong_declaration_is_refused_with_its_place(text: str, why: str) -> None:
    with pytest.raises(BadDeclaration, match=why):
        read_subscriptions(text, "x.yaml")


def test_dbt_exposures_say_what_is_consumed() -> None:
    text = """
    exposures:
      - name: weekly_report
        owner: {email: ann@example.com}
        depends_on: [ref('fct_orders'), "source('raw', 'payments')"]
    """
    consumed = read_consumed(text, "exposures.yml")

    assert [(one.asset, one.by, one.contact) for one in consumed] == [
        ("fct_orders", "exposure weekly_report", "ann@example.com"),
        ("raw.payments", "exposure weekly_report", "ann@example.com"),
    ]


def test_a_data_contract_says_which_tables_it_is_about() -> None:
    text = """
    kind: DataContract
    id: orders
    servers: [{server: prod, database: shop, schema: core}]
    schema: [{name: orders}, {name: refunds, physicalName: refunds_v2}]
    """
    consumed = read_consumed(text, "contract.yaml")

    assert [one.asset for one in consumed] == ["shop.core.orders", "shop.core.refunds_v2"]
    assert as_subscriptions(consumed, SALES, "repo")[0].wish == "shop.core.orders -harmless"


def test_a_file_that_is_neither_is_refused() -> None:
    with pytest.raises(BadDeclaration, match="neither"):
        read_consumed("a: 1", "x.yaml")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("exposures:\n- name: report\n  depends_on:\n  - ref('a..b')", "x.yaml:4: "),
        ("exposures:\n- {name: report}\n- owner: ann", "x.yaml:3: an exposure needs a name"),
        ("kind: DataContract\nschema:\n- name: orders\n- name: 'a..b'", "x.yaml:4: "),
    ],
)
def test_what_is_wrong_in_a_contract_is_named_with_its_line(text: str, why: str) -> None:
    with pytest.raises(BadDeclaration, match=why):
        read_consumed(text, "x.yaml")


def test_a_channel_that_often_names_a_table_may_want_to_follow_it() -> None:
    texts = ["shop.orders.amount is odd", "see `orders.total`", "shop.orders.amount again", "model drift"]
    known = ["shop.orders.amount", "shop.orders.total", "model:fraud"]

    assert [(one.wish, one.times) for one in suggestions(texts, known)] == [("shop.orders.*", 3)]
    assert suggestions(texts, known, [Subscription("s", SALES, "shop.*")]) == []


def test_a_wish_by_meaning_shows_which_past_changes_it_would_have_caught() -> None:
    topics = Topics(ToyEncoder(("payments", "latency", "holiday")))
    slow = replace(CHANGE, content=replace(CHANGE.content, title="latency of payments"))
    other = replace(CHANGE, id="c2", content=replace(CHANGE.content, title="holiday"))

    caught = topics.would_have_caught('about "payments latency"', [slow, other])

    assert [(change.id, because) for change, because in caught] == [("c1", ("it is about “payments latency”",))]
    assert np.isclose(topics.similarity(slow)("payments latency"), 0.816, atol=0.01)
