"""What lies in what, and what somebody meant."""

import pytest

from changes.assets import BadAsset, did_you_mean, parse, relation, resolve


@pytest.mark.parametrize(
    ("pattern", "asset", "expected"),
    [
        ("warehouse.orders", "warehouse.orders", "same"),
        ("warehouse.orders.*", "warehouse.orders.amount", "part"),
        ("warehouse.orders", "warehouse.orders.amount", "part"),
        ("warehouse.orders.amount", "warehouse.orders", "whole"),
        ("warehouse.orders.*", "warehouse.orders", "same"),
        ("warehouse.*.amount", "warehouse.orders.amount", "same"),
        ("warehouse.ord*", "warehouse.orders.amount", "part"),
        ("Warehouse.Orders", "warehouse.orders", "same"),
        ("api:payments/v2/*", "api:payments/v2/orders", "part"),
        ("api:payments/v2/orders", "api:payments/*", "whole"),
        ("*", "model:fraud", "part"),
        ("model:fraud", "model:*", "whole"),
        ("warehouse.orders", "warehouse.order", ""),
        ("api:payments", "model:payments", ""),
        ("payments", "api:payments", ""),
        ("warehouse.orders.amount", "warehouse.orders.total", ""),
    ],
)
def test_a_pattern_knows_what_is_the_same_a_part_or_the_whole(pattern: str, asset: str, expected: str) -> None:
    assert relation(pattern, asset) == expected


@pytest.mark.parametrize("text", ["", "  ", "a..b", "api:", ":x", "a.b?c", "x" * 300])
def test_what_is_no_name_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(BadAsset):
        parse(text)


@pytest.mark.parametrize("text", ["warehouse.orders.*", "api:payments/v2/{id}", "model:fraud"])
def test_a_name_survives_being_parsed_and_printed(text: str) -> None:
    assert str(parse(text)) == text


def test_the_end_of_a_name_finds_the_one_asset_that_has_it() -> None:
    known = ["warehouse.orders.amount", "warehouse.refunds.amount", "warehouse.orders.total"]

    assert resolve("orders.amount", known) == "warehouse.orders.amount"
    assert resolve("amount", known) is None
    assert resolve("stock", known) is None


def test_a_misspelt_asset_is_answered_with_the_one_that_was_meant() -> None:
    known = ["warehouse.orders.amount", "model:fraud"]

    assert did_you_mean("warehose.orders", known) == ["warehouse.orders.amount"]
    assert did_you_mean("warehouse.orders.*", known) == []
