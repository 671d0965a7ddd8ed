"""Past changes found by meaning: by what they say, by their names, and not at all when nothing comes near."""

from datetime import UTC, datetime

import pytest

from changes.model import Change, Draft
from changes.topics import Topics
from index.encoder.protocol import Encoder
from index.encoder.toy import ToyEncoder

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def change(title: str, *assets: str, what: str = "") -> Change:
    return Change(title[:8], Draft(title, "schema", assets, what=what), "announced", "U1", NOW)


PAST = [
    change("Amounts become decimals", "warehouse.orders.amount", what="numeric(12,2) instead of whole cents"),
    change("The message broker is upgraded", "kafka:main", what="a rolling restart; consumers reconnect"),
    change("The nightly load moves to four in the morning", "warehouse.customers"),
]


def test_a_name_is_found_by_its_parts_and_nothing_else_is() -> None:
    topics = Topics(ToyEncoder(("orders", "amount", "load")))

    found = topics.search("orders", PAST)

    assert [one.change.title for one in found] == ["Amounts become decimals"]
    assert found[0].words == ("orders",)


def test_an_empty_question_finds_nothing() -> None:
    assert Topics(ToyEncoder(("orders",))).search("  ", PAST) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("does the queue go down soon", "The message broker is upgraded"),
        ("money with two digits after the point", "Amounts become decimals"),
        ("when are tables refreshed during the night", "The nightly load moves to four in the morning"),
        ("a birthday cake for the intern", None),
        ("who won the match yesterday", None),
    ],
)
def test_what_is_meant_is_found_and_what_nobody_announced_is_not(
    encoder: Encoder, question: str, title: str | None
) -> None:
    found = Topics(encoder).search(question, PAST)

    assert (found[0].change.title if found else None) == title
