"""Two dbt manifests differ in what those who read the models rely on."""

from typing import Any

import pytest

from changes.diff.dbt.compare import differences, readers
from changes.diff.dbt.manifest import Manifest
from changes.diff.dbt.rules import levels
from changes.diff.reading import UnreadableContract
from tests.changes.diff import specs
from tests.changes.diff.specs import source

MODEL = "model.shop.orders"


def manifest() -> dict[str, Any]:
    model = {
        "resource_type": "model",
        "name": "orders",
        "alias": "orders",
        "schema": "marts",
        "access": "protected",
        "config": {"materialized": "table", "contract": {"enforced": True}},
        "columns": {
            "id": {"data_type": "bigint", "constraints": [{"type": "not_null"}]},
            "amount": {"data_type": "numeric(10,2)", "constraints": []},
        },
        "raw_code": "select id, amount from raw_orders",
        "latest_version": 1,
    }
    test = {
        "resource_type": "test",
        "attached_node": MODEL,
        "column_name": "amount",
        "test_metadata": {"name": "accepted_values", "kwargs": {"values": [1, 2]}},
        "config": {"severity": "ERROR"},
    }
    board = {"name": "revenue", "type": "dashboard", "owner": {"name": "Ann"}, "depends_on": {"nodes": [MODEL]}}
    return {
        "metadata": {"adapter_type": "postgres"},
        "nodes": {MODEL: model, "test.shop.values": test},
        "sources": {},
        "exposures": {"exposure.shop.revenue": board},
    }


def edited(*path: str, to: Any = None) -> dict[str, Any]:
    return specs.edited(manifest(), *path, to=to)


def told(old: Any, new: Any) -> dict[str, str]:
    return {one.rule.removeprefix("dbt-"): one.asset for one in differences(source(old), source(new))}


COLUMN = ("nodes", MODEL, "columns")
TEST = ("nodes", "test.shop.values")
DASHBOARD = ("exposures", "exposure.shop.revenue")


@pytest.mark.parametrize(
    ("path", "to", "rule", "asset"),
    [
        (("nodes", MODEL), None, "model-removed", "marts.orders"),
        ((*COLUMN, "amount"), None, "column-removed", "marts.orders.amount"),
        ((*COLUMN, "paid"), {"data_type": "boolean"}, "column-added", "marts.orders.paid"),
        ((*COLUMN, "amount", "data_type"), "text", "column-type-changed", "marts.orders.amount"),
        ((*COLUMN, "amount", "data_type"), "numeric(12,2)", "column-type-widened", "marts.orders.amount"),
        ((*COLUMN, "id", "constraints"), [], "column-became-nullable", "marts.orders.id"),
        (("nodes", MODEL, "alias"), "sales", "model-renamed", "marts.orders"),
        (("nodes", MODEL, "config", "contract"), None, "contract-dropped", "marts.orders"),
        (("nodes", MODEL, "access"), "private", "access-narrowed", "marts.orders"),
        (("nodes", MODEL, "access"), "public", "access-widened", "marts.orders"),
        (("nodes", MODEL, "config", "materialized"), "ephemeral", "became-ephemeral", "marts.orders"),
        (("nodes", MODEL, "config", "materialized"), "view", "materialized-differently", "marts.orders"),
        (("nodes", MODEL, "deprecation_date"), "2027-01-01", "deprecated", "marts.orders"),
        (("nodes", MODEL, "latest_version"), 2, "version-moved", "marts.orders"),
        (
            ("nodes", MODEL, "raw_code"),
            "select id, 2 * amount as amount from raw_orders",
            "logic-changed",
            "marts.orders",
        ),
        (TEST, None, "test-removed", "marts.orders.amount"),
        ((*TEST, "config", "severity"), "WARN", "test-weakened", "marts.orders.amount"),
        ((*TEST, "test_metadata", "kwargs", "values"), [1, 2, 3], "test-weakened", "marts.orders.amount"),
        ((*TEST, "test_metadata", "kwargs", "values"), [1], "test-changed", "marts.orders.amount"),
        (DASHBOARD, None, "exposure-removed", "exposure:revenue"),
        ((*DASHBOARD, "owner"), {"name": "Ben"}, "exposure-owner-changed", "exposure:revenue"),
    ],
)
def test_an_edit_of_the_project_is_told(path: tuple[str, ...], to: Any, rule: str, asset: str) -> None:
    assert told(manifest(), edited(*path, to=to)).get(rule) == asset


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        (("nodes", MODEL), "model-added"),
        (("nodes", MODEL, "config", "contract"), "contract-enforced"),
        (TEST, "test-added"),
        (DASHBOARD, "exposure-added"),
    ],
)
def test_what_is_new_in_the_project_is_told(path: tuple[str, ...], rule: str) -> None:
    assert rule in told(edited(*path), manifest())


def test_every_rule_of_its_own_has_a_level() -> None:
    assert levels()["dbt-test-removed"] == "WARN"
    assert len(levels()) == 16


def test_a_test_that_goes_with_its_column_is_not_told_twice() -> None:
    new = edited(*COLUMN, "amount")
    del new["nodes"]["test.shop.values"]

    assert told(manifest(), new) == {"column-removed": "marts.orders.amount"}


def test_another_layout_of_the_query_says_nothing() -> None:
    spread = "select id, amount\n  from\n    raw_orders"

    assert told(manifest(), edited("nodes", MODEL, "raw_code", to=spread)) == {}


def test_who_reads_what_breaks_is_named() -> None:
    new = source(edited(*COLUMN, "amount"))

    assert readers(Manifest.read(new, ""), differences(source(manifest()), new)) == ("revenue (Ann)",)


def test_a_file_that_is_no_manifest_is_refused() -> None:
    with pytest.raises(UnreadableContract, match="no dbt manifest"):
        told({"results": []}, manifest())
