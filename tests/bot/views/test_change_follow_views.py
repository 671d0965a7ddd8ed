"""The views about following and reading changes as they look, within Slack's limits, and harmless whatever people wrote."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.card import Card, Modal
from bot.views import (
    change_assets,
    change_follow,
    change_following,
    change_hint,
    change_home,
    change_keys,
    change_reading,
    home,
)
from bot.views.change_follow import Preview, Wanted
from bot.views.change_hint import OnHint
from changes.hints import Hint
from changes.model import Change, Destination, Draft, Incident, Owner, Rhythm, Subscription, When
from changes.tokens import Token
from changes.wish.grammar import BadWish
from playground.block_kit.check import check_view
from tests.bot.views import block_kit, golden, hostile
from tests.bot.views.hostile import NASTY

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEAM, ANA, GROUP = Destination("channel", "C1"), Destination("person", "UANA"), Destination("group", "S1")
CHANGE = Change(
    "c1",
    Draft(
        "Amounts become decimals",
        "schema",
        ("warehouse.orders.amount",),
        breaking=True,
        when=When(NOW + timedelta(days=9), zone="Europe/Berlin"),
        what="numeric(12,2) instead of cents",
        to_do="Divide no more.",
        contact="<@UJON>",
    ),
    "announced",
    "UJON",
    NOW,
    revision=1,
    announced=NOW,
)
BY_A_PROGRAM = replace(CHANGE, content=replace(CHANGE.content, contact=""), announcer="orders-ci")
EIGHT = [replace(BY_A_PROGRAM if number == 1 else CHANGE, id=f"c{number}") for number in range(8)]
EVIL = Change(
    "c2", Draft(NASTY, "schema", ("shop.a",), when=CHANGE.content.when, what=NASTY, to_do=NASTY), "announced", "U1", NOW
)
ONE = Subscription("s1", TEAM, "warehouse.orders.* breaking", by="UANA", since=NOW)
WEEKLY = Subscription("s2", ANA, 'about "payment latency"', Rhythm("weekly", 16, 30, 4, "Europe/Berlin"), paused=True)
MANY = [Subscription(f"s{n}", TEAM, f"shop.t{n}", since=NOW) for n in range(12)]
OWNER = Owner("warehouse.orders", GROUP, "UJON", "https://docs.example.com/orders", (TEAM, ANA), NOW)
EVIL_OWNER = Owner("shop.a", GROUP, NASTY, f"https://x.example/{NASTY}", (TEAM,))
KEY = Token("k1", "T1", "program", "payments-ci", "api:payments/*", "UADA", NOW)
PLACE = OnHint("C1", "1.5", "c1", "change_hints")


def sample(of: Change, name: str = "warehouse.orders.amount") -> Preview:
    return Preview(Wanted.of(ONE, "C1"), [(of, ("`x` matches", NASTY))], WEEKLY, ONE, {name: ("warehouse.orders",)})


VIEWS: dict[str, Card | Modal] = {
    "change-follow-how": change_follow.how(),
    "change-follow-preview": change_follow.preview(sample(CHANGE), "UANA"),
    "change-follow-nothing": change_follow.preview(Preview(Wanted.of(WEEKLY)), "UANA"),
    "change-follow-wrong": change_follow.wrong(BadWish("warehouse.* braking", 12, "`braking` is no test", "breaking")),
    "change-follow-form": change_follow.form(Wanted.of(WEEKLY)),
    "change-follow-confirmed": change_follow.confirmed(ONE, "UANA"),
    "change-following-list": change_following.listing([ONE, WEEKLY], "UANA", 0, "channel:C1"),
    "change-following-pages": change_following.listing(MANY, "UANA", 1, "channel:C1"),
    "change-following-which": change_following.which(ONE, ["warehouse.orders.amount", "warehouse.orders.debug"]),
    "change-following-narrowed": change_following.narrowed(None, "warehouse.orders"),
    "change-following-leave": change_following.confirm_leaving([ONE, WEEKLY], "warehouse.orders.debug"),
    "change-following-calendar": change_following.calendar(ONE, "https://parlance.example.com/calendar/x.ics", "k2"),
    "change-reading-upcoming": change_reading.listing(EIGHT, change_reading.Wanted("upcoming", "30")),
    "change-reading-none": change_reading.none_of("warehouse.ordres", ["warehouse.orders"], known=False),
    "change-assets-who": change_assets.who(
        "warehouse.orders", OWNER, [EVIL_OWNER], [Incident("i", "a", "Late", NOW)], "U"
    ),
    "change-assets-impact": change_assets.impact("warehouse.orders", [TEAM, GROUP, ANA], "UANA"),
    "change-assets-ask": change_assets.ask([OWNER]),
    "change-keys-made": change_keys.made(KEY, "not-a-real-secret", ""),
    "change-keys-list": change_keys.listing([KEY]),
    "change-hint": change_hint.hint(Hint(CHANGE, "warehouse.orders.amount", "orders.amount"), PLACE),
    "change-hint-suggestion": change_hint.suggestion(Wanted.of(ONE), 4, PLACE),
    "change-hint-more": change_hint.more(CHANGE),
}
NASTY_VIEWS: dict[str, Card | Modal] = {
    "preview": change_follow.preview(sample(EVIL, NASTY), "UANA"),
    "wrong": change_follow.wrong(BadWish(NASTY, 3, "what?")),
    "listing": change_following.listing([Subscription("s", TEAM, f'about "{NASTY[:980]}"', source=NASTY)], "U", 0, ""),
    "reading": change_reading.listing([EVIL], change_reading.Wanted("search", NASTY[:300])),
    "who": change_assets.who("shop.a", EVIL_OWNER, [], [Incident("i", "a", NASTY, NOW)], "U"),
    "asked": change_assets.ask([EVIL_OWNER]),
    "keys": change_keys.listing([Token("k", "T", "program", NASTY, "*", "UADA", NOW)]),
    "hint": change_hint.hint(Hint(EVIL, "shop.a", "shop.a"), PLACE),
    "more": change_hint.more(EVIL),
}


@pytest.mark.parametrize("name", list(VIEWS))
def test_a_view_looks_as_it_did_and_fits_slack(name: str) -> None:
    block_kit.check(VIEWS[name])
    golden.check(name, VIEWS[name])


@pytest.mark.parametrize("name", NASTY_VIEWS)
def test_whatever_people_wrote_it_fits_and_stays_harmless(name: str) -> None:
    hostile.check(NASTY_VIEWS[name])


def test_what_is_shared_names_a_team_and_calls_nobody_of_it() -> None:
    card = change_assets.who("warehouse.orders", OWNER, [], [], "U")

    shared = str(golden.shape(change_assets.shared(card, {"S1": "data-platform"})))

    assert "belongs to *data-platform*" in shared
    assert "subteam" not in shared


def test_the_home_sections_fit_slack() -> None:
    sections = [
        change_home.followed(MANY, "UANA"),
        change_home.unanswered([(CHANGE, TEAM, "https://x.example/p1"), (EVIL, GROUP, "")]),
        change_home.soon([CHANGE, EVIL]),
    ]
    view = home.home(sections, {})

    check_view(view, ("home",))
    golden.check_shape("change-home", view)


def test_the_contact_of_an_asset_is_a_person_however_they_were_written_down() -> None:
    told = [
        str(golden.shape(change_assets.who("a", Owner("a", GROUP, one), [], [], "U"))) for one in ("UJON", "<@UJON>")
    ]

    assert all("*Contact:* <@UJON>" in text for text in told)
