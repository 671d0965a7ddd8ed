"""Wishes are understood, printed so that they are understood again, and held against changes with a reason."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changes.model import KINDS, SEVERITIES, Change, Draft, Kind, Rhythm, Severity
from changes.wish.grammar import (
    About,
    AllOf,
    AnyOf,
    AsSevere,
    BadWish,
    Breaking,
    Everything,
    InState,
    Not,
    OfAsset,
    OfKind,
    Wish,
    all_of,
    any_of,
)
from changes.wish.matching import verdict
from changes.wish.parser import understand
from changes.wish.printer import written
from changes.wish.request import UnknownZone, spoken, understand_request


def a_change(*assets: str, kind: Kind = "schema", breaking: bool | None = True, severity: Severity = "high") -> Change:
    content = Draft("Rename amount", kind, assets, breaking=breaking, severity=severity)
    return Change("c1", content, "announced", "U1", datetime(2026, 3, 2, tzinfo=UTC))


def test_side_by_side_means_and_but_several_assets_mean_any_of_them() -> None:
    wish = understand("warehouse.orders.* api:payments breaking -kind:api")

    assert wish == AllOf(
        (
            AnyOf((OfAsset("warehouse.orders.*"), OfAsset("api:payments"))),
            Breaking(breaking=True),
            Not(OfKind("api")),
        )
    )


def test_and_binds_closer_than_or_and_brackets_closer_than_both() -> None:
    assert understand("a.b or c.d and breaking") == AnyOf(
        (OfAsset("a.b"), AllOf((OfAsset("c.d"), Breaking(breaking=True))))
    )
    assert understand("(a.b or c.d) breaking") == AllOf(
        (AnyOf((OfAsset("a.b"), OfAsset("c.d"))), Breaking(breaking=True))
    )


def test_a_topic_is_written_in_quotes_straight_or_curly() -> None:
    assert understand('about "payment latency"') == understand("about “payment  latency”") == About("payment latency")


@pytest.mark.parametrize(
    ("text", "position", "instead"),
    [
        ("a.b brekaing", 4, "breaking"),
        ("a.b kind:shema", 4, "kind:schema"),
        ("knd:api", 0, "kind:api"),
        ("severity>=hihg", 0, "severity>=high"),
        ("severity >= high", 0, "severity>=high"),
        ("(a.b or c.d", 0, ""),
        ("a.b)", 3, ""),
        ("a.b and", 7, ""),
        ("about latency", 6, ""),
        ('about "latency', 6, ""),
        ("", 0, ""),
    ],
)
def test_a_wrong_wish_is_told_where_and_what_was_meant(text: str, position: int, instead: str) -> None:
    with pytest.raises(BadWish) as refused:
        understand(text)

    assert (refused.value.position, refused.value.instead) == (position, instead)


def test_however_often_a_wish_is_turned_round_it_stays_one() -> None:
    assert understand("!" * 996 + "a.b") == OfAsset("a.b")
    assert understand("not " * 99 + "a.b") == Not(OfAsset("a.b"))
    assert understand("-(-a.b)") == OfAsset("a.b")


def test_brackets_without_end_are_refused_and_not_followed() -> None:
    with pytest.raises(BadWish):
        understand("(" * 500 + "a.b" + ")" * 500)


names = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
tests = st.one_of(
    st.lists(names, min_size=1, max_size=3).map(lambda parts: OfAsset(".".join(parts))),
    st.builds(
        lambda system, parts: OfAsset(f"{system}:{'/'.join(parts)}"), names, st.lists(names, min_size=1, max_size=3)
    ),
    st.sampled_from(KINDS).map(OfKind),
    st.sampled_from(("announced", "revised", "in effect")).map(InState),
    st.booleans().map(Breaking),
    st.builds(AsSevere, st.sampled_from((">=", "<=", "=", ">", "<")), st.sampled_from(SEVERITIES)),
    st.from_regex(r"[a-z]+( [a-z]+){0,2}", fullmatch=True).map(About),
    st.just(Everything()),
)
wishes = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: all_of(*parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: any_of(*parts)),
        inner.map(lambda wish: wish.wish if isinstance(wish, Not) else Not(wish)),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(wishes)
def test_a_printed_wish_is_understood_as_what_it_was(wish: Wish) -> None:
    assert understand(written(wish)) == wish


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused_kindly(text: str) -> None:
    wish = _understood(text)

    assert isinstance(wish, int) or understand(written(wish)) == wish


def test_a_fulfilled_wish_says_why() -> None:
    answer = verdict(understand("warehouse.orders.* breaking"), a_change("warehouse.orders.amount"))

    assert answer.fulfilled
    assert answer.because == ("`warehouse.orders.amount` is a part of `warehouse.orders.*`", "it breaks readers")


def test_an_unfulfilled_wish_says_what_stood_against_it() -> None:
    answer = verdict(understand("warehouse.orders.* -kind:schema"), a_change("warehouse.orders.amount"))

    assert not answer.fulfilled
    assert answer.because == ("excluded: its kind is schema",)


def test_one_thing_can_be_excluded_under_a_broader_one() -> None:
    wish = understand("warehouse.* -warehouse.orders.debug")

    assert not verdict(wish, a_change("warehouse.orders.debug")).fulfilled
    assert verdict(wish, a_change("warehouse.orders.debug", "warehouse.orders.amount")).fulfilled


def test_excluding_a_part_does_not_silence_the_whole() -> None:
    assert verdict(understand("warehouse.* -warehouse.orders.debug"), a_change("warehouse.orders")).fulfilled


def test_who_asks_for_breaking_changes_hears_of_those_nobody_can_judge() -> None:
    wish = understand("breaking")

    assert verdict(wish, a_change(breaking=None)).fulfilled
    assert not verdict(wish, a_change(breaking=False)).fulfilled


def test_severity_is_compared_in_its_order() -> None:
    assert verdict(understand("severity>=medium"), a_change(severity="high")).fulfilled
    assert not verdict(understand("severity>high"), a_change(severity="high")).fulfilled


def test_a_topic_is_compared_by_meaning() -> None:
    alike = {"payment latency": 0.7, "holidays": 0.1}

    assert verdict(understand('about "payment latency"'), a_change(), alike.__getitem__).fulfilled
    assert not verdict(understand('about "holidays"'), a_change(), alike.__getitem__).fulfilled


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("a.b", Rhythm(zone="Europe/Berlin")),
        ("a.b daily", Rhythm("daily", zone="Europe/Berlin")),
        ("a.b daily at 17:30", Rhythm("daily", 17, 30, zone="Europe/Berlin")),
        ("a.b weekly on Friday at 4pm", Rhythm("weekly", 16, 0, 4, "Europe/Berlin")),
    ],
)
def test_how_often_is_said_after_the_wish(text: str, rhythm: Rhythm) -> None:
    request = understand_request(text, "Europe/Berlin")

    assert (request.wish, request.rhythm) == (OfAsset("a.b"), rhythm)
    assert understand_request(f"a.b {spoken(request.rhythm)}", "Europe/Berlin") == request


def test_an_impossible_time_and_an_unknown_zone_are_refused() -> None:
    with pytest.raises(BadWish, match="no time of day"):
        understand_request("a.b daily at 25:00")
    with pytest.raises(UnknownZone, match="Mars"):
        understand_request("a.b", "Mars/Crater")


def _understood(text: str) -> Wish | int:
    """The wish, or the place where the text stops making sense."""
    try:
        return understand(text)
    except BadWish as refused:
        assert 0 <= refused.position <= len(text)  # noqa: PT017 both outcomes are fine
        return refused.position


def test_what_nobody_announces_may_be_left_out_all_the_same() -> None:
    wish = understand("warehouse.orders.* breaking -kind:docs")

    assert written(wish) == "warehouse.orders.* breaking -kind:docs"
    assert understand(written(wish)) == wish
